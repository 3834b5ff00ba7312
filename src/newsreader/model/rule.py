"""What a reader wants done, by itself, to articles that a search finds."""

from dataclasses import dataclass

#: What a rule can do; beside `tag:` with a tag.
ACTIONS = ("hide", "read", "save", "alert")


@dataclass(frozen=True)
class Rule:
    """`query` is a search; `acts` are of ACTS, or `tag:…`."""

    name: str
    query: str
    actions: tuple[str, ...]


@dataclass(frozen=True)
class Alert:
    """A rule found an article that its reader wants to be told of."""

    rule: str
    article: int
    title: str
