"""A small network for tests: members of several towns, what they were sent, and short ways to act."""

from pathlib import Path

from talking import NOW, Office, button_of

from bot.conversation.actions import Action, Edit, Send
from bot.conversation.events import Message, Tap, typed
from bot.conversation.stored import from_json
from bot.people import consent
from bot.people.model import Member, Role, Visible
from bot.storage.deliveries import State, deliveries
from knowledge.catalogue.engine import reading

SAERBECK, HEEK, RAESFELD, DELBRUECK = "05566080", "05554024", "05554040", "05774020"
ANNA, BERND, CLARA, DORA = "telegram:1", "telegram:2", "telegram:3", "telegram:4"
ORGANISER = "telegram:9"
TOWNS = {ANNA: SAERBECK, BERND: HEEK, CLARA: RAESFELD, DORA: DELBRUECK}


class Network(Office):
    """Members only: four mayors of four towns in two districts, and an organiser; nobody is visible yet."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.serve_only_members()
        for chat, ags in TOWNS.items():
            self.add(chat, ags)
        self.add(ORGANISER, None, Role.ORGANISER)

    def add(self, chat: str, ags: str | None, role: Role = Role.MAYOR, **told: object) -> None:
        agreed = {"consent_version": consent.VERSION, "consent_at": NOW}
        self.stores.members.put(Member(chat, role, NOW, ags, **{**agreed, **told}))  # type: ignore[arg-type]

    def show(self, *chats: str) -> None:
        for chat in chats:
            self.add(chat, TOWNS[chat], visible=frozenset({Visible.MUNICIPALITY}))

    def enter(self, line: str, chat: str = ANNA) -> list[Action]:
        return self.handle(typed(chat, line))

    def press(self, shown: Action, label: str, chat: str = ANNA) -> list[Action]:
        """Tap a button by its label (or the beginning of it)."""
        assert isinstance(shown, Send | Edit)
        known = [button.label for row in shown.keyboard for button in row]
        full = label if label in known else next(one for one in known if one.startswith(label))
        return self.handle(Tap(chat, button_of(shown, full).data, Message("7", shown.keyboard)))

    def path(self, chat: str, command: str, *taps: str) -> Action:
        """Enter a command and tap one button after another, each under the last message shown."""
        shown = self.enter(command, chat)[-1]
        for label in taps:
            shown = next(one for one in reversed(self.press(shown, label, chat)) if isinstance(one, Send | Edit))
        return shown

    def letters(self, chat: str, *, pending: bool = True) -> list[Send]:
        """What was written down for a chat and is due now, oldest first."""
        due = (deliveries.c.chat == chat, deliveries.c.due_at <= self.desk.clock())
        with reading(self.stores.deliveries._engine) as connection:
            rows = connection.execute(deliveries.select().where(*due).order_by(deliveries.c.id)).all()
        return [from_json(row.message) for row in rows if not pending or row.state == State.PENDING.value]
