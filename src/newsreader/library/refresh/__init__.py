"""Polling feeds, and storing what is new."""
