"""What leaves the reader and what comes in by a file: browsers, clipboards, commands, lists of subscriptions."""

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from inspect import iscoroutine
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from newsreader.model.article_filter import ArticleFilter
from newsreader.model.errors import LibraryError, NewsreaderError
from newsreader.tui import typed_path as paths
from newsreader.tui.layout import Pane
from newsreader.tui.services import external
from newsreader.tui.typed_path import complete_path, is_file, typed_path
from tests.tui.reader import fill
from tests.tui.without_screen import ReaderWithoutScreen, done


@pytest.fixture
def reader(library_file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReaderWithoutScreen]:
    """Without a browser."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    fill(library_file, 2)
    reader = ReaderWithoutScreen(library_file)
    yield reader
    reader.library.close()


def test_without_a_browser_the_address_is_copied(reader: ReaderWithoutScreen) -> None:
    reader.rows.go(1)
    reader.do.external.open_page()
    assert reader.copied == ["https://x.example/1"] and reader.hears() == [
        "No browser available: the address was copied."
    ]
    reader.do.external.copy_link()
    assert reader.copied[1:] == ["https://x.example/1"] and reader.hears() == ["Address copied: https://x.example/1"]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "This article has no address."),
        ("file:///etc/passwd", "This article has no address."),
        ("https://bienvenue.invalid/1", "This article came with newsreader: it has no web page."),
    ],
)
def test_only_addresses_of_the_web_are_opened(reader: ReaderWithoutScreen, url: str, said: str) -> None:
    reader.do.external.open_url(url)
    assert not reader.copied and reader.hears() == [said]


def test_comments_have_a_page_of_their_own_where_one_is_named(reader: ReaderWithoutScreen) -> None:
    done(reader.do.external.open_comments())
    reader.library._store.database.write("UPDATE article SET url = '' WHERE id = 1")
    reader.do.external.copy_link()
    assert reader.copied == ["https://x.example/0"] and reader.hears()[-1] == "This article has no address."


def test_a_quotation_is_copied_with_who_said_it(reader: ReaderWithoutScreen) -> None:
    reader.page.open(None)
    reader.do.external.copy_quote()
    assert reader.hears() == ["No quotation here."]
    done(reader.do.reading.open_current())
    reader.do.external.copy_quote()
    (copied,) = reader.copied
    assert "Parole numéro 0" in copied and "Anne Bec" in copied and reader.hears()[-1] == f"Copied: {copied}"


def test_a_command_copies_where_one_is_set(library_file: Path) -> None:
    reader = ReaderWithoutScreen(library_file, copy_command="true")
    reader.do.external.copy("mot", "Fait.")
    assert reader.copied == ["mot"] and reader.hears() == ["Fait."]
    reader.library.close()
    for command, why in (("false", "1."), (" ", "it is empty."), ("'", "its quotation marks do not match.")):
        with pytest.raises(NewsreaderError) as failed:
            external.copy(command, "mot")
        assert failed.value.sentence == f"The copy command failed: {why}"


def test_a_key_that_needs_an_article_says_where_there_is_none(reader: ReaderWithoutScreen) -> None:
    reader.rows.show([], False)
    reader.page.open(None)
    reader.do.external.open_page()
    reader.do.external.copy_link()
    done(reader.do.external.open_comments())
    done(reader.do.external.pipe())
    assert reader.hears() == ["No article here; Enter opens the list."] * 4 and not reader.dialogs.asked


def test_an_article_is_piped_to_the_command_that_is_typed_and_that_is_kept(
    reader: ReaderWithoutScreen, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("builtins.input", lambda: "")
    given: list[str] = []

    def pipe(command: str, text: str) -> None:
        given.append(f"{command} < {text}")

    monkeypatch.setattr(external, "pipe", pipe)
    reader.dialogs.answers = ["wc -w", None, " "]
    for _time in range(3):
        done(reader.do.external.pipe())
    assert [text for _question, text in reader.dialogs.asked] == ["", "wc -w", "wc -w"]
    assert len(given) == 1 and given[0].startswith("wc -w < # Titre 0") and "Press Enter" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("environment", "there"),
    [({}, False), ({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "w"}, True), ({"BROWSER": "x"}, True)],
)
def test_where_there_is_a_screen_there_is_a_browser(
    reader: ReaderWithoutScreen, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], there: bool
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert external.has_browser() is there


def test_a_browser_that_cannot_be_started_says_why(reader: ReaderWithoutScreen, tmp_path: Path) -> None:
    assert external.browse("true", "https://x.example")
    for command, url, why in (
        (str(tmp_path / "nobody"), "https://x.example", "nobody: "),
        ("'", "https://x.example", "its quotation marks do not match."),
        ("true", "https://x.example/\0", "it holds characters that no command can be given."),
        ("true", "https://x.example/\ud800", "it holds characters that no command can be given."),
    ):
        with pytest.raises(NewsreaderError) as failed:
            external.browse(command, url)
        assert failed.value.sentence.startswith("The browser could not be started: ") and why in failed.value.sentence


def test_the_reader_says_whether_a_browser_took_the_address(
    library_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = ReaderWithoutScreen(library_file, browser_command="a-browser")
    for took, said in (
        (True, "Opened in the browser."),
        (False, "No browser could be started; y copies the address."),
    ):
        monkeypatch.setattr(external, "browse", lambda _command, _url, took=took: took)
        reader.do.external.open_url("https://x.example")
        assert reader.hears() == [said]
    reader.library.close()


def test_the_browser_of_the_system_counts_as_open_when_it_says_so_or_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    class Started:
        def __init__(self, code: int | None) -> None:
            self.code = code

        def wait(self, seconds: float) -> int:
            if self.code is None:
                raise subprocess.TimeoutExpired("x", seconds)
            return self.code

    for code, took in ((0, True), (1, False), (None, True)):
        monkeypatch.setattr(external, "_start", lambda _command, code=code: Started(code))
        assert external.browse("", "https://x.example") is took


def test_a_browser_of_the_terminal_is_given_the_address_where_it_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[Any] = []
    monkeypatch.setattr(subprocess, "run", lambda words, **_how: ran.append(words))
    monkeypatch.setenv("BROWSER", f"w3m -o %s{os.pathsep}firefox")
    for command in ("", "lynx -x"):
        external.browse_in_terminal(external.terminal_browser(command), "u")
    assert ran == [["w3m", "-o", "u"], ["lynx", "-x", "u"]]
    assert external.terminal_browser("'") == []


@pytest.mark.parametrize(("command", "why"), [("'", "its quotation marks do not match."), ("false", "1.")])
def test_a_command_that_fails_says_so_before_the_reader_is_back(
    command: str, why: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("builtins.input", lambda: "")
    external.pipe_and_wait(command, "x")
    assert capsys.readouterr().out.splitlines() == [
        f"The command failed: {why}",
        "Press Enter to return to newsreader.",
    ]


# ------------------------------------------------------------ files


OPML = """<opml version="2.0"><body>
<outline text="Essai" xmlUrl="https://x.example/f.rss"/><outline text="Mer"><outline text="Large" xmlUrl="https://y.example/f"/>
<outline text="Quai" xmlUrl="https://y.example/g"/></outline></body></opml>"""


def test_a_file_of_subscriptions_is_taken_in_and_taken_back(reader: ReaderWithoutScreen, tmp_path: Path) -> None:
    file = tmp_path / "liste.opml"
    file.write_text(OPML)
    reader.dialogs.answers = [str(file), str(file), None]
    for said in (
        ["2 feeds added. 1 feed was already there. R downloads them, U undoes."],
        ["0 feeds added. 3 feeds were already there."],
        [],
    ):
        reader.do.opml.ask_import()
        assert reader.hears() == said
    assert [entry.title for entry in reader.feeds.entries][-3:] == ["Mer", "Large", "Quai"]
    reader.dialogs.answers = [str(file)]
    reader.do.subscribing.subscribe()
    assert len(reader.hears()) == 1 and not reader.helper.asked, "a file that is typed is no address"
    reader.do.actions.undo()
    assert len(reader.library.subscriptions.all()) == 1


def test_subscriptions_go_into_a_file_that_is_not_there_yet(reader: ReaderWithoutScreen, tmp_path: Path) -> None:
    file = tmp_path / "liste.opml"
    reader.dialogs.answers = [None, str(file)]
    reader.do.opml.ask_export()
    reader.do.opml.ask_export()
    assert reader.hears() == [f"The subscriptions are in {file}."] and "https://x.example/f.rss" in file.read_text()
    reader.dialogs.answers = [str(file), str(tmp_path / "nulle" / "part")]
    for words in ("is there already", "cannot be written"):
        with pytest.raises(Exception, match=words):
            reader.do.opml.ask_export()


def test_subscriptions_that_cannot_be_written_leave_no_file_behind(
    reader: ReaderWithoutScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable() -> str:
        raise LibraryError("Illisible.")

    file = tmp_path / "liste.opml"
    most, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for write in (unreadable, lambda: "x" * 100):
        monkeypatch.setattr(reader.library.subscriptions, "to_opml", write)
        reader.dialogs.answers = [str(file)]
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, hard))  # as a full disk, it takes a part of it
        try:
            with pytest.raises(NewsreaderError):
                reader.do.opml.ask_export()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
        assert not file.exists()


def test_a_path_is_completed_as_far_as_there_is_one(tmp_path: Path) -> None:
    for name in ("liste.opml", "lisez.txt", ".cache"):
        (tmp_path / name).touch()
    (tmp_path / "dossier").mkdir()
    for begun, found in (
        ("lise", "lisez.txt"),
        ("list", "liste.opml"),
        ("d", "dossier/"),
        ("", "dossier/"),
        (".", ".cache"),
        ("x", None),
    ):
        assert complete_path(f"{tmp_path}/{begun}") == (f"{tmp_path}/{found}" if found else "")
    assert complete_path(f"{tmp_path}/nulle/part") == ""
    assert typed_path("~").is_absolute() and typed_path("~nobody-at-all/x") == Path("~nobody-at-all/x")
    assert is_file(tmp_path / "liste.opml") and not is_file(tmp_path) and not is_file(Path("x" * 5000))


# ------------------------------------------------------------ places by name


def test_lists_tags_and_people_are_places_to_go_to(reader: ReaderWithoutScreen) -> None:
    reader.library.tags.change([1], ["quai"])
    reader.library.searches.save("Pas", "titre:titre")
    store = reader.library._store
    store.feeds.add("https://y.example/f", "Large", "Mer")
    reader.do.lists.refresh_counts()
    found: list[Any] = []
    reader.do.destinations.find(reader.feeds.entries, found.extend)
    kinds = {name: kind for name, kind, _go in found}
    assert kinds == {
        **{"All articles": "list", "Saved for later": "list", "Pas": "saved search", "quai": "tag", "Essai": "feed"},
        **{"Mer": "folder", "Large": "feed", "Anne Bec": "person quoted", "Yann Tregor": "person quoted"},
    }
    go = {name: act for name, _kind, act in found}
    for name, text, titles in (
        ("quai", 'tag:"quai"', ["Titre 0"]),
        ("Anne Bec", 'said:"Anne Bec"', ["Titre 0", "Titre 1"]),
        ("Large", "", []),
        ("Pas", "titre:titre", ["Titre 0", "Titre 1"]),
        ("All articles", "", ["Titre 0", "Titre 1"]),
    ):
        reader.layout.focused_pane = Pane.ARTICLE
        if iscoroutine(act := go[name]()):
            done(act)
        assert (reader.session.search_text, reader.rows.titles) == (
            text,
            titles,
        ) and reader.layout.focused_pane is Pane.HEADLINES
    assert reader.session.filter == ArticleFilter()


def test_a_folder_that_does_not_answer_completes_nothing_and_is_asked_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "liste.opml").touch()
    asked, answers, listed = list[Path](), Event(), Path.iterdir

    def iterdir(folder: Path) -> Iterator[Path]:
        asked.append(folder)
        answers.wait(10)
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    monkeypatch.setattr(paths, "PATIENCE", 0.05)
    assert [complete_path(f"{tmp_path}/{begun}") for begun in ("l", "li", "lis")] == ["", "", ""]
    assert len(asked) == 1
    monkeypatch.setattr(paths, "PATIENCE", 10)
    answers.set()
    for thread in list(paths._asking.values()):
        thread.join()
    assert complete_path(f"{tmp_path}/lis") == f"{tmp_path}/liste.opml"
