"""What other programs subscribe to: RSS, Atom and JSON feeds, and the calendar of legal days.

Everything here is a pure function from entries to bytes. The libraries behind it (feedgen, lxml, icalendar) are
imported when a feed is written, not when this package is.
"""
