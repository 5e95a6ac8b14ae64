"""Manuals of the findings that are no prose rules: files, articles, references, marks, statistics, the review's own settings."""
