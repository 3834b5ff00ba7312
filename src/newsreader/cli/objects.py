"""What commands print for programs: one JSON object a line, as docs/json.md describes them."""

import json
from collections.abc import Mapping
from typing import Any

#: Of what docs/json.md says. Another one means that a field has gone or means something else.
SCHEMA = 1


def print_object(item: Mapping[str, Any]) -> None:
    """Print one, with the schema that it keeps to."""
    print(json.dumps({"schema": SCHEMA, **item}, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8"))
