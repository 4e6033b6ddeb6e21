"""What members can do to find start-ups and partner municipalities."""

from bot.conversation.features import Feature
from bot.matching import start_ups, towns
from bot.matching.marks import START_UPS, TOWNS

MATCHING = (
    Feature(
        commands={"startups": start_ups.show, "kommunen": towns.show},
        taps={START_UPS: start_ups.on_button, TOWNS: towns.on_button},
    ),
)
