"""Frozen dataclasses that are quick to make.

A start imports a hundred of them. The standard library writes six methods of each as text and compiles that, which was
two fifths of what a refresh imports beside its HTTP client. Here only `__init__` is written so; the others are the same
few functions for all. That nobody assigns to a field is for the type checker to see, as it sees a dataclass of the
standard library.
"""

import dataclasses
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, slots=False, **options):
        """Make a dataclass, as `dataclasses.dataclass` does; those with other options than these two are its own."""
        if cls is None:
            return lambda cls: dataclass(cls, frozen=frozen, slots=slots, **options)
        if options or not frozen:
            return dataclasses.dataclass(cls, frozen=frozen, slots=slots, **options)
        written = set(vars(cls))
        made = dataclasses.dataclass(cls, repr=False, eq=False, slots=slots)
        for name, method in _methods(dataclasses.fields(made)).items():
            if name not in written:
                setattr(made, name, method)
        return made


def _methods(fields: tuple[dataclasses.Field[object], ...]) -> dict[str, object]:
    """The methods of a value with these fields."""
    compared = [field.name for field in fields if field.compare]
    shown = [field.name for field in fields if field.repr]
    values = attrgetter(*compared) if compared else type

    def equals(self: object, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: object) -> int:
        return hash(values(self))

    def told(self: object) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    return {"__eq__": equals, "__hash__": hashed, "__repr__": told}
