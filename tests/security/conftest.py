"""Security tests talk to the same small office as those of the conversation."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "bot"))
