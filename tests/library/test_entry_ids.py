"""By what the entries of a feed are told apart: guid, link, title and date, as far as each names one of them alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newsreader.library.workers.entry_ids import hash_id, identify, is_numbered
from newsreader.library.workers.results import EntryId
from newsreader.model.feed import Entry
from newsreader.model.text import Text
from newsreader.parse.urls import article_key

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
FEED = "https://x.example/f"


def entry(number: int, **more: object) -> Entry:
    one = Entry(
        f"https://x.example/le-phare-du-port-{number}.html", f"Titre {number}", published=NOW, guid=f"g{number}"
    )
    return replace(one, **more)  # type: ignore[arg-type]


def names(*entries: Entry) -> list[EntryId]:
    return identify(entries, FEED)


def test_entries_that_differ_in_all_have_all_names_of_their_own() -> None:
    one, two = names(entry(1), entry(2))
    for part in ("guid", "link", "title_date", "key", "own_key"):
        assert getattr(one, part) and getattr(one, part) != getattr(two, part)
    assert not one.shared and names(entry(1)) == [one], "whatever stands beside it"
    assert names(entry(1), entry(1)) == [one, one], "listed twice it is one"
    assert -(2**63) <= one.guid < 2**63 and hash_id("a", "b") != hash_id("ab") == hash_id("ab")


@pytest.mark.parametrize(
    ("more", "guid", "link", "title_date", "shared"),
    [
        ({"guid": "same"}, False, True, True, False),
        ({"url": "https://x.example/direct"}, True, False, True, True),
        ({"title": "Le même"}, True, True, False, False),
        ({"guid": "same", "url": "https://x.example/direct"}, False, False, True, True),
        ({"guid": ""}, False, True, True, False),
        ({"url": ""}, True, False, True, True),
        ({"guid": "", "url": ""}, False, False, True, True),
    ],
)
def test_what_two_entries_share_names_neither(
    more: dict[str, str], guid: bool, link: bool, title_date: bool, shared: bool
) -> None:
    for one in (found := names(entry(1, **more), entry(2, **more))):
        assert (bool(one.guid), bool(one.link), bool(one.title_date), one.shared) == (guid, link, title_date, shared)
    assert found[0].own_key != found[1].own_key


@pytest.mark.parametrize(
    ("more", "is_named"),
    [
        ({}, True),
        ({"published": None}, False),
        ({"published": None, "updated": NOW}, True),
        ({"published": None, "guid": ""}, False),
        ({"published": None, "url": ""}, False),
        ({"published": None, "url": "", "guid": ""}, True),
    ],
)
def test_a_title_without_a_date_names_nothing_where_there_is_anything_else(
    more: dict[str, object], is_named: bool
) -> None:
    (one,) = names(entry(1, **more))
    assert bool(one.title_date) is is_named


def test_a_date_is_the_same_in_any_zone_and_another_one_names_another() -> None:
    paris = entry(1, published=NOW.astimezone(None))
    assert names(paris)[0].title_date == names(entry(1))[0].title_date
    assert names(entry(1, published=NOW + timedelta(seconds=1)))[0].title_date != names(entry(1))[0].title_date


def test_without_a_title_the_words_tell() -> None:
    found = names(*(entry(n, title="", summary=Text(f"Mot {n}"), guid="", url="") for n in (1, 2)))
    assert found[0].title_date != found[1].title_date and 0 not in (found[0].title_date, found[1].title_date)
    found = names(*(entry(n, title="", content=f"Mot {n}", guid="", url="") for n in (1, 2)))
    assert found[0].title_date != found[1].title_date


def test_links_that_differ_in_their_fragment_alone_are_told_apart_by_it() -> None:
    found = names(*(entry(n, url=f"https://x.example/direct#{n}", guid="") for n in (1, 2)))
    assert found[0].link != found[1].link and 0 not in (found[0].link, found[1].link)
    assert found[0].shared and found[0].key == found[1].key
    assert [one.own_key.rsplit(" ", 1)[1] for one in found] == ["1", "2"]
    alone = names(entry(1, url="https://x.example/direct#1", guid=""))[0]
    assert not alone.shared and alone.link == names(entry(1, url="https://x.example/direct", guid=""))[0].link


def test_no_key_has_a_line_end() -> None:
    for one in names(entry(1, url="", guid="a\nb"), entry(2, guid="c\nd", url="https://x.example/direct")):
        assert "\n" not in one.key + one.own_key


@pytest.mark.parametrize(
    ("url", "base", "numbered"),
    [
        ("https://www.franceinfo.fr/culture/quai_7000001.html", "", True),
        ("https://x.example/quai_7000001.html", "", False),
        ("", "", False),
    ],
)
def test_sites_that_give_their_articles_numbers_are_known(url: str, base: str, numbered: bool) -> None:
    assert is_numbered(url, base or (article_key(url) if url else "")) is numbered


def test_of_a_site_with_numbers_the_number_alone_tells() -> None:
    url = "https://www.franceinfo.fr/culture/quai_7000001.html"
    one, two = names(entry(1, url=url, guid="a"), entry(2, url=f"{url}#x", guid="b"))
    assert one.guid == two.guid == 0 and one.link == two.link != 0 and one.key == two.key
