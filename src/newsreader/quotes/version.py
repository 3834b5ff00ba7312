"""The version of the engine; light to import."""

#: Changes whenever the engine would find other quotations in the same article.
VERSION = 8
