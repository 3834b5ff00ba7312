"""Apply rules to the articles that came in. Light to import: most refreshes find no rule."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from newsreader.model.rule import Alert, Rule

if TYPE_CHECKING:
    from newsreader.model.query import Query
    from newsreader.store.store import Store
    from newsreader.store.undo import UndoStep


def apply_rules(store: Store, now: datetime) -> list[Alert]:
    """Ask the rules about the articles that they have not been asked about; what is to be told of it.

    Part of the transaction in which the articles came, so that nobody sees what is to be hidden. A rule that
    is understood no more does nothing.
    """
    if not store.rules.has_pending():
        return []
    from newsreader.store.undo import UndoStep

    alerts: list[Alert] = []
    with store.database.transaction():
        for rule in store.rules.all():
            query = _query_of(rule, store, now)
            articles = store.rules.match_new(rule, query, int(now.timestamp())) if query else []
            # What a rule did is not taken back by an undo: the reader undoes what they did themselves.
            _act(
                UndoStep(store.database, int(now.timestamp())),
                store,
                rule.actions,
                [number for number, _title in articles],
            )
            if "alert" in rule.actions:
                alerts += [Alert(rule.name, number, title) for number, title in articles]
        store.rules.clear_pending()
    return alerts


def need_quotations(store: Store, now: datetime) -> bool:
    """Return whether a rule asks who is quoted: it finds an article only once its text has been read."""
    if not (rules := store.rules.all()):
        return False
    from newsreader.model.query import asks_who_speaks

    return any((query := _query_of(rule, store, now)) and asks_who_speaks(query) for rule in rules)


def _query_of(rule: Rule, store: Store, now: datetime) -> Query | None:
    """What a rule searches for; None for nothing, and for what is understood no more."""
    from newsreader.library.search.parser import QueryError, parse_query
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
