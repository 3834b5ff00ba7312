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


def _describe(discourse: Discourse, mention: Mention, found: list[str]) -> None:
    if mention.kind is MentionKind.NAME and mention.entity:
        entity = mention.entity
        facts = entity.facts
        found.append(f"N level{entity.level}")
        if entity.level < 2:
            found += [
                f"T {fact}"
                for fact in ("acronym", "article", "place", "organisation", "organisation role")
                if fact in facts
            ]
        if len(entity.words) > 1:
            found.append("N many")
        if mention.with_role:
            found.append("N with role")
        if "speaks" in facts:
            found.append("N speaks" + bucket(facts["speaks"], (1, 3)) + ("p" if entity.level >= 2 else "t"))
    elif mention.kind is MentionKind.PRONOUN:
        found.append("P " + mention.noun)
        if mention.impersonal:
            found.append("P impersonal")
    else:
        kind = mention.letter
        found += [
            f"{kind} noun={mention.noun}",
            f"{kind} det={discourse.tokens[mention.paragraph].lows[mention.first]}",
        ]
        if mention.indefinite:
            found.append(kind + " indefinite")
        if mention.plural:
            found.append(kind + " plural")
        if not mention.sure:
            found.append(kind + " unsure")
    if mention.aside:
        found.append("aside")
    if mention.inner:
        found.append("inner " + mention.letter)
