"""Model to findings: what is wrong with content and data that could be read."""
