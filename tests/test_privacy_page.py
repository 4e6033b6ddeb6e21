"""The page on data protection keeps its word: its periods are those that run."""

import re
from pathlib import Path

from bot.storage.retention import RULES

PAGE = (Path(__file__).parents[1] / "docs" / "datenschutz.md").read_text(encoding="utf-8")


def test_the_periods_on_the_page_are_those_that_run() -> None:
    shown = {kind: int(days) for kind, days in re.findall(r"^\| `(\w+)`[^|]*\| (\d+) \|", PAGE, re.MULTILINE)}
    assert shown == {rule.kind: rule.days for rule in RULES}
