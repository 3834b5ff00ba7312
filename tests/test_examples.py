"""The examples in docstrings give what they say."""

import doctest
import importlib
from pathlib import Path

import pytest

from tests.test_layers import SOURCE

MODULES = [path for path in sorted(SOURCE.rglob("*.py")) if ">>> " in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_examples_in_docstrings_are_true(path: Path) -> None:
    name = ".".join(("newsreader", *path.relative_to(SOURCE).with_suffix("").parts))
    failed, tried = doctest.testmod(importlib.import_module(name))
    assert tried and not failed
