"""Which engine this is; apart from it, so that asking costs nothing."""

#: Changes whenever the engine would find other quotations in the same article.
VERSION = 8
