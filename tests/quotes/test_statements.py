"""The same statement in several articles: what is found together, what is not, and how a cut is shown."""

from datetime import UTC, datetime, timedelta

import pytest

from newsreader.quotes.statements import APART, StatementIndex, cut_of, is_same_statement, statement_words

SAID = (
    "Le port de Lison a besoin de nouvelles grues, et la région paiera la moitié des travaux dès le printemps prochain"
)
WHEN = datetime(2026, 11, 3, 8, tzinfo=UTC)


def same(one: str, other: str) -> bool:
    found = is_same_statement(statement_words(one), statement_words(other))
    assert found == is_same_statement(statement_words(other), statement_words(one))
    return found


@pytest.mark.parametrize(
    "version",
    [
        SAID.upper() + " !",
        "le port de Lison a besoin de nouvelles grues",
        "la région paiera la moitié des travaux",
        "Le port de Lison […] besoin de nouvelles grues, et la région paiera […] dès le printemps prochain",
        "Le port de Lison a grand besoin de nouvelles grues et la région payera la moitié des travaux dès le printemps",
        "Je le redis : la région paiera la moitié des travaux dès le printemps prochain, et la ville paiera le reste",
    ],
)
def test_a_cut_or_corrected_statement_is_the_same(version: str) -> None:
    assert same(SAID, version)


@pytest.mark.parametrize(
    "other",
    [
        "Il n'y a pas de quoi rire, et ce n'est pas à moi de le dire",
        "le port de Lison",  # a name, not a statement
        "La moitié des habitants de Lison ne savent pas nager",
        "The port needs new cranes, and the region will pay half of it",
    ],
)
def test_what_shares_common_words_or_a_name_is_another(other: str) -> None:
    assert not same(SAID, other)
    assert not same("Il n'y a pas de raison de partir d'ici", "Il n'y a pas de bateau ce soir")


def test_a_statement_is_met_again_within_a_month_only() -> None:
    index = StatementIndex()
    assert index.add(1, statement_words(SAID), WHEN) == []
    assert index.add(2, statement_words(SAID[:60]), WHEN + timedelta(days=2)) == [1]
    assert index.add(3, statement_words(SAID), WHEN + APART + timedelta(days=1)) == [2]
    assert index.add(4, statement_words(SAID), WHEN + 3 * APART) == []


def test_a_cut_shows_where_words_are_left_out() -> None:
    assert cut_of("la région paiera la moitié", SAID) == "[…] la région paiera la moitié […]"
    assert cut_of(SAID, SAID) == SAID
    assert cut_of("Le port de Lison a besoin de grues, et la région paiera", SAID).startswith(
        "Le port de Lison a besoin de"
    )
