"""The word lists and the weights: they hold what a language knows, and nothing of an article."""

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest

from newsreader.quotes.lexicon import common_words, given_names, person_nouns, verbs
from newsreader.quotes.models import models

GOLD = Path(__file__).resolve().parents[3] / "shared/data/quotes/open.jsonl"


def names_of_the_articles() -> set[str]:
    """Full names and surnames of those who are quoted, where the annotated articles are there."""
    if not GOLD.is_file():
        pytest.skip("the annotated articles lie beside the project, and are not here")
    found = set()
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        for quote in json.loads(line)["quotes"]:
            words = (quote["speaker"] or "").split()
            if quote["speaker_type"] == "person" and len(words) > 1 and all(word[:1].isupper() for word in words):
                found |= {" ".join(words).lower(), words[-1].lower()}
    return found


def test_every_list_names_its_source() -> None:
    for path in ("given_names.txt", "fr/common.txt", "fr/verbs.txt", "fr/person_nouns.txt", "en/common.txt"):
        text = files("newsreader.quotes").joinpath("words", *path.split("/")).read_text(encoding="utf-8")
        assert re.match(r"# .+\n# .*(?:MPL|MIT|SCOWL)", text), path


def test_no_weight_is_the_name_of_anybody_quoted() -> None:
    names = names_of_the_articles() - set(given_names()) - common_words("fr") - common_words("en")
    weights = models()
    for ranker in (weights.kinds, weights.speakers):
        words = {word.lower() for feature in ranker.weights for word in re.findall(r"=(.+)", feature)}
        assert not words & names


def test_no_list_has_a_full_name_and_no_list_but_that_of_a_language_a_surname() -> None:
    names = names_of_the_articles()
    assert not {name for name in names if " " in name} & (set(given_names()) | common_words("fr"))
    surnames = {name for name in names if " " not in name}
    # A list that was drawn from articles would hold nearly all of them; these hold those that are words or given names.
    assert len(surnames & set(given_names())) < len(surnames) * 0.2
    assert len(surnames & common_words("fr")) < len(surnames) * 0.1


def test_forms_of_verbs_and_of_nouns_are_known() -> None:
    assert verbs("fr")["déclarait"].lemma == "déclarer" and verbs("fr")["dit"].finite and verbs("fr")["dit"].participle
    assert person_nouns("fr")["directrice"] == ("directeur", "f")
    assert given_names()["anne"] == "f" and given_names()["camille"] == ""
