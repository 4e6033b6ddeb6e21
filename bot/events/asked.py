"""Between rows and rules: who was asked to answer an event, by invitation or by a broadcast with its buttons."""

import datetime as dt
from collections.abc import Collection

from bot.events.showing import EVENT
from bot.storage import Stores
from bot.storage.deliveries import State


def asked(stores: Stores, event_id: int) -> dict[str, dt.datetime]:
    """Chats that were asked, each with when first. Raises CatalogueError."""
    return asked_by_event(stores, (event_id,))[event_id]


def asked_by_event(stores: Stores, event_ids: Collection[int]) -> dict[int, dict[str, dt.datetime]]:
    """The same for several events, with one look through the broadcasts. Raises CatalogueError."""
    found = {event_id: dict(stores.registrations.invited(event_id)) for event_id in event_ids}
    for broadcast in stores.broadcasts.all() if found else ():
        buttons = broadcast.draft.get("buttons", ())
        about = [number for number in found if any(data.startswith(f"{EVENT}:{number}:") for _, data, _ in buttons)]
        for delivery in stores.deliveries.of_broadcast(broadcast.id) if about else ():
            if delivery.state is State.SENT and delivery.chat:
                for first in (found[number] for number in about):
                    first[delivery.chat] = min(first.get(delivery.chat, delivery.changed_at), delivery.changed_at)
    return found


def concerned(stores: Stores, event_id: int) -> list[str]:
    """Chats that answered or were asked, those who answered first. Raises CatalogueError."""
    answered = (found.chat for found in stores.registrations.of_event(event_id))
    return list(dict.fromkeys([*answered, *asked(stores, event_id)]))
