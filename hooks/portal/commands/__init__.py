"""The commands, one a file: ``add`` describes it to the parser, ``run`` does it and returns the exit code."""
