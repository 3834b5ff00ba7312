"""How far what the engine shows differs from what is true, over folds whose publishers it did not learn from: what the
intervals of `newsreader study` are made of."""

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from newsreader.library.speaker_groups import is_person
from newsreader.model.quotation import Speaker, SpeakerType
from newsreader.quotes.genders import gender_told

Plain = dict[str, Any]
#: The quotations of one fold that have a speaker: (speaker, type) of each as annotated, and as shown.
Fold = tuple[list[tuple[str, SpeakerType]], list[tuple[str, SpeakerType]]]
_SPOKEN = ("speech", "document")


def error_rates(golds: Sequence[Plain], shown: Sequence[Plain], right: float) -> Plain:
    """What `quotes/error_rates.json` holds. `right` is the share of those shown who did speak."""
    of = {prediction["id"]: prediction["quotes"] for prediction in shown}
    folds = [
        (
            [
                speaker
                for gold in golds
                if gold["fold"] == fold
                for speaker in _speakers(gold["quotes"], "speaker_type")
            ],
            [speaker for gold in golds if gold["fold"] == fold for speaker in _speakers(of[gold["id"]], "type")],
        )
        for fold in sorted({gold["fold"] for gold in golds})
    ]
    return {
        "articles": len(golds),
        "right": round(right, 4),
        "found": round(_people(true for true, _shown in folds) / _people(shown for _true, shown in folds), 4),
        "shares": {kind: _factor(folds, _is(kind)) for kind in SpeakerType},
        "women": _factor(folds, lambda speaker: _gender(speaker) == "f", lambda speaker: bool(_gender(speaker))),
    }


def _speakers(quotes: Iterable[Plain], field: str) -> Iterable[tuple[str, SpeakerType]]:
    for quote in quotes:
        if quote["paragraph"] >= 0 and quote["kind"] in _SPOKEN and quote["speaker"] and not quote.get("nested"):
            kind = SpeakerType(quote[field] or "anonymous")
            person = Speaker((quote["speaker"],), kind, 1, datetime.now(UTC), "")
            wrong = field == "type" and kind is SpeakerType.PERSON and not is_person(person)
            yield quote["speaker"], SpeakerType.ORGANISATION if wrong else kind


def _people(folds: Iterable[Iterable[tuple[str, SpeakerType]]]) -> int:
    return sum(kind is SpeakerType.PERSON for speakers in folds for _name, kind in speakers)


def _is(kind: SpeakerType) -> Callable[[tuple[str, SpeakerType]], bool]:
    return lambda speaker: speaker[1] is kind


def _gender(speaker: tuple[str, SpeakerType]) -> str:
    return gender_told(speaker[0]) if speaker[1] is SpeakerType.PERSON else ""


def _factor(
    folds: Sequence[Fold],
    wanted: Callable[[tuple[str, SpeakerType]], bool],
    among: Callable[[tuple[str, SpeakerType]], bool] = bool,
) -> list[float]:
    """By what a share among those who speak differs from that among those shown; and its standard error, by leaving
    out one fold after the other (the jackknife: B. Efron, The Jackknife, the Bootstrap and Other Resampling Plans)."""

    def share(speakers: Iterable[tuple[str, SpeakerType]]) -> float:
        some = [speaker for speaker in speakers if among(speaker)]
        return sum(map(wanted, some)) / len(some)

    def factor(some: Sequence[Fold]) -> float:
        return share(s for true, _shown in some for s in true) / share(s for _true, shown in some for s in shown)

    without = [factor([fold for fold in folds if fold is not left]) for left in folds]
    middle = sum(without) / len(without)
    error = math.sqrt((len(folds) - 1) / len(folds) * sum((one - middle) ** 2 for one in without))
    return [round(factor(folds), 4), round(error, 4)]
