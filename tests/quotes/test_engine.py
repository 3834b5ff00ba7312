"""Who said what, over whole articles."""

from dataclasses import replace

import pytest

from newsreader.model.article import Article, Block, BlockType
from newsreader.model.quotation import SPOKEN, TITLE, QuotationKind, SpeakerType
from newsreader.model.text import Text
from newsreader.quotes.engine import find_quotations, read_article
from newsreader.quotes.first_view import MarkedSpans, first_views
from newsreader.quotes.joint import OF_WORDS, word_row
from newsreader.quotes.models import models
from newsreader.quotes.neighbourhood import OF_BOTH, OF_CANDIDATE, OF_SPAN, Neighbourhood
from tests.quotes.corpus import CASES, ENGLISH


def article(*paragraphs: str, title: str = "", **more: object) -> Article:
    blocks = tuple(Block(BlockType.PARAGRAPH, Text(paragraph)) for paragraph in paragraphs)
    return Article(url="https://x.example/", id="x", title=title, blocks=blocks, language="fr", **more)  # type: ignore[arg-type]


def said(*paragraphs: str, title: str = "") -> list[tuple[str, str]]:
    """The words and the speaker of each quotation that is somebody's."""
    spoken = (QuotationKind.SPEECH, QuotationKind.PULL_QUOTE)
    return [(q.text, q.speaker) for q in find_quotations(article(*paragraphs, title=title)) if q.kind in spoken]


@pytest.mark.parametrize(
    "sentence",
    [
        '"Le port respire de nouveau", ironise Maëlle Kervadec.',
        '"Le port respire de nouveau", a déclaré Maëlle Kervadec.',
        '"Le port respire de nouveau", a déclaré à la presse Maëlle Kervadec.',
        "« Le port respire de nouveau », s'est réjouie Maëlle Kervadec.",
        'Maëlle Kervadec a affirmé : "Le port respire de nouveau".',
        'Selon Maëlle Kervadec, "le port respire de nouveau".',
        '"Le port respire de nouveau", selon Maëlle Kervadec.',
        'Maëlle Kervadec assure que "le port respire de nouveau".',
    ],
)
def test_the_speaker_is_named_in_the_sentence(sentence: str) -> None:
    assert [speaker for _words, speaker in said(sentence)] == ["Maëlle Kervadec"]


def test_a_last_name_and_a_pronoun_mean_the_person_named_before() -> None:
    assert said(
        "Yann Tregor a rebâti le ponton.",
        '"On ne gagne jamais contre la mer", explique M. Tregor.',
        '"On compose avec elle, marée après marée", ajoute-t-il.',
    ) == [
        ("On ne gagne jamais contre la mer", "Yann Tregor"),
        ("On compose avec elle, marée après marée", "Yann Tregor"),
    ]


def test_a_verb_with_its_pronoun_and_a_participle() -> None:
    assert said('Yann Tregor sourit. "Le bois a tenu bon tout ce temps", a-t-il dit.') == [
        ("Le bois a tenu bon tout ce temps", "Yann Tregor")
    ]


def test_an_incise_belongs_to_the_range_and_not_to_the_words() -> None:
    text = '"Le bois tiendra cent ans, poursuit Yann Tregor. Nos enfants y pêcheront encore."'
    (quotation,) = find_quotations(article(text))
    assert quotation.speaker == "Yann Tregor"
    assert [text[start:stop] for start, stop in quotation.reporting_clauses] == [", poursuit Yann Tregor."]
    assert quotation.spoken() == "Le bois tiendra cent ans […] Nos enfants y pêcheront encore."


def test_a_quotation_without_a_cue_goes_on_with_the_speaker_before() -> None:
    assert said('"Le chantier fut long et rude", raconte Yann Tregor.', '"Mais nous y sommes arrivés tous ensemble."')[
        1
    ] == ("Mais nous y sommes arrivés tous ensemble.", "Yann Tregor")


def test_a_role_means_the_person_who_has_it() -> None:
    assert said(
        "Maëlle Kervadec, maire de Port-Lison, a coupé le ruban.", '"Le port respire de nouveau", se réjouit la maire.'
    ) == [("Le port respire de nouveau", "Maëlle Kervadec")]


def test_a_title_inherits_from_the_body_that_it_repeats() -> None:
    quotations = find_quotations(
        article(
            '"Le port respire de nouveau", se réjouit Maëlle Kervadec.',
            title='Port-Lison : "Le port respire" après les travaux',
        )
    )
    assert (quotations[0].block, quotations[0].speaker) == (TITLE, "Maëlle Kervadec")


def test_a_name_between_marks_is_nobodys_words() -> None:
    kinds = [
        q.kind
        for q in find_quotations(article('Le ponton, baptisé "Grand Large", ouvre demain au public de la ville.'))
    ]
    assert kinds == [QuotationKind.NAME]


def test_nobody_is_named_where_nobody_is_known() -> None:
    (quotation,) = find_quotations(article('"On ne sait pas encore ce qui a cédé cette nuit-là."'))
    assert (quotation.speaker, quotation.speaker_type) == ("", None)


@pytest.mark.parametrize(
    "paragraphs",
    [
        (
            "Yann Tregor et Anne Bec ont visité le chantier avec Ida Roy.",
            '"On ne sait pas encore ce qui a cédé cette nuit-là."',
        ),
        ("Yann Tregor est venu. Anne Bec aussi. Paul Morin les attendait.", '"Nous avons tous eu peur", lit-on ici.'),
        (
            "Yann Tregor a salué Anne Bec. Ida Roy les a rejoints.",
            '"Nous avons tous eu peur cette nuit-là." Paul Morin et Léa Goff étaient là.',
        ),
    ],
)
def test_where_it_may_be_one_of_several_nobody_is_named(paragraphs: tuple[str, ...]) -> None:
    (quotation,) = find_quotations(article(*paragraphs))
    assert (quotation.kind, quotation.speaker, quotation.speaker_type) == (QuotationKind.SPEECH, "", None)
    assert 0 < quotation.confidence < models().named_from


