"""Whole libraries and lists of subscriptions, out and in."""
