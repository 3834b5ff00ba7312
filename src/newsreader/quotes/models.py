"""The learned models of the quote engine, from their weights in `weights.json`."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from newsreader.model.values import dataclass
from newsreader.quotes.ranker import Ranker
from newsreader.quotes.trees import Trees


@dataclass(frozen=True)
class Models:
    """The models learned by `scripts/train_quotes.py`: what a span is (`kinds`, then `words_trees` in the light of its
    neighbours), who speaks it (`speakers`, then `speaker_trees`), from which probability on it is somebody's words
    (`spoken_from`), and from which on a speaker is shown (`named_from`)."""

    kinds: Ranker
    speakers: Ranker
    words_trees: Trees
    speaker_trees: Trees
    spoken_from: float
    named_from: float


@cache
def models() -> Models:
    """The models that the package ships, read when they are first needed."""
    text = files("newsreader.quotes").joinpath("weights.json").read_text(encoding="utf-8")
    return models_of(json.loads(text))


def models_of(plain: Mapping[str, Any]) -> Models:
    """Build models from the contents of `weights.json`."""
    kinds, speakers = Ranker(dict(plain["kinds"])), Ranker(dict(plain["speakers"]))
    words_trees, speaker_trees = Trees(plain["words"]), Trees(plain["joint"])
    limits = plain["thresholds"]
    return Models(kinds, speakers, words_trees, speaker_trees, limits["spoken"], limits["named"])
