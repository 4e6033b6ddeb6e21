"""What happens to waiting messages when the bot is killed, when Telegram is away, and with several replicas."""

import asyncio
from pathlib import Path

from talking import GUIDELINE_LINES, QUESTION
from town import SLOW_BOT, town


async def test_twelve_messages_that_wait_at_a_kill_are_all_answered_once(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        bot = await place.launch(SLOW_BOT)
        people = [place.sim.user(number, f"Person {number}") for number in range(1, 7)]
        for person in people:
            await person.send(f"{QUESTION} langsam")
            await person.send(QUESTION)
        await place.sim.idle()
        await bot.kill()
        assert not place.sim.calls_of("sendMessage")
        await place.launch()
        for person in people:
            for _ in range(2):
                assert GUIDELINE_LINES[1] in (await person.expect(timeout=30)).text
        await asyncio.sleep(1)
        assert len(place.sim.calls_of("sendMessage")) == 12
