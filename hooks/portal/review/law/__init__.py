"""What the rules about statutes share: reading, the time that a sentence speaks of, and judging a citation."""
