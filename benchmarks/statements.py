"""The same statement, found again: of cuts and corrections that are generated, how many; at what cost.

python benchmarks/statements.py [QUOTATIONS]

Statements are made of French words by chance, as frequent as a list of frequencies has them (the commonest most often),
a thousand a day. One in five is a version of an earlier one: its beginning, its end, a piece of its middle, without its
middle, with a tenth of its words corrected, or its end with what was said next. Versions that are found with their
statement count as right; whatever else is put together counts as wrong.
"""

import random
import resource
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta

from newsreader.quotes.lexicon import common_words
from newsreader.quotes.statements import StatementIndex

A_DAY, VERSIONS = 1000, 5
KINDS = ("beginning", "end", "piece", "without middle", "corrected", "cut elsewhere")


def _version(words: list[str], kind: str, chance: random.Random, vocabulary: list[str]) -> list[str]:
    """A version of a statement of at least twelve words."""
    size = len(words)
    long = max(6, size * chance.randint(40, 80) // 100)
    match kind:
        case "beginning":
            return words[:long]
        case "end":
            return words[-long:]
        case "piece":
            start = chance.randint(0, size - long)
            return words[start : start + long]
        case "without middle":
            return [*words[: size // 2 - 1], *words[size // 2 + 2 :]]
        case "corrected":
            return [chance.choice(vocabulary) if chance.random() < 0.1 else word for word in words]
        case _:
            return [*words[size // 3 :], *chance.choices(vocabulary, k=6)]


def main(count: int) -> int:
    """Print the figures."""
    chance = random.Random(4)
    vocabulary = sorted(common_words("fr"), key=lambda word: (len(word), word))
    weights = [1 / (place + 1) for place in range(len(vocabulary))]
    index, began = StatementIndex(), datetime(2026, 1, 1, tzinfo=UTC)
    known: dict[int, tuple[list[str], int]] = {}
    right, made, wrong, spent = Counter[str](), Counter[str](), 0, 0.0
    for number in range(count):
        kind, of = "", -1
        if number > A_DAY and number % VERSIONS == 0:
            of = chance.randrange(max(0, number - 5 * A_DAY), number)
            kind = chance.choice(KINDS)
        if of in known and len(known[of][0]) >= 12:
            words, origin = _version(known[of][0], kind, chance, vocabulary), known[of][1]
        else:
            kind, origin = "", number
            words = chance.choices(vocabulary, weights, k=chance.randint(5, 40))
        known[number] = words, origin
        known.pop(number - 6 * A_DAY, None)
        start = time.process_time()
        found = index.add(number, tuple(words), began + timedelta(days=number / A_DAY))
        spent += time.process_time() - start
        same = [other for other in found if other not in known or known[other][1] == origin]
        wrong += len(found) - len(same)
        if kind:
            made[kind] += 1
            right[kind] += bool(same)
    for kind in KINDS:
        print(f"{kind:15} {right[kind]:6} of {made[kind]:6} found, {100 * right[kind] / max(1, made[kind]):.1f} %")
    total = sum(right.values())
    recall, precision = 100 * total / sum(made.values()), 100 * total / (total + wrong)
    print(f"recall {recall:.1f} %, wrong pairs {wrong}, precision {precision:.2f} %")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{1000 * spent / count:.3f} ms a quotation over {count}, {memory} MiB at most")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000))
