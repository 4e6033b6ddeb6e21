"""Beside everything that outlives its process: whether a process of this machine is still there."""

import os


def runs(number: int) -> bool:
    """Whether there is a process of this number, be it another user's."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
