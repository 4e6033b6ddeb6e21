"""The audit of dependencies says what it knows and what it does not; what is tested is what is pinned."""

import re
from importlib import metadata
from pathlib import Path

from audit import FOUND, NOT_AUDITED, SOUND, verdict
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
GOOD = {"name": "a", "version": "1", "vulns": []}
BAD = {"name": "b", "version": "2", "vulns": [{"id": "CVE-1"}]}
SKIPPED = {"name": "c", "skip_reason": "not found"}


def test_an_audit_that_nobody_answered_is_not_passed() -> None:
    for nothing in ([], [SKIPPED, SKIPPED]):
        code, (line,) = verdict(nothing)
        assert (code, line.startswith("NOT AUDITED")) == (NOT_AUDITED, True)


def test_a_known_hole_and_a_package_left_out_are_findings_by_name() -> None:
    assert verdict([GOOD])[0] == SOUND
    assert verdict([GOOD, BAD]) == (FOUND, ["b 2: CVE-1", "2 of 2 packages audited, 1 known vulnerabilities"])
    assert verdict([GOOD, SKIPPED])[0] == FOUND


def test_what_is_tested_is_what_is_pinned() -> None:
    lines = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8").splitlines()
    pinned = [Requirement(line) for line in lines if re.match(r"\w", line)]
    here = [found for found in pinned if found.marker is None or found.marker.evaluate()]
    assert len(here) > 100
    assert [
        f"{one} {metadata.version(one.name)}" for one in here if metadata.version(one.name) not in one.specifier
    ] == []


def test_what_is_shipped_is_pinned_alike_for_the_tests() -> None:
    shipped, tested = (
        set(re.findall(r"^\w.*$", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    assert shipped <= tested
