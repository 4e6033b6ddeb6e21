"""The queue of the terminal: what is due there is shown before the next prompt, with the same ledger."""

from collections.abc import Iterator

from bot.broadcasts import rounds
from bot.broadcasts.chat import office_of
from bot.broadcasts.schedule import closed_at
from bot.conversation.actions import Send, Span, Style, say
from bot.conversation.desk import Desk
from bot.conversation.stored import from_json
from bot.reminders import step as reminders
from bot.storage.couriers import Result
from bot.storage.deliveries import Delivery, Operation, Priority, State
from bot.storage.workers import new_worker
from bot.texts import broadcasts as texts

CHANNEL = "terminal"


class Local:
    """What is due at this terminal."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._name = new_worker()

    def due(self) -> Iterator[Send]:
        """Each message; it counts as sent once the next one is asked for. Raises CatalogueError."""
        couriers, now = self._desk.stores.couriers, self._desk.clock()
        rounds.step(office_of(self._desk))
        reminders.step(self._desk)
        couriers.renew(self._name, CHANNEL, now)
        held = self._desk.rules.quiet and closed_at(now)
        least = Priority.URGENT if held else Priority.BROADCAST
        while delivery := couriers.claim(self._name, CHANNEL, now, least=least):
            yield _shown(delivery)
            couriers.settle(delivery, self._name, Result(State.SENT, reference=str(delivery.id)), now)


def _shown(delivery: Delivery) -> Send:
    """What is on a screen can't be changed; it is said instead."""
    match delivery.operation:
        case Operation.DELETE:
            return say(texts.WAS_RECALLED)
        case Operation.EDIT:
            message = from_json(delivery.message)
            return Send((Span(f"{texts.WAS_CORRECTED}\n\n", Style.ITALIC), *message.text), message.keyboard)
        case Operation.SEND:
            return from_json(delivery.message)
