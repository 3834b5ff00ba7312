"""Sending articles on: to services, into an EPUB."""
