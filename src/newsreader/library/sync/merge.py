"""What two sides make of what each of them changed since they agreed last. Pure.

A mark is there or not: where both have changed it, both have come to the same. So the order in which
machines meet decides nothing.
"""

from collections.abc import Iterable, Mapping

from newsreader.model.sync import ArticleFlags


def remote_changes(agreed: ArticleFlags, here: ArticleFlags, there: ArticleFlags) -> dict[str, bool]:
    """Return the flags to change here, now that the other side says `there`."""
    changed = agreed.names() ^ there.names()
    return {mark: there.has(mark) for mark in sorted(changed) if here.has(mark) == agreed.has(mark)}


def local_changes(agreed: ArticleFlags, here: ArticleFlags) -> dict[str, bool]:
    """Return the flags to change there, where the other side still says what was agreed."""
    return {mark: here.has(mark) for mark in sorted(agreed.names() ^ here.names())}


def articles_to_check(agreed: Mapping[str, ArticleFlags], marked: Mapping[str, set[str]]) -> list[str]:
    """The articles of which the lists of a server say something else than was agreed: they are to be looked at.
    That one is missing in a list means nothing yet; a server forgets, and breaks its lists off."""
    empty: set[str] = set()
    tags = {mark for mark in marked if mark.startswith("tag:")}

    def differs(number: str, marks: ArticleFlags) -> bool:
        there = {mark for mark in (*tags, "saved") if number in marked.get(mark, empty)}
        there |= {"read"} if number not in marked.get("unread", empty) else set()
        return there != marks.names()

    return [number for number, marks in agreed.items() if differs(number, marks)]


def merge_text(agreed: str, here: str, there: str) -> str:
    """A title or a folder: what one side has changed; where both have, what is here."""
    return there if here == agreed else here


def looks_like_server_fault(gone: Iterable[object], known: int) -> bool:
    """Return whether more feeds are gone than a person removes, or all of them: rather a fault of the server than a
    wish."""
    lost = len(list(gone))
    return lost > max(3, known // 4) or 0 < lost == known
