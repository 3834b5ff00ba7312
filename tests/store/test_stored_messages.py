"""What the library keeps of errors and undo steps is said in the language of who reads it."""

import pickle
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.i18n import _, from_stored, plural, speak, to_stored
from newsreader.library.core import Library
from newsreader.model.errors import FetchError, ParseError
from newsreader.store.store import Store

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    speak("en")
    yield
    speak("en")


def test_errors_that_were_kept_in_one_language_are_read_in_another(store: Store) -> None:
    feed, _new = store.feeds.add("https://a.example/f")
    account = store.accounts.add("ici", "greader", "https://a.example", "ida")
    error = FetchError(_("{host} redirects endlessly. Check the address.").format(host="a.example"))
    store.feeds.record_failure(feed, NOW, error.sentence)
    store.feeds.describe(
        feed, "A", "", "", _("it has {many} articles; the first {most} are kept").format(many=9, most=5)
    )
    store.accounts.record_failure(account, error.sentence)
    for language, words in (("fr", "redirige sans fin"), ("en", "redirects endlessly")):
        speak(language)
        [kept], [server] = store.feeds.all(), store.accounts.all()
        assert f"a.example {words}" in kept.error and kept.error == server.error
    assert kept.warning == "it has 9 articles; the first 5 are kept"
    speak("fr")
    assert "9 articles" in store.feeds.all()[0].warning and "it has" not in store.feeds.all()[0].warning


def test_an_undo_step_is_named_in_the_language_of_who_undoes_it(library_file: Path) -> None:
    library = Library(library_file)
    library.searches.save("port", "quai")
    speak("fr")
    assert library.undo_history.undo().startswith("Annulé\N{NO-BREAK SPACE}: enregistrer la recherche")
    library.close()


def test_an_error_of_a_worker_keeps_what_it_was_made_of() -> None:
    error = ParseError(_("Not RSS and not Atom: {words}").format(words=Path("x")))
    sentence = pickle.loads(pickle.dumps(error)).sentence
    assert to_stored(sentence) == to_stored(error.sentence) != sentence == error.sentence


def test_numbers_take_the_plural_of_the_language() -> None:
    kept = to_stored(plural("{n} new article.", "{n} new articles.", 0).format(n=0))
    assert from_stored(kept) == "0 new articles."
    speak("fr")
    assert from_stored(kept) == "0 nouvel article."


def test_what_an_earlier_version_kept_is_shown_as_it_is() -> None:
    assert from_stored("Le serveur ne répond pas.") == "Le serveur ne répond pas."


@given(st.text())
def test_words_that_nobody_translated_come_back_as_they_were(words: str) -> None:
    assert from_stored(to_stored(words)) == words


@pytest.mark.parametrize(
    "stored",
    ['{"sentence": ', '{"sentence": 3}', '{"sentence": "{n}", "params": []}', '{"sentence": "{n}", "params": {}}']
    + ['{"sentence": "{n:>999999999}", "params": {"n": 1}}', '{"sentence": "{n.real}", "params": {"n": 1}}']
    + ['{"sentence": "a {", "params": {"n": 1}}', '{"sentence": "a", "plural": "b", "number": "x"}'],
)
def test_a_damaged_sentence_is_shown_and_does_no_harm(stored: str) -> None:
    assert from_stored(stored) in (stored, "{n}")


def test_a_sentence_that_a_later_version_kept_is_said_in_its_own_words() -> None:
    assert from_stored('{"sentence": "{host} sings.", "params": {"host": "a.example"}}') == "a.example sings."
