"""Citations of statutes: every form in which Chinese official texts name a law, an article, a paragraph, an item."""
