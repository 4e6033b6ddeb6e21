"""What the conversation can do about events, with who may do it."""

from bot.conversation.features import Feature
from bot.events import answering, creating, listing, managing, tables
from bot.events.showing import EVENT, ORGANISE, TABLES
from bot.people.model import Role

FOR_ALL = Feature(
    commands={"termine": listing.events},
    taps={EVENT: answering.on_tap, TABLES: tables.on_tap},
    replies={
        answering.DEPUTY: answering.name_deputy,
        answering.NOTE: answering.keep_note,
        tables.SUGGEST: tables.suggest,
    },
)
FOR_ORGANISERS = Feature(
    role=Role.ORGANISER,
    taps={ORGANISE: managing.on_tap},
    replies={creating.STEP: creating.take, creating.PREVIEW: creating.typed_at_preview, tables.SIZE: tables.seat},
)
EVENTS = (FOR_ALL, FOR_ORGANISERS)
