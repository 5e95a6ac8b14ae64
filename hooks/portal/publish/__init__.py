"""A built site becomes a release: listed in a signed manifest, sent, switched to, proved, rolled back."""
