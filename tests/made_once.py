"""Libraries with which many tests begin: filled once in a process, and copied for each test."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Concatenate, ParamSpec

P = ParamSpec("P")


def made_once(fill: Callable[Concatenate[Path, P], None]) -> Callable[Concatenate[Path, P], None]:
    """Let a function that fills a library do so once for the same arguments. One that is there is filled as it is."""
    made: dict[object, bytes] = {}

    @wraps(fill)
    def copied(path: Path, /, *arguments: P.args, **named: P.kwargs) -> None:
        if path.exists():
            fill(path, *arguments, **named)
            return
        key = (arguments, *named.items())
        if key not in made:
            with TemporaryDirectory() as folder:
                first = Path(folder, "library.db")
                fill(first, *arguments, **named)
                made[key] = first.read_bytes()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(made[key])

    return copied
