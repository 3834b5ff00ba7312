"""Studies: who is quoted how much, what is left out, and how sure the figures are."""

from datetime import UTC, datetime, timedelta

import pytest

from newsreader.library.study import study
from newsreader.model.quotation import SpeakerType
from newsreader.model.study import Estimate, Grouping, StudiedQuotation

WHEN = datetime(2026, 10, 30, 12, tzinfo=UTC)
PERSON, ORGANISATION, ANONYMOUS = SpeakerType.PERSON, SpeakerType.ORGANISATION, SpeakerType.ANONYMOUS


def said(
    article: int,
    speaker: str,
    kind: SpeakerType | None = PERSON,
    role: str = "",
    outlet: str = "Le Quai",
    days: int = 0,
) -> StudiedQuotation:
    return StudiedQuotation(article, outlet, WHEN + timedelta(days=days), speaker, kind, role, 10)


def test_what_nobody_is_sure_enough_of_is_counted_apart() -> None:
    found = study([said(1, "Anne Bec"), said(1, "", None), said(2, "une habitante", ANONYMOUS)], {})
    assert (found.whole.quotations, found.whole.named, found.whole.articles) == (3, 2, 2)
    assert found.whole.shares[PERSON].value == pytest.approx(0.5)
    assert found.whole.shares[ANONYMOUS].value == pytest.approx(0.5)


def test_one_person_under_several_names_is_one_and_a_correction_is_heeded() -> None:
    quotations = [said(1, "Anne Bec"), said(2, "Bec"), said(3, "A. Lune"), said(3, "A. Lune"), said(3, "A. Lune")]
    assert [(one.name, one.quotations.value) for one in study(quotations, {}).speakers] == [
        ("A. Lune", 3),
        ("Anne Bec", 2),
    ]
    corrected = study(quotations, {"A. Lune": "Anne Bec"})
    assert [(one.name, one.quotations.value, one.articles) for one in corrected.speakers] == [("Anne Bec", 5, 3)]


def test_a_thing_taken_for_a_person_counts_as_an_organisation() -> None:
    found = study([said(1, "la Tour du Port"), said(1, "Anne Bec")], {})
    assert found.whole.shares[ORGANISATION].value == pytest.approx(0.5)


def test_gender_comes_from_the_given_name_else_from_the_role_and_may_be_unknown() -> None:
    quotations = [
        said(1, "Anne Bec"),
        said(1, "Paul Lune"),
        said(2, "Xylophe Drac", role="la directrice du port"),
        said(2, "Xylophe Arnx"),
    ]
    found = study(quotations, {}, Grouping.GENDER)
    assert {group.name: group.quotations for group in found.groups} == {"f": 2, "m": 1, "": 1}
    assert found.groups[-1].name == ""
    assert found.whole.gendered == 3
    assert found.whole.women is not None
    assert found.whole.women.value == pytest.approx(2 / 3)


def test_months_stand_in_their_order_and_outlets_by_how_much_they_quote() -> None:
    quotations = [said(1, "Anne Bec"), said(2, "Anne Bec", days=5), said(3, "Anne Bec", days=6, outlet="La Vigie")]
    assert [group.name for group in study(quotations, {}, Grouping.MONTH).groups] == ["2026-10", "2026-11"]
    assert [group.name for group in study(quotations, {}, Grouping.OUTLET).groups] == ["Le Quai", "La Vigie"]


def test_concentration_says_how_many_equal_voices_there_would_be() -> None:
    equal = study([said(1, name) for name in ("Anne Bec", "Paul Lune", "Lucie Drac", "Jean Mole")], {})
    assert equal.effective_speakers == pytest.approx(4)
    assert equal.top_share == pytest.approx(1)
    one = study([said(n, "Anne Bec") for n in range(5)], {})
    assert one.effective_speakers == pytest.approx(1)


def _width(estimate: Estimate) -> float:
    assert 0 <= estimate.low <= estimate.value <= estimate.high
    return estimate.high - estimate.low


def test_intervals_hold_the_figure_and_narrow_with_more_articles() -> None:
    def share(articles: int) -> Estimate:
        mixed = [
            said(n, "la mairie" if n % 4 == 0 else "Anne Bec", ORGANISATION if n % 4 == 0 else PERSON)
            for n in range(articles)
        ]
        return study(mixed, {}).whole.shares[ORGANISATION]

    few, many = share(8), share(800)
    assert few.value == many.value == pytest.approx(0.25)
    assert _width(many) < _width(few)
    assert _width(many) > 0  # the engine errs in all of them


def test_a_share_of_all_is_not_taken_for_certain() -> None:
    whole = study([said(1, "Anne Bec"), said(2, "Paul Lune")], {}).whole.shares[PERSON]
    assert whole.value == 1
    assert whole.low < 0.95


def test_nothing_to_study_is_no_error() -> None:
    nothing = study([], {}, Grouping.OUTLET)
    assert nothing.whole.quotations == 0
    assert not nothing.groups and not nothing.speakers
    assert nothing.effective_speakers is None
