"""Import Textual without what the reader never uses of it: a fifth of what Textual loads.

Its command palette brings five widgets along, and the reader has a palette of its own; its table of a theme's colours
is for those who make themes; and TLS, which asyncio loads, is the fetcher's, in another process. Who imports any of
that afterwards gets it.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

#: Modules of which Textual takes names when it is imported, but which it uses for nothing that the reader does.
_NAMED = ("textual.command", "rich.table")
#: Modules that asyncio does without where they are missing.
_MISSING = ("ssl",)


class _Unused:
    """Stands for whatever is taken from a module that is not loaded."""


class _StandIn(ModuleType):
    """A module that is not loaded, of which names may be taken."""

    def __getattr__(self, name: str) -> type[_Unused]:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Unused


def import_textual() -> None:
    """Import Textual's app, unless it is there already."""
    with _left_out():
        import textual.app  # noqa: F401


@contextmanager
def _left_out() -> Iterator[None]:
    stand_ins: dict[str, ModuleType | None] = {name: _StandIn(name) for name in _NAMED} | dict.fromkeys(_MISSING)
    stand_ins = {name: module for name, module in stand_ins.items() if name not in sys.modules}
    sys.modules.update(stand_ins)  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]
