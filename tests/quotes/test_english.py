"""English: twenty invented news texts, and how many of their quotations have the right speaker."""

from newsreader.library.annotations import annotated_article
from newsreader.model.quotation import SPOKEN, Quotation, SpeakerType
from newsreader.quotes.engine import find_quotations
from tests.quotes.english_texts import TEXTS


def is_right(quotation: Quotation, speaker: str) -> bool:
    if quotation.kind not in SPOKEN:
        return False
    if speaker.startswith("("):
        return speaker.strip("()") in quotation.speaker and quotation.speaker_type is not SpeakerType.PERSON
    return quotation.speaker == speaker


def test_most_speakers_of_english_texts_are_right() -> None:
    """Rules alone had 31 of these 43 right."""
    right = []
    for paragraphs, expected in TEXTS:
        article, _numbers = annotated_article({"paragraphs": list(paragraphs), "language": "en"})
        found = find_quotations(article)
        for begins, speaker in expected:
            right.append(any(is_right(q, speaker) for q in found if q.text.startswith(begins)))
    assert sum(right) >= 36 and len(right) == 43
