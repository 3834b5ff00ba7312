"""Names that programs give in OPML to the folder of feeds without one, in several languages."""

#: FreshRSS, Feedly and others write them into lists of feeds.
UNCATEGORIZED = frozenset(
    (
        *("uncategorized", "uncategorised", "sans catégorie", "unkategorisiert", "sin categorizar", "senza categoria"),
        *("zonder categorie", "sem categoria"),
    )
)
