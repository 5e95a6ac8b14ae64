"""Model to the search index."""
