"""Rules: actions on the articles that a search matches."""

from newsreader.model.values import dataclass

#: What a rule can do; beside `tag:` with a tag.
ACTIONS = ("hide", "read", "save", "alert")


@dataclass(frozen=True)
class Rule:
    """A rule. `query` is a search; `actions` are of ACTIONS, or `tag:…`."""

    name: str
    query: str
    actions: tuple[str, ...]


@dataclass(frozen=True)
class Alert:
    """A rule with the action “alert” has matched an article."""

    rule: str
    article: int
    title: str
