"""Looks over a machine, a repository and a place before somebody relies on them."""
