"""Bottom-k sketches of texts: two texts that share most of their words share most of the numbers in their sketches."""

from zlib import crc32

from newsreader.model.text import fold, word_list

#: How many numbers a text has, and how many of them two texts share that are the same one.
NUMBERS, SAME = 16, 8
#: Words that are taken together, and how many a text has at least to be compared.
_TOGETHER, _LEAST = 5, 60


def bottom_k_sketch(text: str) -> tuple[int, ...]:
    """The smallest hashes of the text's runs of five words ("bottom-k" sketch of A. Broder, On the resemblance
    and containment of documents, 1997); none for a text that is too short to be compared."""
    words = word_list(text)
    if len(words) < _LEAST:
        return ()
    runs = {crc32(" ".join(words[at : at + _TOGETHER]).encode()) for at in range(len(words) - _TOGETHER + 1)}
    return tuple(sorted(runs)[:NUMBERS])


#: What tells two texts of a series apart as figures do: its day, its month, a number in words.
_SERIES = frozenset(
    """lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout septembre
    octobre novembre decembre deux trois quatre cinq six sept huit neuf dix onze douze vingt trente cent mille
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december two three four five seven eight nine ten eleven twelve twenty hundred
    thousand""".split()
)


def alike(title: str, other_title: str) -> bool:
    """Return whether two titles may be of one article, edited: they share half of the shorter one's words, and all
    numbers and days."""
    first, second = _words(title), _words(other_title)
    shared = len(set(first) & set(second))
    return _telling(first) == _telling(second) and 2 * shared >= max(1, min(len(set(first)), len(set(second))))


def is_same_text(article: tuple[str, str], other: tuple[str, str]) -> bool:
    """Return whether two articles, each a title and a text that share most of their words, say the same.

    Bulletins, advisories, results and news behind one notice share most of their words too: what they are about is
    in their titles, their numbers and their dates.
    """
    (title, text), (other_title, other_text) = article, other
    first, second = _telling(_words(text)), _telling(_words(other_text))
    if first - second and second - first:
        return False  # each has numbers of its own: none is a shorter form of the other
    return alike(title, other_title) and not _is_filled_in(_words(title), _words(other_title))


def _is_filled_in(words: list[str], other: list[str]) -> bool:
    """Return whether two titles differ as a form does that is filled in twice: in a word or two, at their places."""
    differing = sum(a != b for a, b in zip(words, other, strict=False))
    return len(words) == len(other) and 0 < differing <= 2


def _words(text: str) -> list[str]:
    return word_list(fold(text))


def _telling(words: list[str]) -> set[str]:
    return {word for word in words if word in _SERIES or any(letter.isdigit() for letter in word)}
