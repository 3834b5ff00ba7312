"""Three-way merge of two sides and their baseline. Pure.

A flag is set or not: where both have changed it, both have come to the same. So the order in which devices sync
decides nothing.
"""

from collections.abc import Iterable, Mapping

from newsreader.model.sync import ArticleFlags


def remote_changes(baseline: ArticleFlags, local: ArticleFlags, remote: ArticleFlags) -> dict[str, bool]:
    """Return the flags to change here, where the other side says `remote` now."""
    changed = baseline.names() ^ remote.names()
    return {flag: remote.has(flag) for flag in sorted(changed) if local.has(flag) == baseline.has(flag)}


def local_changes(baseline: ArticleFlags, local: ArticleFlags) -> dict[str, bool]:
    """Return the flags to change there, where the other side still is as the baseline."""
    return {flag: local.has(flag) for flag in sorted(baseline.names() ^ local.names())}


def articles_to_check(baselines: Mapping[str, ArticleFlags], listed: Mapping[str, set[str]]) -> list[str]:
    """The articles, by the server's names (`remote`), of which its lists say something else than the baseline: they are
    to be looked at. That one is missing in a list means nothing yet; a server forgets, and breaks its lists off."""
    empty: set[str] = set()
    tags = {flag for flag in listed if flag.startswith("tag:")}

    def differs(remote: str, baseline: ArticleFlags) -> bool:
        flags = {flag for flag in (*tags, "saved") if remote in listed.get(flag, empty)}
        flags |= {"read"} if remote not in listed.get("unread", empty) else set()
        return flags != baseline.names()

    return [remote for remote, baseline in baselines.items() if differs(remote, baseline)]


def merge_text(baseline: str, local: str, remote: str) -> str:
    """A title or a folder: what one side has changed; where both have, what is here."""
    return remote if local == baseline else local


def looks_like_server_fault(gone: Iterable[object], known: int) -> bool:
    """Return whether more feeds are gone than a person removes, or all of them: rather a fault of the server than a
    wish."""
    lost = len(list(gone))
    return lost > max(3, known // 4) or 0 < lost == known
