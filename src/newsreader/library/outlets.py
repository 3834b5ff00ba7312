"""The outlets that somebody has described themselves, beside those that newsreader knows."""

from pathlib import Path


def know_own(folder: Path) -> list[str]:
    """Use the descriptions of a folder; returns a sentence for each file that cannot be used."""
    if not folder.is_dir():
        return []
    from newsreader.parse.sites.known import read_folder, use

    sites, faults = read_folder(folder)
    use(sites)
    return [fault.sentence for fault in faults]
