"""What things are: frozen dataclasses and pure functions over them. No disk, no clock, no libraries."""
