"""What is asked of a site, one topic a file; each has ``ITEMS``."""
