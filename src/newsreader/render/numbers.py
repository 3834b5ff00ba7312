"""Format numbers in the reader's language."""

from newsreader.i18n import _


def percent(share: float) -> str:
    """A share of 1 in hundredths."""
    return _("{n} %").format(n=round(100 * share))


def decimal(number: float) -> str:
    """A number with one decimal."""
    return f"{number:.1f}".replace(".", _("."))


def size(count: float) -> str:
    """A number of bytes, in the unit that one would say it in."""
    if count < 1e6:
        return _("{n} kB").format(n=round(count / 1e3))
    if count < 1e9:
        return _("{n} MB").format(n=round(count / 1e6))
    return _("{n} GB").format(n=decimal(count / 1e9))
