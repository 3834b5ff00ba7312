"""Who is whom among those quoted: names that are one person's, what somebody is, who is found by what is typed."""

from datetime import UTC, datetime, timedelta

import pytest

from newsreader.library.quotation_search import (
    QuotationOrder,
    as_article_search,
    in_order,
    names_speaker,
    quotations_within,
)
from newsreader.library.speaker_groups import (
    filter_people,
    group_speakers,
    is_person,
    normalize_name,
    of_kind,
    speakers_in_article,
    type_of,
)
from newsreader.model.query import All, Quoted, RoleIs, Said, Words
from newsreader.model.quotation import Quotation, QuotationInArticle, QuotationKind, Speaker, SpeakerType

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
PERSON, ORG, SOMEBODY = SpeakerType.PERSON, SpeakerType.ORGANISATION, SpeakerType.ANONYMOUS


def speaker(*names: str, kind: SpeakerType = PERSON, count: int = 1, days: int = 0, role: str = "") -> Speaker:
    return Speaker(names, kind, count, NOW - timedelta(days=days), role)


def grouped(*speakers: Speaker, **corrections: str) -> list[tuple[str, ...]]:
    return [
        one.names for one in group_speakers(speakers, {name.replace("_", " "): to for name, to in corrections.items()})
    ]


@pytest.mark.parametrize(
    ("name", "plain"),
    [("Mme Anne-Maëlle BEC", "anne maelle bec"), ("M. Bec", "bec"), ("Dr. Ida Roc", "ida roc"), ("Émile", "emile")],
)
def test_names_are_compared_without_titles_accents_and_case(name: str, plain: str) -> None:
    assert normalize_name(name) == plain


def test_a_surname_is_the_one_person_who_bears_it() -> None:
    assert grouped(speaker("Anne Bec"), speaker("Bec", count=5), speaker("Mme Bec")) == [("Anne Bec", "Bec", "Mme Bec")]
    both = grouped(speaker("Anne Bec", count=3), speaker("Yann Bec", count=2), speaker("Bec"))
    assert both == [("Anne Bec",), ("Yann Bec",), ("Bec",)]
    assert grouped(speaker("Anne Bec"), speaker("Bec", kind=ORG)) == [("Anne Bec",), ("Bec",)]
    assert grouped(speaker("Élodie Bec"), speaker("Elodie BEC", count=2)) == [("Elodie BEC", "Élodie Bec")]


def test_people_come_first_the_most_quoted_first_and_the_unnamed_last() -> None:
    every = [
        speaker("un passant", kind=SOMEBODY, count=9),
        speaker("La mairie", kind=ORG, count=5),
        speaker("Zoé Roc", count=2),
        speaker("Ana Roc", count=2),
        speaker("Yann Bec", count=3),
    ]
    assert [one.name for one in group_speakers(every, {})] == [
        "Yann Bec",
        "Ana Roc",
        "Zoé Roc",
        "La mairie",
        "un passant",
    ]


def test_what_is_one_has_the_counts_of_all_the_last_day_and_a_role() -> None:
    (one,) = group_speakers(
        [speaker("Anne Bec", count=2, days=3), speaker("Bec", count=3, days=1, role="maire"), speaker("Bec", days=9)],
        {},
    )
    assert (one.names, one.count, one.last, one.role) == (("Anne Bec", "Bec"), 6, NOW - timedelta(days=1), "maire")


def test_what_the_reader_says_counts_before_everything() -> None:
    assert grouped(speaker("Anne Bec"), speaker("La Becquée", count=9), La_Becquée="Anne Bec") == [
        ("Anne Bec", "La Becquée")
    ]
    assert grouped(speaker("A. B.", count=1), speaker("Anne Bec", count=4), Anne_Bec="A. B.") == [("A. B.", "Anne Bec")]


