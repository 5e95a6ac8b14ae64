"""Proves that what is served is exactly what was signed: on the disk, on a server, from outside; restores it."""
