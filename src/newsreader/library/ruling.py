"""Rules at work: what they do to the articles that came in, and what one would have done."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from newsreader.i18n import _
from newsreader.library.people import known_as
from newsreader.library.querying import QueryError, parse_query
from newsreader.model.errors import NewsreaderError
from newsreader.model.query import All, Dated, Query
from newsreader.model.rule import ACTS, Alert
from newsreader.store.deeds import Deed
from newsreader.store.store import Store

#: How far back a preview looks.
WEEKS = 4
_NAMES = {"cacher": "hide", "lu": "read", "lire": "read", "garder": "save", "alerter": "alert", "alerte": "alert"}


def acts_of(words: str) -> tuple[str, ...]:
    """What a rule is to do: `hide`, `read`, `save`, `alert`, `tag:…`, apart by commas or spaces, in English or
    French. Raises NewsreaderError for anything else."""
    acts = tuple(_NAMES.get(word, word) for word in re.split(r"[,\s]+", words.strip().lower()) if word)
    wrong = [act for act in acts if act not in ACTS and not re.fullmatch(r"tag:\S+", act)]
    if wrong or not acts:
        raise NewsreaderError(
            _("A rule can {known} or tag:…; not “{word}”.").format(known=", ".join(ACTS), word=" ".join(wrong))
        )
    return acts


def apply_rules(store: Store, now: datetime) -> list[Alert]:
    """Ask the rules about the articles that they have not been asked about; what is to be told of it.

    Part of the transaction in which the articles came, so that nobody sees what is to be hidden. A rule that
    is understood no more does nothing.
    """
    if not store.rules.waiting():
        return []
    alerts: list[Alert] = []
    with store.database.transaction():
        for rule in store.rules.all():
            try:
                query = parse_query(rule.query, now, known_as(store))
            except QueryError:
                continue
            found = store.rules.found(rule, query, int(now.timestamp())) if query else []
            # What a rule did is not taken back by an undo: the reader undoes what they did themselves.
            _act(Deed(store.database, int(now.timestamp())), store, rule.acts, [number for number, _title in found])
            if "alert" in rule.acts:
                alerts += [Alert(rule.name, number, title) for number, title in found]
        store.rules.asked()
    return alerts


def _act(deed: Deed, store: Store, acts: Iterable[str], articles: list[int]) -> None:
    for act in acts if articles else ():
        match act.partition(":"):
            case "hide", _colon, _tag:
                deed.mark(articles, "hidden", True)
            case "read", _colon, _tag:
                deed.mark(articles, "read", True)
            case "save", _colon, _tag:
                deed.mark(articles, "saved", True)
            case "tag", _colon, tag:
                store.labels.tag(deed, articles, [tag])


def lately(query: Query, now: datetime) -> Query:
    """A search among the articles of the last weeks: what a rule would have found."""
    return All((query, Dated(since=now - timedelta(weeks=WEEKS))))
