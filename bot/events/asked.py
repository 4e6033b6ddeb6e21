"""Between rows and rules: who was asked to answer an event, by invitation or by a broadcast with its buttons."""

import datetime as dt

from bot.events.showing import EVENT
from bot.storage import Stores
from bot.storage.deliveries import State


def asked(stores: Stores, event_id: int) -> dict[str, dt.datetime]:
    """Chats that were asked, each with when first. Raises CatalogueError."""
    found = dict(stores.registrations.invited(event_id))
    for broadcast in stores.broadcasts.all():
        buttons = broadcast.draft.get("buttons", ())
        if any(data.startswith(f"{EVENT}:{event_id}:") for _, data, _ in buttons):
            for delivery in stores.deliveries.of_broadcast(broadcast.id):
                if delivery.state is State.SENT and delivery.chat:
                    found[delivery.chat] = min(found.get(delivery.chat, delivery.changed_at), delivery.changed_at)
    return found
