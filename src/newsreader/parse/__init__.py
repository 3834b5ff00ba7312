"""Bytes in, model out, pure: feeds, article pages, comments."""
