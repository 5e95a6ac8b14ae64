"""One build from start to end. ``mkdocs_io`` is the only module of the package that knows MkDocs."""
