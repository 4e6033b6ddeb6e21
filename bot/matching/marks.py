"""What the buttons of matching carry: prefixes, and the mark of a need that stays in the chat's turns.

mt:t:<page>           topics of start-ups      mt:n:<topic>:<page>   the start-ups on one
mk:t:<page>           topics of projects       mk:n:<topic>:0        the municipalities on one
mk:l:<mark>           the list for a need      mk:s:<mark>           the same as a new message
mk:k:<mark>           its map                  mk:g:<mark>           its group and the money
"""

import hashlib

START_UPS, TOWNS = "mt", "mk"
LIST, SEND, MAP, GROUP, TOPICS, TOPIC = "l", "s", "k", "g", "t", "n"
SEND_TOWNS = f"{TOWNS}:{SEND}"


def mark_of(text: str) -> str:
    """A short name of a text (10 hex digits)."""
    return hashlib.sha256(text.encode()).hexdigest()[:10]
