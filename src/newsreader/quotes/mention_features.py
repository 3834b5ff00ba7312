"""What a mention is, wherever it stands: its kind and what is known of it, as features name them."""

import re

from newsreader.quotes.discourse import Discourse
from newsreader.quotes.mentions import PERSON, Mention, MentionKind
from newsreader.quotes.spans import bucket

_ARTICLES = re.compile(
    r"(?<!\w)(?:l[ea]s?\s|l['’]|(?:M|MM|Me|Dr|Pr|Mgr)\.?\s|Mmes?\s|Mlle\s|sons?\s|sa\s|ses\s|leurs?\s|une?\s|ce\s|cette\s|the\s)+$",
    re.I,
)


def letter(mention: Mention) -> str:
    """The kind of a mention as features name it: "T" for a name that is no person's."""
    if mention.kind is MentionKind.NAME:
        return "N" if mention.entity and mention.entity.level >= PERSON else "T"
    return str(mention.kind)


def what(discourse: Discourse, mention: Mention) -> list[str]:
    """Return the features of what the mention is, wherever it stands."""
    known = discourse.what.get(mention.number)
    if known is None:
        known = discourse.what[mention.number] = []
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
        kind = str(mention.kind)
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
        found.append("inner " + letter(mention))


def sourced(discourse: Discourse, mention: Mention) -> bool:
    """Return whether "selon" or the like leads to a mention."""
    if mention.governor not in discourse.grammar.governors and mention.governor not in discourse.grammar.sources:
        return False
    text = discourse.paragraphs[mention.paragraph].masked
    lead = _ARTICLES.sub("", text[max(0, mention.start - 24) : mention.start]).rstrip()
    return discourse.grammar.sourced.search(lead) is not None
