"""The outlets that the reader has described in TOML files, beside those that come with newsreader."""

from pathlib import Path


def load_user_sites(folder: Path) -> list[str]:
    """Use the descriptions of a folder; returns a sentence for each file that cannot be used."""
    if not folder.is_dir():
        return []
    from newsreader.parse.sites.registry import read_folder, register

    sites, faults = read_folder(folder)
    register(sites)
    return [fault.sentence for fault in faults]
