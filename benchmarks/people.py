"""How many of those whom the people screen lists are people: `python benchmarks/people.py [GOLD.jsonl] [--list]`.

GOLD has annotated articles (docs/json.md). Each is read as the library reads it, then who is who is decided over all.
A name is a person's where an annotator has given that surname a person's words in an article that the name comes from,
and no person's where the words are an organisation's, an unnamed source's or a document's; what no annotation speaks of
is listed (--list), to be judged by eye.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newsreader.library.annotations import annotated_article
from newsreader.library.speaker_groups import group_speakers, normalize_name, of_kind
from newsreader.model.quotation import SPOKEN, Speaker, SpeakerType
from newsreader.quotes.engine import find_quotations

GOLD = Path(__file__).resolve().parent.parent.parent / "shared/data/quotes/open.jsonl"


def judged(gold: Path) -> tuple[list[str], list[str], list[str]]:
    """The names of the people screen: people's, others', and those that no annotation speaks of."""
    speakers: Counter[tuple[str, Any, str]] = Counter()
    said: dict[str, set[tuple[str, str]]] = {}
    for line in gold.read_text(encoding="utf-8").splitlines():
        annotation = json.loads(line)
        for quotation in find_quotations(annotated_article(annotation)[0]):
            if quotation.kind in SPOKEN and quotation.speaker:
                speakers[quotation.speaker, quotation.speaker_type, quotation.role] += 1
                said.setdefault(quotation.speaker, set()).update(_annotated(annotation))
    now = datetime.now(UTC)
    everyone = [Speaker((name,), kind, count, now, role) for (name, kind, role), count in speakers.items() if kind]
    people: list[str] = []
    others: list[str] = []
    unknown: list[str] = []
    for person in of_kind(group_speakers(everyone, {}), SpeakerType.PERSON):
        kinds = {kind for name in person.names for words, kind in said[name] if _same(name, words)}
        (people if "person" in kinds else others if kinds else unknown).append(person.name)
    return people, others, unknown


def _annotated(annotation: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for quote in annotation["quotes"]:
        for name in (quote["speaker"], *quote.get("speaker_alt", ())):
            if name and quote["speaker_type"]:
                yield name, quote["speaker_type"]


def _same(name: str, other: str) -> bool:
    """Whether two names end alike, or one is the other with more before or behind it."""
    mine, its = normalize_name(name).split(), normalize_name(other).split()
    return bool(mine and its) and (mine[-1] == its[-1] or " ".join(mine) in " ".join(its) or its == mine[: len(its)])


def main(arguments: list[str]) -> int:
    """Judge and print; returns the exit code."""
    paths = [Path(argument) for argument in arguments if not argument.startswith("-")]
    gold = paths[0] if paths else GOLD
    if not gold.is_file():
        print(f"Nothing to measure with: {gold} is not there.", file=sys.stderr)
        return 2
    people, others, unknown = judged(gold)
    known = len(people) + len(others)
    print(f"{known + len(unknown)} names; of {known} that annotations speak of, {len(people) / known:.1%} are people's")
    if "--list" in arguments:
        print("no person's:", *sorted(others), sep="\n  ")
        print("to be judged by eye:", *sorted(unknown), sep="\n  ")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
