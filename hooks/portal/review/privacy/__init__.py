"""Personal data in texts: numbers behind any spelling, names of people, and the setting in which they stand."""
