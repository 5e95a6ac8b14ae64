"""Copies of everything that can't be made again: the history of the project, the releases, their manifests and the logs."""
