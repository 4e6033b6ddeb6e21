"""What organisers decide about a message of which nobody knows whether it arrived."""

from bot.broadcasts.approval import Broadcasting
from bot.broadcasts.errors import BroadcastRefused
from bot.broadcasts.message import once_more
from bot.texts import broadcasts as texts


def decide(office: Broadcasting, delivery: int, actor: str, *, again: bool) -> None:
    """Send it once more with an apology in front, or leave it. Raises BroadcastRefused, CatalogueError."""
    found, at = office.stores.deliveries.find(delivery), office.clock()
    message = once_more(found.message) if found and again else None
    if found is None or not office.stores.deliveries.decide(delivery, message, at):
        raise BroadcastRefused(texts.NO_DOUBT.format(number=delivery))
    office.stores.audit.note(actor, "delivery.repeated" if again else "delivery.left", str(delivery), at)
