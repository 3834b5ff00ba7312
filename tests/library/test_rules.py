"""Rules: what comes in is hidden, read, saved, tagged and told of by itself, once, and can be had back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from newsreader import i18n
from newsreader.library.core import Library
from newsreader.library.messages.events import Alerted, Event
from newsreader.library.rule_matching import apply_rules, need_quotations
from newsreader.library.rules import parse_actions
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.errors import NewsreaderError
from newsreader.model.quotation import Quotation, SpeakerType
from newsreader.model.rule import Alert
from newsreader.store.store import Store
from tests.library.test_refresh import refresh, subscribe
from tests.server import PressServer
from tests.store.test_store import NOW, an_article


@pytest.fixture
def library(library_file: Path) -> Iterator[Library]:
    opened = Library(library_file, lambda: NOW)
    yield opened
    opened.close()


def came(store: Store, *titles: str) -> list[Alert]:
    for title in titles:
        number = len(store.headlines.ids(ArticleFilter())) + len(title)
        store.articles.put_entry(1, an_article(number, title=title, id=title), "s", NOW)
    return apply_rules(store, NOW)


def titles(library: Library, wanted: ArticleFilter) -> list[str]:
    return sorted(headline.title for headline in library.headlines(wanted))


def test_a_rule_acts_on_what_comes_in_from_then_on(library: Library, store: Store) -> None:
    store.feeds.add("https://x.example/f.rss", "Le fil")
    came(store, "Un match de football")
    library.rules.add("Sport", "football OR rugby", "hide")
    library.rules.add("Mer", "titre:phare", "tag:mer, save alert")
    library.rules.add("Lu", "bourse", "lu")
    alerts = came(store, "Du rugby", "Un phare s’éteint", "La bourse", "Autre chose")
    assert titles(library, ArticleFilter()) == ["Autre chose", "La bourse", "Un match de football", "Un phare s’éteint"]
    assert [(alert.rule, alert.title) for alert in alerts] == [("Mer", "Un phare s’éteint")]
    assert titles(library, ArticleFilter(saved=True)) == ["Un phare s’éteint"]
    assert titles(library, ArticleFilter(query=library.searches.parse("tag:mer"))) == ["Un phare s’éteint"]
    assert "La bourse" not in titles(library, ArticleFilter(unread=True))
    assert titles(library, ArticleFilter(query=library.searches.parse("is:hidden"))) == ["Du rugby"]
    assert titles(library, ArticleFilter(query=library.searches.parse("rule:Sport"))) == ["Du rugby"]
    assert store.feeds.all()[0].unread == 3
    # Once: what the reader takes back is left alone, also when the article comes again.
    (found,) = library.headlines(ArticleFilter(saved=True))
    library.mark_saved([found.id], on=False)
    store.articles.put_text(found.id, an_article(1, title=found.title, id=found.title), NOW)
    assert apply_rules(store, NOW) == [] and titles(library, ArticleFilter(saved=True)) == []


def test_removing_a_rule_brings_back_what_it_hid_and_undo_brings_the_rule_back(library: Library, store: Store) -> None:
    store.feeds.add("https://x.example/f.rss", "Le fil")
    library.rules.add("Sport", "football", "hide")
    came(store, "Du football")
    assert titles(library, ArticleFilter()) == []
    library.rules.remove("Sport")
    assert titles(library, ArticleFilter()) == ["Du football"] and not library.rules.all()
    library.undo_history.undo()
    assert titles(library, ArticleFilter()) == [] and [rule.name for rule in library.rules.all()] == ["Sport"]


def test_a_rule_is_told_of_when_somebody_is_quoted_on_something(library: Library, store: Store) -> None:
    store.feeds.add("https://x.example/f.rss", "Le fil")
    library.rules.add("Bec sur la mer", 'citation:(dit:"Anne Bec" mer)', "alert")
    came(store, "Un phare", "Un port")
    phare, port = (store.articles.find(title) or 0 for title in ("Un phare", "Un port"))
    on_sea = Quotation(0, 0, 12, "La mer monte", speaker="Anne Bec", speaker_type=SpeakerType.PERSON)
    with store.database.transaction():  # in one with the refresh that brings it, before it is committed
        store.quotations.put(phare, [replace(on_sea, speaker="Yann Tregor"), replace(on_sea, text="Le port dort")], 1)
        store.quotations.put(port, [on_sea], 1)
        assert [alert.title for alert in apply_rules(store, NOW)] == ["Un port"]
    store.quotations.put(port, [on_sea], 2)
    assert apply_rules(store, NOW) == [] and need_quotations(store, NOW)


def test_a_preview_shows_what_a_rule_would_have_found_and_changes_nothing(library: Library, store: Store) -> None:
    store.feeds.add("https://x.example/f.rss", "Le fil")
    came(store, "Du football", "Un phare")
    many, found = library.rules.preview("football")
    assert (many, [headline.title for headline in found]) == (1, ["Du football"])
    assert not library.rules.all() and len(titles(library, ArticleFilter())) == 2


def test_a_preview_looks_four_weeks_back(library: Library, store: Store) -> None:
    for days in (27, 29):
        article = an_article(days, title="Du football", id=str(days), published=NOW - timedelta(days=days))
        store.articles.put_entry(0, article, "s", NOW)
    assert library.rules.preview("football")[0] == 1


def test_what_is_no_rule_is_said(library: Library) -> None:
    for search, acts in (("", "hide"), ("x", ""), ("x", "burn"), ("titr:x", "hide")):
        with pytest.raises(NewsreaderError):
            library.rules.add("Non", search, acts)
    assert not library.rules.all()


def test_the_actions_that_a_refusal_names_in_french_are_understood() -> None:
    i18n.speak("fr")
    try:
        with pytest.raises(NewsreaderError) as refused:
            parse_actions("étoile")
    finally:
        i18n.speak("en")
    named = refused.value.sentence.partition(": ")[2].removesuffix(", tag:…")
    assert parse_actions(named) == ("hide", "read", "save", "alert") != tuple(named.split(", "))


async def test_a_refresh_hides_before_anybody_sees_and_tells_what_was_asked(
    press: PressServer, library: Library, store: Store
) -> None:
    subscribe(store, press, "blog", "culture")
    library.rules.add("Vent", "titre:vent", "alert")
    library.rules.add("Kervadec", "said:kervadec", "alert hide")
    told: list[Event] = []
    await refresh(store, told)
    alerts = [event for event in told if isinstance(event, Alerted)]
    assert {alert.rule for alert in alerts} == {"Vent", "Kervadec"} and len(alerts) == 2
    assert len(store.headlines.ids(ArticleFilter(query=library.searches.parse("is:hidden")))) == 1


@pytest.mark.parametrize(
    ("search", "needed"), [("port", False), ('said:"Anne Bec"', True), ("port OR -said:bec", True), ("is:quoted", True)]
)
def test_texts_are_read_after_a_refresh_only_where_a_rule_asks_who_is_quoted(
    library: Library, store: Store, search: str, needed: bool
) -> None:
    assert not need_quotations(store, NOW)
    library.rules.add("Une règle", search, "save")
    assert need_quotations(store, NOW) == needed
