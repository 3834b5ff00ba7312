"""The library on disk: the only package that uses SQLite."""
