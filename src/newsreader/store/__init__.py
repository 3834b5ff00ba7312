"""The offline library on disk: the only room that knows SQLite."""
