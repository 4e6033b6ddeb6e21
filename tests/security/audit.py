"""Asks the advisory service about every pinned package. Ends with 0: none is vulnerable, 1: one is, 2: no answer."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
WAIT_S = 120
SOUND, FOUND, NOT_AUDITED = 0, 1, 2


def main() -> int:
    """What `verdict` says, with its lines printed."""
    command = [sys.executable, "-m", "pip_audit", "-r", "requirements.txt", "--no-deps", "--disable-pip", "-f", "json"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=WAIT_S, cwd=ROOT)
        packages = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        packages = []
    code, lines = verdict(packages)
    print("\n".join(lines))
    return code


def verdict(packages: Sequence[dict[str, Any]]) -> tuple[int, list[str]]:
    """Of pip-audit's list. A package that is left out while others are known is a finding, too."""
    asked = [package for package in packages if "vulns" in package]
    if not asked:
        return NOT_AUDITED, ["NOT AUDITED: the advisory service can't be reached"]
    known = [f"{p['name']} {p['version']}: {found['id']}" for p in asked for found in p["vulns"]]
    left_out = [f"{p['name']}: {p.get('skip_reason', 'left out')}" for p in packages if "vulns" not in p]
    summary = f"{len(asked)} of {len(packages)} packages audited, {len(known)} known vulnerabilities"
    return FOUND if known or left_out else SOUND, [*known, *left_out, summary]


if __name__ == "__main__":
    sys.exit(main())
