"""Finding feeds, subscribing, and the subscriptions of a new library."""
