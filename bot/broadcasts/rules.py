"""What the settings say about broadcasts."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Rules:
    """Quiet hours kept or not, messages a member and week, whether a second person approves.

    `folder` keeps the files that go along until they have been sent.
    """

    quiet: bool = True
    cap: int = 2
    four_eyes: bool = True
    folder: Path = Path("data") / "broadcasts"
