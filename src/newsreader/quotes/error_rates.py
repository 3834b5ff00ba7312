"""The error rates of the engine, measured on publishers held out of its training (`scripts/train_quotes.py`)."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from newsreader.model.quotation import SpeakerType
from newsreader.model.values import dataclass


@dataclass(frozen=True, slots=True)
class ErrorRates:
    """`right` is the share of the speakers shown who did speak, `found` how many quotations of people there are for one
    that is shown. `shares` say of each type of speaker, `women` of the women among people, by what their share among
    those who speak differs from that among those shown: a factor and its standard error. `articles` were measured."""

    right: float
    found: float
    shares: Mapping[SpeakerType, tuple[float, float]]
    women: tuple[float, float]
    articles: int


@cache
def error_rates() -> ErrorRates:
    """The rates of the engine that is installed."""
    plain = json.loads(files("newsreader.quotes").joinpath("error_rates.json").read_text(encoding="utf-8"))
    return ErrorRates(
        right=plain["right"],
        found=plain["found"],
        shares={SpeakerType(kind): (by, error) for kind, (by, error) in plain["shares"].items()},
        women=tuple(plain["women"]),
        articles=plain["articles"],
    )
