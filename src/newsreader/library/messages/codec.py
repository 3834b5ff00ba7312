"""Convert frozen dataclasses to JSON and back, for requests and events."""

import json
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from typing import Any, ClassVar, Generic, Protocol, TypeVar, get_args, get_origin, get_type_hints


class _Dataclass(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Any]]


T = TypeVar("T", bound=_Dataclass)


class MessageCodec(Generic[T]):
    """Encodes and decodes a union of dataclasses as objects that name their class under a key (`"event":
    "RefreshProgress"`)."""

    def __init__(self, key: str, union: Any) -> None:
        self._key = key
        self._classes: dict[str, type[T]] = {kind.__name__: kind for kind in get_args(union)}

    def to_dict(self, message: T) -> dict[str, Any]:
        """A message as plain values."""
        return {self._key: type(message).__name__, **asdict(message)}

    def from_dict(self, values: Mapping[str, Any]) -> T:
        """The inverse of `to_dict`. Raises ValueError for what is no message."""
        kind = self._classes.get(str(values.get(self._key)))
        if kind is None:
            raise ValueError(f"no {self._key}: {values.get(self._key)!r}")
        return _build(kind, {name: value for name, value in values.items() if name != self._key})

    def to_line(self, message: T) -> str:
        """A message as one line of ASCII, without its end."""
        return json.dumps(self.to_dict(message), ensure_ascii=True)

    def from_line(self, line: str | bytes) -> T | None:
        """The message of a line; None for a line that is none."""
        try:
            values = json.loads(line)
            return self.from_dict(values) if isinstance(values, dict) else None
        except (ValueError, RecursionError):
            return None


def _build(kind: type[T], values: Mapping[str, Any]) -> T:
    hints = get_type_hints(kind)
    if unknown := set(values) - set(hints):
        raise ValueError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
    try:
        return kind(**{name: _value(hints[name], value) for name, value in values.items()})
    except TypeError as error:  # a field without a default is missing
        raise ValueError(str(error)) from error


def _value(hint: Any, value: Any) -> Any:
    """A value of JSON as the type that a field declares: a number, text, another dataclass, or a tuple of one type."""
    if get_origin(hint) is tuple and isinstance(value, list | tuple):
        return tuple(_value(get_args(hint)[0], element) for element in value)
    if is_dataclass(hint) and isinstance(hint, type) and isinstance(value, dict):
        return _build(hint, value)
    if isinstance(hint, type) and type(value) is hint:
        return value
    raise ValueError(f"{value!r} is no {hint}")
