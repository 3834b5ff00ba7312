"""What every key of the reader does, from a shell; and what is not understood."""

import io
import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsreader.cli.main import main
from newsreader.library.subscriptions.subscriptions import Subscriptions
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.feed import Feed
from newsreader.store.store import Store
from tests.cli.filled_press import filled_press
from tests.store.test_store import fill

Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def library_of_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A library with two feeds of the small press, made once; the press is served for all tests."""
    with filled_press(tmp_path_factory.mktemp("filled"), "titres", "blog") as (_server, path):
        yield path


@pytest.fixture
def numbers(library_of_all: Path, library_file: Path, capsys: Captured) -> list[int]:
    """The articles of a library with two feeds, the newest first."""
    shutil.copy(library_of_all, library_file)
    assert main(["list", "--format", "{id}"]) == 0
    return [int(line) for line in capsys.readouterr().out.split()]


def headlines(capsys: Captured, *words: str) -> list[dict[str, object]]:
    capsys.readouterr()
    assert main(["list", *words, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def feed_of(title: str, capsys: Captured) -> str:
    """The address of the feed with this title."""
    capsys.readouterr()
    assert main(["feeds", "--json"]) == 0
    feeds = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return next(str(feed["url"]) for feed in feeds if feed["title"] == title)


def test_articles_are_marked_saved_noted_and_all_of_it_is_undone(numbers: list[int], capsys: Captured) -> None:
    first = str(numbers[0])
    assert main(["read", first]) == 0 and headlines(capsys)[0]["read"] is True
    assert main(["unread", first]) == 0 and headlines(capsys)[0]["read"] is False
    assert main(["save", first]) == 0 and headlines(capsys)[0]["saved"] is True
    assert main(["unsave", first]) == 0 and headlines(capsys)[0]["saved"] is False
    assert main(["undo"]) == 0 and headlines(capsys)[0]["saved"] is True
    assert main(["note", first, "à", "relire"]) == 0 and main(["tag", first, "mer", "vent"]) == 0
    assert main(["tag", first, "-mer"]) == 0 and main(["tags"]) == 0
    assert "vent" in capsys.readouterr().out and main(["notes"]) == 0 and "à relire" in capsys.readouterr().out
    assert main(["read", first, "98765", "zzz"]) == 2 and "98765, zzz" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("template", "said"),
    [("{", "no partner"), ("{}", "no {}"), ("{title.upper}", "no {title.upper}"), ("{title!r}", "{title} cannot")]
    + [("{title:d}", "{title} cannot"), ("{id:>99999999999999}", "{id} cannot"), ("{id:{title}}", "{id} cannot")],
)
def test_a_template_that_cannot_be_used_is_said_for_readers(
    numbers: list[int], capsys: Captured, template: str, said: str
) -> None:
    assert numbers and main(["list", "--format", template]) == 2
    err = capsys.readouterr().err
    assert said in err and len(err) < 300


def test_what_is_so_already_is_said(numbers: list[int], capsys: Captured) -> None:
    first, second, *_others = map(str, numbers)
    main(["undo"])
    for command in ("unread", "unsave"):
        main([command, first, second])
        assert main([command, first]) == 0 and "This article was" in capsys.readouterr().out.splitlines()[-1]
    for command in ("read", "save"):
        main([command, first, second])
        assert main([command, first, second]) == 0
        assert "These articles were" in capsys.readouterr().out.splitlines()[-1]


def test_a_list_says_whose_an_article_is_and_takes_a_template(numbers: list[int], capsys: Captured) -> None:
    assert any(item["outlet"] == "franceinfo" for item in headlines(capsys))
    assert main(["list", "--format", "{id}\\t{outlet}"]) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [int(number) for number, _outlet in lines] == numbers and "franceinfo" in {
        outlet for _number, outlet in lines
    }
    assert main(["list", "-n", "0"]) == 0 and capsys.readouterr().out == ""
    assert main(["list", "--since", "2999-01-01"]) == 0 and capsys.readouterr().out == ""
    assert main(["list", "--format", "{nonsense}"]) == 2 and "{title}" in capsys.readouterr().err
    assert main(["list", "--limit", "9" * 5000]) == 0 and len(capsys.readouterr().out.splitlines()) == len(numbers)
    assert main(["list", "--folder", "Essay"]) == 2 and "Essai" in capsys.readouterr().err


def test_a_word_after_a_dash_is_left_out_of_a_search(numbers: list[int], capsys: Captured) -> None:
    assert main(["search", "quai", "OR", "vent", "--json"]) == 0
    both = len(capsys.readouterr().out.splitlines())
    assert main(["search", "quai", "-port", "--limit", "5"]) in {0, 1}
    without = len(capsys.readouterr().out.splitlines())
    assert without < both
    assert main(["count", "quai", "-port"]) == 0 and int(capsys.readouterr().out) == without


@pytest.mark.parametrize(
    "words",
    [
        ["remove", ""],
        ["tag", "1", ""],
        ["rules", "--add", "", "golf", "--actions", "hide"],
        ["search", ""],
        ["list", "--limit", "-3"],
        ["show", ""],
        ["lisst"],
        ["list", "--unred"],
    ],
)
def test_what_is_empty_or_wrong_changes_nothing(words: list[str], library_file: Path, capsys: Captured) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2 and len(capsys.readouterr().err.splitlines()) == 2


def test_an_empty_feed_is_none_and_what_may_be_meant_is_said(numbers: list[int], capsys: Captured) -> None:
    assert main(["list", "--feed", ""]) == 2 and main(["list", "--feed", "blog du vant"]) == 2
    assert "Le blog du vent" in capsys.readouterr().err


def test_what_may_be_meant_is_said(capsys: Captured) -> None:
    with pytest.raises(SystemExit):
        main(["lisst"])
    assert "“list”" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["list", "--unred"])
    said = capsys.readouterr().err
    assert "“--unread”" in said and "newsreader list --help" in said
    assert main(["add", "le mnde"]) == 2 and "“Le Monde”" in capsys.readouterr().err


def test_dates_at_the_ends_of_the_calendar_are_dates(numbers: list[int], capsys: Captured) -> None:
    for option, when in (("--until", "9999-12-31"), ("--since", "99999d"), ("--since", "1000-01-01")):
        assert main(["quotes", option, when]) == 0, (option, when, capsys.readouterr().err)


@pytest.mark.parametrize("command", ["search", "notes", "quotes", "people"])
def test_words_that_find_nothing_are_an_exit_code(numbers: list[int], command: str, capsys: Captured) -> None:
    assert main([command, "xyzzy"]) == 1 and capsys.readouterr().out == ""


def test_a_feed_is_renamed_moved_removed_and_taken_back(
    numbers: list[int], library_file: Path, capsys: Captured
) -> None:
    assert main(["feed", "Le blog du vent", "--title", "Vent", "--folder", "Mer"]) == 0
    # To add what is there already changes what is asked for, and says how it is then.
    assert main(["add", feed_of("Vent", capsys), "--folder", "Vents"]) == 0
    assert "“Vent” is in the folder “Vents”." in capsys.readouterr().out
    kept = headlines(capsys, "--feed", "vent")
    assert main(["save", str(kept[0]["id"])]) == 0
    capsys.readouterr()
    assert main(["remove", "Essai"]) == 2  # a folder is no feed
    assert main(["remove", "franceinfo"]) == 0
    assert "removed with it" in capsys.readouterr().out
    left = headlines(capsys)
    assert {item["id"] for item in left} < set(numbers)
    assert main(["undo"]) == 0 and [item["id"] for item in headlines(capsys)] == numbers
    assert main(["remove", "Vent"]) == 0 and kept[0] | {"saved": True, "feeds": []} in headlines(capsys)


def test_what_went_with_its_feed_is_deleted_after_a_while_and_comes_back_with_the_feed(library_file: Path) -> None:
    now = datetime(2026, 11, 1, tzinfo=UTC)
    with closing(Store(library_file)) as store:

        def subscribed() -> Feed:
            feed, _new = store.feeds.add("https://a.example/f")
            fill(store, 3, feed)
            found = store.feeds.get(feed)
            assert found and (found.total, found.unread) == (3, 3) and store.headlines.count(ArticleFilter()) == 3
            return found

        Subscriptions(store, lambda: now).remove(subscribed())
        assert store.headlines.count(ArticleFilter()) == 0
        # Subscribed to again: what was hidden is there again. Then an undo of the removal does no harm.
        again = subscribed()
        store.undo.undo()
        assert [feed.url for feed in store.feeds.all()] == [again.url] and store.headlines.count(ArticleFilter()) == 3
        Subscriptions(store, lambda: now).remove(again)
        store.feeds.delete_removed(now)
        store.undo.undo()
        assert [feed.total for feed in store.feeds.all()] == [3]
        [again] = store.feeds.all()
        Subscriptions(store, lambda: now).remove(again)
        store.feeds.delete_removed(now + timedelta(days=1))
        store.undo.undo()
        assert [(feed.total, feed.unread) for feed in store.feeds.all()] == [(0, 0)]


def test_a_first_start_without_a_full_screen_has_something_to_read(
    library_file: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("quit\n"))
    assert main(["read"]) == 0
    assert "1. Unread articles, 2 unread" in capsys.readouterr().out
    assert main([]) == 0
    assert "Welcome | “Read" in capsys.readouterr().out


def test_feeds_are_shown_by_words_of_theirs(numbers: list[int], capsys: Captured) -> None:
    assert main(["feeds", "TÎTRES", "essai"]) == 0
    assert "titres.rss" in (shown := capsys.readouterr().out) and "blog.rss" not in shown
    assert main(["feeds", "mute", "blog"]) == 1 and not capsys.readouterr().out
