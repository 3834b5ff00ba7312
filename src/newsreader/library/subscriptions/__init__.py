"""Finding feeds, subscribing to them, and what a new library begins with."""
