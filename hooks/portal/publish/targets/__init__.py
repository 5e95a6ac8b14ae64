"""Places that releases are sent to: one kind a file, all behind ``target.Target``."""
