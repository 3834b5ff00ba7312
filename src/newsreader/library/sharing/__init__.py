"""Sending articles to services, and binding them into an EPUB."""
