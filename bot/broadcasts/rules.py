"""What the settings say about broadcasts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """What the settings say: quiet hours kept or not, messages a member and week, whether a second person approves."""

    quiet: bool = True
    cap: int = 2
    four_eyes: bool = True
