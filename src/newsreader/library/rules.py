"""The rules of a library: add, remove, and preview what a rule would have done (`rule_matching` applies them)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from newsreader.i18n import _
from newsreader.library.service import Service
from newsreader.model.article_filter import MANY, PAGE, ArticleFilter
from newsreader.model.errors import NewsreaderError
from newsreader.model.query import All, Dated, Query
from newsreader.model.rule import ACTIONS, Rule

if TYPE_CHECKING:
    from newsreader.library.search.searches import Searches
    from newsreader.model.feed import Headline
    from newsreader.store.store import Store

#: How far back a preview looks.
WEEKS = 4
_NAMES = {
    "cacher": "hide",
    "lu": "read",
    "lire": "read",
    "enregistrer": "save",
    "garder": "save",
    "alerter": "alert",
    "alerte": "alert",
}


def parse_actions(words: str) -> tuple[str, ...]:
    """Read what a rule is to do: `hide`, `read`, `save`, `alert`, `tag:…`, apart by commas or spaces, in English or
    French. Raises NewsreaderError for anything else."""
    acts = tuple(_NAMES.get(word, word) for word in re.split(r"[,\s]+", words.strip().lower()) if word)
    wrong = [act for act in acts if act not in ACTIONS and not re.fullmatch(r"tag:\S+", act)]
    if wrong or not acts:
        raise NewsreaderError(
            _("“{word}” is not an action: hide, read, save, alert, tag:…").format(word=" ".join(wrong))
        )
    return acts


def limit_to_recent(query: Query, now: datetime) -> Query:
    """A search among the articles of the last weeks: what a rule would have found."""
    return All((query, Dated(since=now - timedelta(weeks=WEEKS))))


class Rules(Service):
    """The rules of a library: what is done to articles that come in; `Library.rules`."""

    def __init__(self, store: Store, now: Callable[[], datetime], searches: Searches) -> None:
        super().__init__(store, now)
        self._searches = searches

    def all(self) -> list[Rule]:
        """The rules, in order."""
        return self._store.rules.all()

    def preview(self, text: str) -> tuple[int, list[Headline]]:
        """Return what a rule by this search would have found over the last weeks: how many articles, and the newest.
        Raises QueryError."""
        query = self._searches.parse(text)
        wanted = ArticleFilter(query=limit_to_recent(query, self._now()) if query else None)
        return self._store.headlines.count(wanted, MANY), self._store.headlines.headlines(wanted, PAGE)

    def add(self, name: str, text: str, acts: str) -> Rule:
        """Keep a rule for what comes in from now on. Raises QueryError, and NewsreaderError for unknown acts."""
        rule = Rule(name, text, parse_actions(acts))
        if not self._searches.parse(text):
            raise NewsreaderError(_("A rule needs a search."))
        with self._undoable(_("add the rule")) as step:
            self._store.rules.put(step, rule)
        return rule

    def remove(self, name: str) -> None:
        """Forget a rule; what it hid comes back. Raises NewsreaderError where there is none."""
        with self._undoable(_("remove the rule")) as step:
            if not self._store.rules.delete(step, name):
                raise NewsreaderError(_("No rule “{name}”.").format(name=name))
