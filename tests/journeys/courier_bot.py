"""The part of the bot that empties the queue, alone in a process: it starts quickly, so it can be killed often."""

import asyncio
from functools import partial

from telegram.ext import ExtBot

from bot.broadcasts import rounds
from bot.broadcasts.build import open_broadcasting
from bot.broadcasts.delivery import Courier
from bot.broadcasts.pacing import Pace
from bot.telegram import mailing
from bot.telegram.lanes import AnswersFirst
from bot.telegram.logs import set_up_logs
from knowledge.settings import Settings, load_settings


async def run(settings: Settings) -> None:
    assert settings.telegram.token
    pace = Pace(settings.broadcasts.rate)
    bot = ExtBot(
        settings.telegram.token.get_secret_value(), base_url=settings.telegram.base_url, rate_limiter=AnswersFirst(pace)
    )
    office = open_broadcasting(settings)
    async with bot:
        Courier(
            office.stores.couriers, mailing.channel(bot), pace, partial(rounds.step, office), lambda _: False
        ).start()
        await asyncio.Event().wait()


if __name__ == "__main__":
    found = load_settings()
    assert found.telegram.token
    set_up_logs(found.telegram.token.get_secret_value())
    asyncio.run(run(found))
