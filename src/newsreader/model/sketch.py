"""A few numbers that stand for the words of a text: two texts that share most of their words share most of them."""

import re
from zlib import crc32

#: How many numbers a text has, and how many of them two texts share that are the same one.
NUMBERS, SAME = 16, 8
#: Words that are taken together, and how many a text has at least to be compared.
_TOGETHER, _LEAST = 5, 60
_WORD = re.compile(r"\w+")


def sketch(text: str) -> tuple[int, ...]:
    """The smallest hashes of the text's runs of five words ("bottom-k" sketch of A. Broder, On the resemblance
    and containment of documents, 1997); none for a text that is too short to be compared."""
    words = _WORD.findall(text.lower())
    if len(words) < _LEAST:
        return ()
    runs = {crc32(" ".join(words[at : at + _TOGETHER]).encode()) for at in range(len(words) - _TOGETHER + 1)}
    return tuple(sorted(runs)[:NUMBERS])
