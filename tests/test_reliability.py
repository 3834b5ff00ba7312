"""The short version of `benchmarks/soak.py`: killed at any moment, and six processes at once."""

import random
from pathlib import Path

import pytest

from tests.killing import kill_all_kinds
from tests.server import PressServer
from tests.together import together


def test_killed_at_any_moment_nothing_that_was_confirmed_is_lost(tmp_path: Path, press: PressServer) -> None:
    assert sum(kill_all_kinds(tmp_path, random.Random(9), press, 15).values()) == 15


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_six_processes_share_a_library(library_file: Path, press: PressServer) -> None:
    found = together(library_file, press, 8, random.Random(4))
    assert not found.bad, found.bad[0]
    assert found.whole and not found.lost and found.done["tag"] > 2
