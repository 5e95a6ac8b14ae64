"""Files to model; every problem of every file becomes a finding."""
