"""Under lists of municipalities: a button to ask for contact, where somebody from there lets the town be seen."""

from collections.abc import Sequence

from bot.conversation.desk import Desk
from bot.conversation.events import Button, Keyboard
from bot.introductions.asking import reachable
from bot.introductions.wording import PREFIX
from bot.texts import introductions as texts
from knowledge.model import Municipality


def contact_buttons(desk: Desk, chat: str, places: Sequence[Municipality]) -> Keyboard:
    """One row a municipality that somebody can be asked for. Raises CatalogueError."""
    members = desk.stores.members.all()
    return tuple(
        (Button(texts.CONTACT.format(town=place.name), f"{PREFIX}:ask:{place.ags}"),)
        for place in places
        if reachable(members, chat, place) is not None
    )
