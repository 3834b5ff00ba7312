"""Parsers, pure: from bytes to the model. Feeds, article pages, comments, the answers of sync servers."""
