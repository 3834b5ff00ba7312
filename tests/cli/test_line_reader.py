"""The reader line by line: what a person types, and what they hear."""

from pathlib import Path

import pytest

from newsreader import i18n
from newsreader.cli.context import Context
from newsreader.cli.line_commands import COMMANDS
from newsreader.cli.line_reader import LineReader
from newsreader.library.core import Library
from newsreader.model.article_filter import ArticleFilter
from tests.tui.reader import fill


def told(library_file: Path, *typed: str) -> list[str]:
    """What is answered to each line."""
    library, answers, said = Library(library_file), [], list[str]()
    lines = iter(typed)

    def ask(_prompt: str) -> str:
        answers.append("\n".join(said))
        said.clear()
        try:
            return next(lines)
        except StopIteration:
            raise EOFError from None

    assert LineReader(library, Context(library_file=library_file), COMMANDS, said.append).run(ask) == 0
    library.close()
    return answers


def test_one_reads_marks_and_searches_by_numbers_and_words(library_file: Path) -> None:
    fill(library_file)
    sections, headlines, article, rest, quotes, comments, saved, noted, back, found, undone = told(
        *(
            library_file,
            "1",
            "2",
            "all",
            "quotes",
            "comments",
            "save",
            "note À relire",
            "back",
            "search Titre 3",
            "undo",
        )
    )
    assert "1. Unread articles, 3 unread" in sections and "2. All articles" in sections
    assert "1. Titre 0" in headlines and "unread" in headlines
    assert "Titre 1" in article and "Parole numéro 1" in rest and "End of the article." in rest
    assert "https://" not in article + rest + quotes and "No comments on this page" not in article + rest
    assert quotes.startswith("1. ") and "Ida:" in comments and "Je confirme." in comments
    assert saved == "Saved for later." and noted == "Note saved." and "Titre 3" in found and undone
    # Back at the list as it is now.
    assert "2. Titre 1" in back and "2. Titre 1" in back.splitlines()[1] and "unread" not in back.splitlines()[1]
    library = Library(library_file)
    assert library.count(ArticleFilter(saved=True)) == 1 and not library.notes.all()
    library.close()


def test_an_article_is_read_a_paragraph_at_a_time_and_gone_on_with(library_file: Path) -> None:
    fill(library_file)
    _sections, _list, head, first, again, where, _back, resumed, top = told(
        library_file, "1", "1", "", "repeat", "where", "back", "1", "top"
    )
    assert head.startswith("Titre 0") and first != head and again == first and "paragraph 2 of" in where
    assert "where you stopped" in resumed and top.startswith("Titre 0")


def test_a_number_means_what_was_listed_last(library_file: Path) -> None:
    fill(library_file)
    *_before, _quotes, cited, _people, said, opened = told(library_file, "1", "1", "quotes", "1", "people", "1", "1")
    assert "https://x.example/0" in cited and "parole" in said and "Titre" in opened
    *_before, none, tags, fewer = told(library_file, "1", "1", "tag", "tag mer vent", "tag -mer")
    assert none == "No tags." and tags == "Tags: mer, vent" and fewer == "Tags: vent"
    assert "help: " in told(library_file, "?")[-1] and len(told(library_file, "q", "bundled with newsreader")) == 1


def test_words_may_be_shortened_and_are_those_of_both_languages(library_file: Path) -> None:
    fill(library_file)
    *_, wrong, many, empty, gone = told(library_file, "2", "1", "xyz", "s", "note", "99")
    assert "Unknown command “xyz”" in wrong and "save" in many and "search" in many
    assert "Type the note" in empty and "No number 99" in gone
    i18n.speak("fr")
    try:
        answers = told(library_file, "2", "1", "citations", "comm", "quit", "bundled with newsreader")
        assert len(answers) == 5 and answers[3].startswith("1. ")
    finally:
        i18n.speak("en")


def test_outside_text_reaches_the_terminal_clean(library_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(library_file, title="Titre \x1b]0;x\x07\x9b31m")
    assert "\x1b" not in "".join(told(library_file, "2", "1", "quotes", "comments", "links"))
