"""Read values of foreign JSON with the type they should have."""

from typing import Any


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; nothing of whatever else it is."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
