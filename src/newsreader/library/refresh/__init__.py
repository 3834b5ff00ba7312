"""Asking feeds for what is new, and storing it."""
