"""The gender that a given name suggests."""

from newsreader.quotes import lexicon


def gender_of(name: str) -> str | None:
    """Give "m", "f", "" for a name whose given name both bear, None for what begins with no given name we know."""
    words = name.split()
    return lexicon.gender_of(words[0]) if words else None
