"""Features of a mention by itself: its kind, and what is known of it."""

from newsreader.quotes.discourse import Discourse
from newsreader.quotes.mentions import Mention, MentionKind
from newsreader.quotes.spans import bucket


def what(discourse: Discourse, mention: Mention) -> list[str]:
    """Return the features of what the mention is, wherever it stands."""
    known = discourse.what[mention.number]
    if not known:
        _describe(discourse, mention, known)
    return known


def _describe(discourse: Discourse, mention: Mention, features: list[str]) -> None:
    if mention.kind is MentionKind.NAME and mention.entity:
        entity = mention.entity
        facts = entity.facts
        features.append(f"N level{entity.level}")
        if entity.level < 2:
            features += [
                f"T {fact}"
                for fact in ("acronym", "article", "place", "organisation", "organisation role")
                if fact in facts
            ]
        if len(entity.words) > 1:
            features.append("N many")
        if mention.with_role:
            features.append("N with role")
        if "speaks" in facts:
            features.append("N speaks" + bucket(facts["speaks"], (1, 3)) + ("p" if entity.level >= 2 else "t"))
    elif mention.kind is MentionKind.PRONOUN:
        features.append("P " + mention.noun)
        if mention.impersonal:
            features.append("P impersonal")
    else:
        kind = mention.letter
        features += [
            f"{kind} noun={mention.noun}",
            f"{kind} det={discourse.tokens[mention.paragraph].lows[mention.first]}",
        ]
        if mention.indefinite:
            features.append(kind + " indefinite")
        if mention.plural:
            features.append(kind + " plural")
        if not mention.sure:
            features.append(kind + " unsure")
    if mention.aside:
        features.append("aside")
    if mention.inner:
        features.append("inner " + mention.letter)
