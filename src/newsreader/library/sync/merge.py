"""Three-way merge of two sides and their baseline. Pure.

A flag is set or not: where both have changed it, both have come to the same. So the order in which devices sync
decides nothing.
"""

from collections.abc import Iterable, Mapping

from newsreader.model.sync import ArticleFlags


def remote_changes(baseline: ArticleFlags, local: ArticleFlags, remote: ArticleFlags) -> dict[str, bool]:
    """Return the flags to change here, now that the other side says `there`."""
    changed = baseline.names() ^ remote.names()
    return {flag: remote.has(flag) for flag in sorted(changed) if local.has(flag) == baseline.has(flag)}


def local_changes(baseline: ArticleFlags, local: ArticleFlags) -> dict[str, bool]:
    """Return the flags to change there, where the other side still is as the baseline."""
    return {flag: local.has(flag) for flag in sorted(baseline.names() ^ local.names())}


def articles_to_check(baselines: Mapping[str, ArticleFlags], listed: Mapping[str, set[str]]) -> list[str]:
    """The articles of which the lists of a server say something else than the baseline: they are to be looked at.
    That one is missing in a list means nothing yet; a server forgets, and breaks its lists off."""
    empty: set[str] = set()
    tags = {flag for flag in listed if flag.startswith("tag:")}

    def differs(number: str, flags: ArticleFlags) -> bool:
        remote = {flag for flag in (*tags, "saved") if number in listed.get(flag, empty)}
        remote |= {"read"} if number not in listed.get("unread", empty) else set()
        return remote != flags.names()

    return [number for number, flags in baselines.items() if differs(number, flags)]


def merge_text(baseline: str, local: str, remote: str) -> str:
    """A title or a folder: what one side has changed; where both have, what is here."""
    return remote if local == baseline else local


def looks_like_server_fault(gone: Iterable[object], known: int) -> bool:
    """Return whether more feeds are gone than a person removes, or all of them: rather a fault of the server than a
    wish."""
    lost = len(list(gone))
    return lost > max(3, known // 4) or 0 < lost == known
