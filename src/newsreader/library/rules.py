"""Apply rules to the articles that came in, and preview what a rule would have done."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from newsreader.i18n import _
from newsreader.library.service import Service
from newsreader.model.article_filter import PAGE, ArticleFilter
from newsreader.model.errors import NewsreaderError
from newsreader.model.query import All, Dated, Query, asks_who_speaks
from newsreader.model.rule import ACTIONS, Alert, Rule
from newsreader.store.undo import UndoStep

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


def apply_rules(store: Store, now: datetime) -> list[Alert]:
    """Ask the rules about the articles that they have not been asked about; what is to be told of it.

    Part of the transaction in which the articles came, so that nobody sees what is to be hidden. A rule that
    is understood no more does nothing.
    """
    if not store.rules.has_pending():
        return []
    alerts: list[Alert] = []
    with store.database.transaction():
        for rule in store.rules.all():
            query = _query_of(rule, store, now)
            found = store.rules.match_new(rule, query, int(now.timestamp())) if query else []
            # What a rule did is not taken back by an undo: the reader undoes what they did themselves.
            _act(
                UndoStep(store.database, int(now.timestamp())),
                store,
                rule.actions,
                [number for number, _title in found],
            )
            if "alert" in rule.actions:
                alerts += [Alert(rule.name, number, title) for number, title in found]
        store.rules.clear_pending()
    return alerts


def need_quotations(store: Store, now: datetime) -> bool:
    """Return whether a rule asks who is quoted: it finds an article only once its text has been read."""
    return any((query := _query_of(rule, store, now)) and asks_who_speaks(query) for rule in store.rules.all())


def _query_of(rule: Rule, store: Store, now: datetime) -> Query | None:
    """What a rule searches for; None for nothing, and for what is understood no more."""
    from newsreader.library.search.parser import QueryError, parse_query  # a refresh without rules does without
    from newsreader.library.speaker_groups import name_resolver

    with suppress(QueryError):
        return parse_query(rule.query, now, name_resolver(store))
    return None


def _act(step: UndoStep, store: Store, acts: Iterable[str], articles: list[int]) -> None:
    for act in acts if articles else ():
        match act.partition(":"):
            case "hide", _colon, _tag:
                step.set_flag(articles, "hidden", True)
            case "read", _colon, _tag:
                step.set_flag(articles, "read", True)
            case "save", _colon, _tag:
                step.set_flag(articles, "saved", True)
            case "tag", _colon, tag:
                store.tags.tag(step, articles, [tag])


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
        from newsreader.library.search.searches import MANY

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
