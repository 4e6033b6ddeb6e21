"""What the conversation can do about reminders, with who may do it."""

from bot.conversation.features import Feature
from bot.people.model import Role
from bot.reminders import own, radar
from bot.reminders.wording import RADAR, REMIND

REMINDERS = (
    Feature(commands={"erinnerungen": own.show}, taps={REMIND: own.on_tap}),
    Feature(role=Role.ORGANISER, taps={RADAR: radar.on_tap}),
)
