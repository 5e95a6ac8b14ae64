"""Saved pages of the official account (and later other papers) to drafts: typed front matter, blocks, pictures, and the proof that nothing is lost."""
