"""The real feeds, where they lie beside the project."""

from pathlib import Path

_FOLDER = Path(__file__).parent.parent.parent.parent / "shared" / "data" / "franceinfo" / "feeds"
REAL_FEEDS = sorted(_FOLDER.iterdir()) if _FOLDER.is_dir() else []
