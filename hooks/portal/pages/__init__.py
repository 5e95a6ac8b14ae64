"""Model to pages: bodies, head tags, tables, charts, figures in prose. Knows nothing of MkDocs."""
