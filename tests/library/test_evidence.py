"""Why somebody is taken for the speaker; who bears a person's name; who a typed name is."""

from datetime import UTC, datetime

import pytest

from newsreader.library.evidence import evidence_of
from newsreader.library.speaker_groups import of_kind, type_of
from newsreader.model.article import Article, Block, BlockType
from newsreader.model.quotation import Cue, Quotation, Speaker, SpeakerType
from newsreader.model.text import Text
from newsreader.model.text_search import words_at

NOW = datetime(2026, 11, 25, tzinfo=UTC)


def speaker(name: str, kind: SpeakerType = SpeakerType.PERSON, role: str = "") -> Speaker:
    return Speaker((name,), kind, 1, NOW, role)


def article_of(*paragraphs: str) -> Article:
    return Article("u", "i", "Titre", blocks=tuple(Block(BlockType.PARAGRAPH, Text(words)) for words in paragraphs))


def said(article: Article, words: str, name: str, cue: str = "") -> Quotation:
    block, start = next((n, b.text.value.find(words)) for n, b in enumerate(article.blocks) if words in b.text.value)
    at = article.blocks[block].text.value.find(cue)
    shown = Cue(cue, block, at, at + len(cue)) if cue else None
    kind = SpeakerType.PERSON if name else None
    return Quotation(block, start, start + len(words), words, speaker=name, speaker_type=kind, cue=shown)


def test_the_mention_is_the_nearest_outside_quotations_and_what_is_before_comes_first() -> None:
    article = article_of(
        "Anne Bec est arrivée.", "Mme Bec a souri. « Anne Bec est là », dit-elle.", "Plus tard, Anne Bec est partie."
    )
    found = evidence_of(article, [said(article, "Anne Bec est là", "Anne Bec", "dit-elle")], 0)
    assert found.cue and found.mention and found.mention[0] == 1
    assert (
        words_at(article, 1)[found.mention[1] : found.mention[2]] == "Bec" and "leads back to Anne Bec" in found.words
    )


def test_a_pronoun_leads_back_even_over_paragraphs() -> None:
    article = article_of("Ida Noël est là.", "« Un mot », dit-elle. Puis rien. Noël est froid cette année.")
    found = evidence_of(article, [said(article, "Un mot", "Ida Noël", "dit-elle")], 0)
    assert found.mention == (0, 0, 8) and ", above" in found.words


@pytest.mark.parametrize(
    ("name", "cue", "told"),
    [
        ("", "", "does not show clearly"),
        ("Luc Roy", "", "Luc Roy speaks just before"),
        ("Anne Bec", "", "Anne Bec is named nearest"),
        ("une voisine", "dit-elle", "“dit-elle” leads to une voisine"),
    ],
)
def test_it_is_said_in_a_sentence(name: str, cue: str, told: str) -> None:
    article = article_of("Anne Bec écoute. « Un mot », dit Luc Roy.", "« Un autre », dit-elle.")
    both = [said(article, "Un mot", "Luc Roy", "dit"), said(article, "Un autre", name, cue)]
    assert told in evidence_of(article, both, 1).words


@pytest.mark.parametrize(
    "name", ["Fête de la Saumure", "Le Grand Marché Couvert", "UVK Plage", 'L’étude "Marées"', "Ma Région", "Port 2000"]
)
def test_what_bears_no_persons_name_is_not_among_the_people(name: str) -> None:
    assert of_kind([speaker(name)], SpeakerType.PERSON) == []
    assert of_kind([speaker(name)], SpeakerType.ORGANISATION) == [speaker(name)]


@pytest.mark.parametrize("name", ["Anne de la Tour", "Tiqva ben Oren", "Le Goff", "JEAN MERCIER", "Zybek", "É. Tual"])
def test_names_of_every_form_are_peoples(name: str) -> None:
    assert of_kind([speaker(name), speaker("un voisin", SpeakerType.ANONYMOUS)], SpeakerType.PERSON) == [speaker(name)]


def test_a_typed_name_is_what_it_is_elsewhere() -> None:
    known = [speaker("Marée noire", SpeakerType.ORGANISATION)]
    assert type_of("marée Noire", known) is SpeakerType.ORGANISATION
    assert type_of("une voisine", known) is SpeakerType.ANONYMOUS
    assert type_of("Le Goff", known) is type_of("Anne Bec", known) is SpeakerType.PERSON
