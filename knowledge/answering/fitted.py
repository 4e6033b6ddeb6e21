"""Under ranking and judging: the weights that `tests/evaluation/fit.py` wrote beside this module."""

import json
from functools import lru_cache
from pathlib import Path


@lru_cache
def fitted(name: str) -> dict[str, float]:
    """Feature or signal name to weight, from `<name>.json`."""
    found: dict[str, float] = json.loads((Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8"))
    return found