def test_whoever_is_named_is_sure_enough() -> None:
    found = [
        q for cases in CASES.values() for paragraphs, _wanted in cases for q in find_quotations(article(*paragraphs))
    ]
    named = [q.confidence for q in found if q.speaker_type is SpeakerType.PERSON]
    assert len(named) > 20 and min(named) >= models().named_from >= 0.5


def test_a_verb_far_off_names_nobody() -> None:
    assert said('"Le port respire de nouveau", a dit bonnement Yann Tregor.') == [
        ("Le port respire de nouveau", "Yann Tregor")
    ]
    far = '"Le port respire de nouveau." Il pleut. Il vente. Il neige. Yann Tregor raconte la suite.'
    assert [speaker for _words, speaker in said(far)] == [""]


def test_a_title_far_from_a_verb_of_saying_is_not_said() -> None:
    (quotation,) = find_quotations(
        article(
            '"Le port respire de nouveau" est le titre du tableau accroché depuis trente ans dans le hall de la mairie '
            "de la ville, face au grand escalier de pierre et aux portraits des anciens, où Yann Tregor a dit bonjour."
        )
    )
    assert quotation.kind not in SPOKEN and not quotation.speaker


def test_a_pull_quote_is_its_authors() -> None:
    block = Block(BlockType.PULL_QUOTE, Text('"On compose."'), attribution="Yann Tregor", circumstance="à franceinfo")
    (quotation,) = find_quotations(Article(url="", id="", title="", blocks=(block,)))
    assert (quotation.text, quotation.speaker, quotation.speaker_type) == (
        "On compose.",
        "Yann Tregor",
        SpeakerType.PERSON,
    )


def test_offsets_point_at_the_words() -> None:
    text = "Hier, « nous avons tenu bon », a dit Yann Tregor."
    (quotation,) = find_quotations(article(text))
    assert text[quotation.start : quotation.stop] == quotation.text == "nous avons tenu bon"
    assert quotation.cue and text[quotation.cue.start : quotation.cue.stop] == quotation.cue.text == "a dit"


@pytest.mark.parametrize(
    ("pattern", "paragraphs", "expected"),
    [(pattern, *case) for pattern, cases in CASES.items() for case in cases] + [("English", *case) for case in ENGLISH],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_pattern_of_the_corpus(
    pattern: str, paragraphs: tuple[str, ...], expected: tuple[tuple[str, str], ...]
) -> None:
    made = replace(article(*paragraphs), language="en" if pattern == "English" else "fr")
    spoken = (QuotationKind.SPEECH, QuotationKind.DOCUMENT)
    found = [(q.text, q.speaker, q.speaker_type) for q in find_quotations(made) if q.kind in spoken]
    assert len(found) == len(expected), found
    for (text, speaker, kind), (begins, wanted) in zip(found, expected, strict=True):
        assert text.startswith(begins)
        if wanted.startswith("("):
            assert wanted.strip("()") in speaker and kind is not SpeakerType.PERSON
        else:
            assert speaker == wanted


def test_each_pattern_has_at_least_two_cases() -> None:
    assert all(len(cases) >= 2 for cases in CASES.values())


def test_words_set_apart_that_carry_their_own_cue_are_read_as_text() -> None:
    block = Block(BlockType.PULL_QUOTE, Text('"On compose avec la mer", explique Yann Tregor, charpentier.'))
    (quotation,) = find_quotations(Article(url="", id="", title="", language="fr", blocks=(block,)))
    assert (quotation.text, quotation.kind, quotation.speaker) == (
        "On compose avec la mer",
        QuotationKind.SPEECH,
        "Yann Tregor",
    )


def test_the_words_tell_the_language_where_the_page_is_mistaken() -> None:
    made = replace(
        article(
            "Le port est de nouveau ouvert, et les promeneurs y reviennent dans la joie, après une longue fermeture.",
            "«\u00a0Nous avons rebâti chaque planche de ce ponton\u00a0», rappelle ainsi Maëlle Kervadec dans la presse de la ville.",
        ),
        language="en",
    )
    (quotation,) = find_quotations(made)
    assert quotation.speaker == "Maëlle Kervadec" and quotation.cue and quotation.cue.text == "rappelle"


def test_a_paragraph_of_thousands_of_quotations_is_read_as_far_as_an_article_goes() -> None:
    found = find_quotations(article("Maëlle Kervadec a dit : « Nous verrons demain. » " * 3000))
    assert 100 <= len(found) <= 600 and {q.speaker for q in found[:20]} == {"Maëlle Kervadec"}


def test_a_newspaper_called_by_its_kind_is_no_person() -> None:
    (quotation,) = find_quotations(
        article("« Le port rouvrira avant la fin de l'année », annonce le quotidien, qui ne cite personne.")
    )
    assert quotation.speaker_type is SpeakerType.ORGANISATION


def test_every_number_that_trees_are_given_has_a_name() -> None:
    _places, discourse = read_article(article("Yann Tregor est venu.", '"On verra", dit-il. "Tout ira bien."'))
    marks = MarkedSpans(discourse)
    views = first_views(marks, models())
    assert len(word_row(marks, views, 0)) == len(OF_WORDS)
    rows = Neighbourhood(marks, views).rows(1)
    assert rows and all(len(row) == len((*OF_SPAN, *OF_CANDIDATE, *OF_BOTH)) for _candidate, row in rows)
