"""From "Alles löschen" to nothing left: ends what a person takes part in, then deletes every row about the person."""

from dataclasses import replace

from bot.conversation.desk import Desk
from bot.events import announcing
from bot.events.model import Choice
from bot.introductions import answering


def erase(desk: Desk, chat: str) -> None:
    """Delete all that is stored about a chat, its membership included. Raises CatalogueError.

    Requests to and from the person end, seats go to the waiting list, and what was not sent yet is
    not sent. What stays is said in bot.storage.personal.KEPT.
    """
    stores = desk.stores
    answering.leave(desk, chat)
    _give_up_seats(desk, chat)
    stores.deliveries.cancel_keys(f"join:{chat}:", desk.clock())
    stores.gaps.forget(chat)
    stores.personal.erase(chat)
    desk.knowledge.conversations.erase(chat)


def _give_up_seats(desk: Desk, chat: str) -> None:
    given = desk.stores.registrations.of_chat(chat)
    for event_id, found in given.items():
        event = desk.stores.events.find(event_id)
        if event and found.choice.takes_seat:
            gone = replace(found, choice=Choice.NO, since=desk.clock())
            desk.stores.registrations.answer(gone, event.capacity)
    if given:
        announcing.tell_moved_up(desk, desk.clock())
