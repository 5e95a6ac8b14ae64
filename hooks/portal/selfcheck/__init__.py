"""The self-check: what an inspection of government sites would say of a built site, as far as a program can judge.

``page.py`` reads one page, ``items/`` holds what is asked of the whole, ``report.py`` puts the answers together. Every item names its source.
What could not be read in the official text itself is a hint, never a failure.
"""