def test_who_is_quoted_in_an_article_comes_before_who_is_only_named() -> None:
    def said(
        name: str, kind: QuotationKind = QuotationKind.SPEECH, role: str = "", what: SpeakerType | None = PERSON
    ) -> Quotation:
        return Quotation(0, 0, 3, "mot", kind, name, what, role=role)

    quotations = [
        said("Ida Roc"),
        said("Anne Bec", role="maire"),
        said("Anne Bec", role="élue"),
        said(""),
        said("Le titre", QuotationKind.TITLE),
        said("La mairie", what=ORG),
        said("Noé", what=None),
    ]
    found = speakers_in_article(quotations, [("anne bec", "x"), ("Zoé Roc", "voisine")], NOW)
    assert [(one.name, one.type, one.count, one.role) for one in found] == [
        ("Anne Bec", PERSON, 2, "maire"),
        ("Ida Roc", PERSON, 1, ""),
        ("La mairie", ORG, 1, ""),
        ("Noé", PERSON, 1, ""),
        ("Zoé Roc", PERSON, 0, "voisine"),
    ]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("anne bec", PERSON),
        ("La Mairie", ORG),
        ("Bec", ORG),
        ("un passant", SOMEBODY),
        ("l'élu", SOMEBODY),
        ("the mayor", SOMEBODY),
        ("Le Goff", PERSON),
        ("Ida Roc", PERSON),
    ],
)
def test_somebody_whose_name_is_typed_is_what_they_are_elsewhere(name: str, kind: SpeakerType) -> None:
    known = [
        speaker("Bec", count=1),
        speaker("Bec", kind=ORG, count=4),
        speaker("Anne Bec", "A. B."),
        speaker("la mairie", kind=ORG),
    ]
    assert type_of(name, known) is kind


@pytest.mark.parametrize(
    ("name", "role", "person"),
    [
        ("Anne Bec", "", True),
        ("Xylo Zork", "", True),
        ("Tour de Zork", "", False),
        ("Tour de Zork", "maire", True),
        ("Zork SNCF", "", False),
        ("XYLO ZORK", "", True),
        ("l'Xylo", "", False),
        ("Zork 3000", "", False),
        ("un deux trois quatre cinq six", "", False),
        ("Xa Xe Xi Xo Xu Xy", "", False),
        ("le grand Zork", "", False),
        ("Zork «Z»", "", False),
    ],
)
def test_who_is_taken_for_a_person_bears_a_persons_name(name: str, role: str, person: bool) -> None:
    one = speaker(name, role=role)
    assert is_person(one) is person
    assert [each.name for each in of_kind([one], ORG)] == [name] * (not person)
    assert not is_person(speaker(name, kind=ORG))


def test_each_kind_has_its_own_the_most_quoted_first() -> None:
    every = [
        speaker("Anne Bec"),
        speaker("Ida Roc", count=4),
        speaker("un passant", kind=SOMEBODY),
        speaker("Un fil", kind=SpeakerType.DOCUMENT),
    ]
    assert [one.name for one in of_kind(every, PERSON)] == ["Ida Roc", "Anne Bec"]
    assert [one.name for one in of_kind(every, SOMEBODY)] == ["un passant"]
    assert [one.name for one in of_kind(every, ORG)] == ["Un fil"]


@pytest.mark.parametrize(
    ("typed", "found"), [("", 2), ("bec", 1), ("an be", 1), ("ec", 0), ("maire", 1), ("bec roc", 0), ("MÄIRE bec", 1)]
)
def test_people_are_found_by_how_each_word_begins(typed: str, found: int) -> None:
    every = [speaker("Anne Bec", "A. Bec", role="maire"), speaker("Ida Roc")]
    assert len(filter_people(every, typed)) == found


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("quotation:(dit:bec)", "dit:bec"),
        (" CITATION:((a OR b) c) ", "(a OR b) c"),
        ("citation:(a) OR (b)", ""),
        ("citation:(a) b", ""),
        ("titre:a", ""),
        ("citation:a", ""),
    ],
)
def test_a_search_for_quotations_within_one_for_articles_is_told(text: str, inside: str) -> None:
    assert quotations_within(text) == inside
    if inside:
        assert quotations_within(as_article_search(inside)) == inside


@pytest.mark.parametrize(
    ("query", "names"),
    [
        (None, False),
        (Words("a"), False),
        (Said(("Bec",)), True),
        (All((Words("a"), RoleIs("maire"))), True),
        (Quoted(All((Words("a"), Said(("Bec",))))), True),
        (All((Words("a"), Words("b"))), False),
    ],
)
def test_a_search_that_asks_who_speaks_is_told(query: object, names: bool) -> None:
    assert names_speaker(query) is names  # type: ignore[arg-type]


def test_quotations_are_sorted_with_those_nobody_knows_of_last() -> None:
    def one(number: int, name: str, outlet: str) -> QuotationInArticle:
        return QuotationInArticle(number, 0, Quotation(0, 0, 3, "mot", speaker=name), "T", outlet, "u", NOW)

    every = [one(1, "", "b"), one(2, "zoé", ""), one(3, "Anne", "B"), one(4, "Zoé", "a")]
    orders = {order: [each.article for each in in_order(every, order)] for order in QuotationOrder}
    assert orders == {
        QuotationOrder.TIME: [1, 2, 3, 4],
        QuotationOrder.SPEAKER: [3, 2, 4, 1],
        QuotationOrder.OUTLET: [4, 1, 3, 2],
    }
