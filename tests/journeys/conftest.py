"""Journeys need the Telegram simulator: the variable TGSIM names its folder."""

import os
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "bot"))
SIMULATOR = os.environ.get("TGSIM")
if SIMULATOR:
    sys.path.append(SIMULATOR)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not SIMULATOR:
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason="set TGSIM to the folder of the Telegram simulator"))
