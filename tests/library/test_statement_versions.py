"""One statement in several outlets: who printed it first, how each cut it, who is said to have said it; and what a study
is made of."""

from datetime import UTC, datetime, timedelta

import pytest

from newsreader.library.core import Library
from newsreader.library.refresh.ingest import parse_and_store
from newsreader.library.statements import Statement, shared_statements, statement_of
from newsreader.model.article import Article, Block, BlockType
from newsreader.model.quotation import Quotation, QuotationInArticle
from newsreader.model.text import Text
from newsreader.store.store import Store

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LONG = "Le port de Lison aura ses trois grues neuves avant la fin du printemps"
SHORT = "Le port de Lison aura ses trois grues neuves"
OTHER = "Il pleut sur la jetée depuis trois longues semaines"


def printed(
    article: int, text: str, speaker: str = "Anne Bec", outlet: str | None = None, days: float = 0, number: int = 0
) -> QuotationInArticle:
    quotation = Quotation(0, 0, len(text), text, speaker=speaker)
    name = f"Journal {article}" if outlet is None else outlet
    when = NOW + timedelta(days=days)
    return QuotationInArticle(article, number, quotation, f"Titre {article}", name, f"https://{article}.example", when)


def test_a_statement_has_its_outlets_in_order_its_whole_and_what_each_leaves_out() -> None:
    versions = [printed(2, SHORT), printed(1, LONG), printed(3, LONG), printed(4, SHORT, outlet="Journal 2")]
    statement = statement_of(versions)
    assert statement.outlets == ("Journal 2", "Journal 1", "Journal 3")
    assert statement.whole is versions[1], "of equal ones, the first"
    assert [statement.cut(version) for version in versions[:3]] == [f"{SHORT} […]", LONG, LONG]
    assert statement_of([printed(1, LONG, outlet="")]).outlets == ("https://1.example",)


@pytest.mark.parametrize(
    ("names", "who", "is_disputed"),
    [
        (["Anne Bec", "Bec", "anne bec"], "Anne Bec", False),
        (["Bec", "Anne Bec"], "Bec", False),
        (["Anne Bec", "", "Yann Tregor"], "Anne Bec / Yann Tregor", True),
        (["Anne Bec", "Paul Bec"], "Anne Bec / Paul Bec", True),
        (["", ""], "?", False),
    ],
)
def test_a_surname_is_the_person_of_that_name_and_two_people_are_a_dispute(
    names: list[str], who: str, is_disputed: bool
) -> None:
    statement = statement_of([printed(n, LONG, name) for n, name in enumerate(names)])
    assert (statement.who, statement.is_disputed) == (who, is_disputed)
    aliased = statement_of([printed(n, LONG, name) for n, name in enumerate(names)], lambda _name: "Une seule")
    assert not aliased.is_disputed


def articles_of(statements: list[Statement]) -> list[list[int]]:
    return [[version.article for version in statement.versions] for statement in statements]


def test_only_what_several_outlets_print_is_shared_the_newest_first_and_each_from_its_first() -> None:
    old = [printed(1, LONG), printed(2, SHORT, days=1), printed(3, LONG, days=2)]
    new = [printed(4, OTHER, days=5), printed(5, OTHER, days=4)]
    assert articles_of(shared_statements([*old, *new])) == [[5, 4], [1, 2, 3]]
    assert articles_of(shared_statements(reversed([*old, *new]))) == [[5, 4], [1, 2, 3]]
    assert shared_statements([printed(1, LONG), printed(2, LONG, outlet="Journal 1")]) == []
    assert articles_of(shared_statements([printed(1, LONG, outlet=""), printed(2, LONG, outlet="")])) == [[1, 2]]
    assert shared_statements([printed(1, LONG), printed(2, LONG, days=31)]) == [], "it is said again"
    # Of one moment, in the order of the articles and of what they say.
    same = [printed(2, LONG), printed(1, LONG, number=3), printed(1, LONG, number=1)]
    (statement,) = shared_statements(same)
    assert [(one.article, one.number) for one in statement.versions] == [(1, 1), (1, 3), (2, 0)]


def test_groups_that_turn_out_to_be_one_are_one() -> None:
    start, end = "Le port de Lison aura ses trois grues neuves", "avant la fin du printemps prochain si tout va bien"
    parts = [printed(1, start), printed(2, end), printed(3, f"{start} {end}"), printed(4, start, days=1)]
    assert articles_of(shared_statements(parts)) == [[1, 2, 3, 4]]


# ------------------------------------------------------------ in a library


def put(store: Store, number: int, outlet: str, text: str, days: float = 0, section: tuple[str, ...] = ()) -> int:
    when = NOW + timedelta(days=days)
    feed, _new = store.feeds.add(f"https://{number}.example/f", outlet)
    url = f"https://{number}.example/a"
    blocks = (Block(BlockType.PARAGRAPH, Text(f"« {text} », a déclaré Anne Bec, maire de Lison.")),)
    article = Article(
        url, url, f"Titre {number}", outlet=outlet, published=when, language="fr", section=section, blocks=blocks
    )
    kept = store.articles.put_entry(feed, article, "s", NOW + timedelta(days=99))
    parse_and_store(store, kept, article, NOW + timedelta(days=99))
    return kept


def test_versions_of_a_quotation_are_looked_for_a_month_around_it(store: Store) -> None:
    for number, (text, days) in enumerate(
        [(LONG, 0), (SHORT, -29), (SHORT, 29), (LONG, -31), (LONG, 31), (OTHER, 0)], 1
    ):
        put(store, number, f"Journal {number}", text, days)
    library = Library(store.database.path)
    search = library.quotation_search
    (quoted,) = [one for one in search.find(None) if one.article == 1]
    assert [one.article for one in search.versions(quoted).versions] == [2, 1, 3]
    (short,) = [one for one in search.find(None) if one.article == 6]
    assert [one.article for one in search.versions(short).versions] == [6]
    library.close()


def test_a_study_is_of_the_outlets_that_are_named_and_knows_sections_where_it_asks(store: Store) -> None:
    one = put(store, 1, "Le Quai", LONG, section=("Mer", "Ports"))
    two = put(store, 2, "Le Quai du soir", OTHER)
    put(store, 3, "La Vigie", OTHER, section=("Ville",))
    library = Library(store.database.path)
    people = library.people
    assert len(people.studied()) == 3 and {each.section for each in people.studied()} == {""}
    assert {each.article for each in people.studied(outlet="quai")} == {one, two}
    assert people.studied(outlet="uai") == []
    found = {each.outlet: each.section for each in people.studied(sections=True)}
    assert found == {"Le Quai": "Mer", "Le Quai du soir": "", "La Vigie": "Ville"}
    library.close()
