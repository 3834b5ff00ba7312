"""Folders that programs make up for the feeds that are in none, in some of the languages that they speak."""

#: FreshRSS, Feedly and others write them into lists of feeds.
UNCATEGORIZED = frozenset(
    (
        *("uncategorized", "uncategorised", "sans catégorie", "unkategorisiert", "sin categorizar", "senza categoria"),
        *("zonder categorie", "sem categoria"),
    )
)
