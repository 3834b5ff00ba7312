"""Which article an entry of a feed is: the one its guid, its link, or its title and date named before, unless all else
says that it is another one."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from newsreader.library.workers.entry_ids import identify
from newsreader.library.workers.feed_tasks import prepare_entry
from newsreader.library.workers.identity import is_deleted, is_other_article, match_entries, names_in_feed, unused_key
from newsreader.library.workers.results import PreparedEntry
from newsreader.model.feed import Entry
from newsreader.model.text import Text
from newsreader.store.entries import KnownArticle

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=5)
FEED = "https://x.example/f"
PAGE, GENERAL = "https://x.example/mer/le-phare-du-port-1.html", "https://x.example/direct"
ENTRY = Entry(
    PAGE, "Le phare rouvre ses portes", Text("Un résumé."), published=NOW, guid="g1", content="<p>Un texte.</p>"
)
OTHER = replace(
    ENTRY, title="Une tempête approche des côtes", summary=Text("Autre."), published=LATER, content="<p>Autre.</p>"
)


def prepared(entry: Entry) -> PreparedEntry:
    return prepare_entry(entry, "Essai", "fr", identify([entry], FEED)[0])


def known(entry: Entry, **more: Any) -> KnownArticle:
    """An article as the library has it since its feed listed this entry."""
    row = prepared(entry)
    found = KnownArticle(
        id=1,
        key=row.ids.key,
        url=entry.url,
        title=entry.title,
        sort_time=row.row.published or 0,
        complete=False,
        owner=1,
        in_feed=True,
        signature=str(row.signature),
        has_names=True,
        has_fields=True,
    )
    return replace(found, **more)


def is_same(before: Entry, after: Entry, **more: Any) -> bool:
    """Whether an entry is taken for the article of an earlier one of its feed."""
    article, names = known(before, **more), names_in_feed([prepared(before).ids])
    ((_entry, found),) = match_entries([prepared(after)], dict.fromkeys(names, article), lambda _keys: {})
    return found is article


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"url": "https://x.example/9", "title": OTHER.title}, True),  # its date and text are as they were
        ({"url": "https://x.example/9", "published": LATER, "content": ""}, True),  # so is its title
        ({"published": LATER, "title": OTHER.title, "content": ""}, True),  # its page is
        ({"url": "https://x.example/9", "title": OTHER.title, "published": LATER, "content": "<p>Autre.</p>"}, False),
        ({"url": "https://x.example/9", "title": OTHER.title, "published": LATER, "content": ""}, False),
        (
            {
                "url": "https://x.example/9",
                "title": "Le phare rouvre ses portes demain",
                "published": LATER,
                "content": "",
            },
            True,
        ),
        ({"url": "", "title": OTHER.title, "published": LATER, "content": ""}, False),
    ],
)
def test_a_guid_names_its_article_unless_page_title_date_and_text_are_others(
    change: dict[str, Any], same: bool
) -> None:
    assert is_same(ENTRY, replace(ENTRY, **change)) is same


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        (ENTRY, replace(ENTRY, guid="g2"), True),
        (ENTRY, replace(OTHER, guid="g2"), False),
        (ENTRY, replace(OTHER, guid=""), True),  # nothing but its link tells which one it is
        (ENTRY, replace(OTHER, guid="g2", published=NOW), True),
        (ENTRY, replace(OTHER, guid="g2", content=ENTRY.content), True),
        (ENTRY, replace(OTHER, guid="g2", title="Le phare rouvre ses portes demain"), True),
        (ENTRY, replace(OTHER, guid="g2", summary=ENTRY.summary), False),
    ],
)
def test_a_link_names_its_article_though_the_guid_is_another(before: Entry, after: Entry, same: bool) -> None:
    assert is_same(before, after) is same


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"title": OTHER.title}, True),  # of the same time
        ({"published": LATER}, True),  # a series under one title goes on: summary and text are the same
        ({"published": LATER, "content": "<p>Autre.</p>"}, False),
        ({"published": LATER, "summary": Text("Autre.")}, False),
        ({"published": LATER, "title": OTHER.title}, False),
        ({"published": LATER, "title": "Le phare rouvre ses portes demain", "content": ""}, True),
    ],
)
def test_where_ever_other_things_stand_date_or_words_have_to_be_the_same(change: dict[str, Any], same: bool) -> None:
    before = replace(ENTRY, url=GENERAL, guid="")
    after = replace(before, **change)
    assert is_same(before, after, sort_time=5) is same
    assert is_same(before, after, sort_time=prepared(after).row.published or 0)
    assert is_same(before, after, signature="", sort_time=5), "nothing is known that would speak against it"


@pytest.mark.parametrize(
    ("url", "content", "same"),
    [
        ("https://autre.example/mer/le-phare-du-port-1.html", "", True),
        ("https://x.example/ville/le-phare-du-port-1.html?x=1#a", "", True),
        ("https://x.example/ville/le-phare-du-port-1.html/", "", True),
        ("https://x.example/mer/tout-autre-chose-ici-2.html", ENTRY.content, True),
        ("https://x.example/mer/tout-autre-chose-ici-2.html", "<p>Autre.</p>", False),
        ("", "<p>Autre.</p>", True),
    ],
)
def test_what_moves_keeps_its_title_its_date_and_the_end_of_its_address_or_its_text(
    url: str, content: str, same: bool
) -> None:
    assert is_same(replace(ENTRY, guid=""), replace(ENTRY, guid="", url=url, content=content)) is same


def test_without_any_text_an_end_alone_tells() -> None:
    bare = replace(ENTRY, guid="", summary=Text(""), content="")
    assert not is_same(bare, replace(bare, url="https://x.example/mer/tout-autre-chose-ici-2.html"))


@pytest.mark.parametrize(
    ("more", "same"),
    [
        ({"in_feed": False}, True),
        ({"in_feed": True, "has_names": True}, False),  # this feed knows it by other names
        ({"in_feed": True, "has_names": False}, True),
        ({"in_feed": False, "has_names": True}, True),
    ],
)
def test_an_address_that_another_feed_lists_is_the_same_article(more: dict[str, Any], same: bool) -> None:
    article = known(ENTRY, **more)

    def by_key(keys: Collection[str]) -> dict[str, KnownArticle]:
        return {article.key: article} if article.key in keys else {}

    ((_entry, found),) = match_entries([prepared(replace(ENTRY, guid="neuf"))], {}, by_key)
    assert (found is article) is same


@pytest.mark.parametrize(
    ("more", "change", "same"),
    [
        ({"has_names": False}, {}, True),
        ({"has_names": False}, {"title": OTHER.title}, True),  # of the same time
        ({"has_names": False}, {"published": LATER}, True),  # under the same title
        ({"has_names": False}, {"published": LATER, "title": OTHER.title}, False),
        ({"has_names": True}, {}, False),
        ({"has_names": False, "in_feed": False}, {}, False),
    ],
)
def test_an_address_that_several_items_share_is_that_of_one_where_title_or_time_is_its_own(
    more: dict[str, Any], change: dict[str, Any], same: bool
) -> None:
    before = replace(ENTRY, url=GENERAL)
    article, entry = known(before, **more), replace(before, guid="neuf", **change)
    one, _other = (
        prepare_entry(each, "Essai", "fr", names)
        for each, names in zip(
            (entry, OTHER),
            identify([entry, replace(OTHER, url=GENERAL, title="Encore autre chose")], FEED),
            strict=True,
        )
    )
    assert one.ids.shared
    ((_entry, found),) = match_entries([one], {}, lambda _keys: {article.key: article})
    assert (found is article) is same


def test_no_article_is_given_to_two_entries_and_an_entry_that_is_listed_twice_comes_once() -> None:
    article, names = known(ENTRY), names_in_feed([prepared(ENTRY).ids])
    one, two = prepared(ENTRY), prepared(replace(OTHER, guid="g2", url=PAGE, published=NOW))
    found = match_entries([two, one, one], dict.fromkeys([*names, two.ids.link], article), lambda _keys: {})
    assert [(entry.ids.guid, bool(known_as)) for entry, known_as in found] == [
        (two.ids.guid, False),
        (one.ids.guid, True),
    ]


@pytest.mark.parametrize(
    ("url", "change", "is_other"),
    [
        (PAGE, {}, False),
        (PAGE, {"published": LATER}, False),
        (PAGE, {"title": OTHER.title}, False),
        (PAGE, {"published": LATER, "title": OTHER.title}, True),
        (PAGE, {"published": LATER, "title": "LE PHARE rouvre ses portes"}, False),
        (GENERAL, {"published": LATER}, True),
        (GENERAL, {"title": OTHER.title}, False),
    ],
)
def test_another_time_and_another_title_are_another_article(url: str, change: dict[str, Any], is_other: bool) -> None:
    before = replace(ENTRY, url=url)
    assert is_other_article(prepared(replace(before, **change)), known(before)) is is_other


def test_what_was_deleted_is_known_by_its_names_and_by_an_address_that_is_its_own() -> None:
    for entry, asked_for_address in ((ENTRY, True), (replace(ENTRY, url=GENERAL), False)):
        one, asked = prepared(entry), list[str]()
        assert not is_deleted(one, FEED, lambda keys, asked=asked: asked.extend(keys) or [])  # type: ignore[misc]
        assert (one.ids.key in asked) is asked_for_address and one.ids.own_key in asked
        assert f"{FEED}\n{one.ids.guid}" in asked and f"{FEED}\n{one.ids.title_date}" not in asked
        assert is_deleted(one, FEED, lambda keys: keys[:1])
    bare = prepared(replace(ENTRY, guid=""))
    found = list[str]()
    assert not is_deleted(bare, FEED, lambda keys: found.extend(keys) or [])  # type: ignore[func-returns-value]
    assert f"{FEED}\n{bare.ids.title_date}" in found


def test_a_new_article_takes_the_first_key_that_is_free() -> None:
    names = prepared(ENTRY).ids
    assert unused_key(names, ()) == names.key
    assert unused_key(names, [names.key]) == names.own_key
    third = unused_key(names, [names.key, names.own_key])
    assert third.startswith(f"{names.own_key} ") and unused_key(names, [names.key, names.own_key, third]) == third
    assert unused_key(names._replace(shared=True), ()) == names.own_key
