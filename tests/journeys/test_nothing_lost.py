"""What happens to waiting messages when the bot is killed, when Telegram is away, and with several replicas."""

import asyncio
from pathlib import Path
from typing import Any

from balancer import balancer, free_ports
from talking import GUIDELINE_LINES, QUESTION
from town import SLOW_BOT, Town, town

from bot.texts import conversation as texts


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


async def test_an_answer_waits_until_telegram_is_back_and_comes_once(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.launch(SLOW_BOT)
        anna = place.sim.user(1, "Anna")
        await anna.ask("/start")
        await anna.send(f"{QUESTION} langsam")
        await asyncio.sleep(3)
        await place.sim.restart(downtime=6.0)
        assert GUIDELINE_LINES[1] in (await anna.expect(timeout=40)).text
        await anna.expect_nothing(2)


async def replica(place: Town, front: int, own: int) -> Any:
    return await place.launch(
        SLOW_BOT,
        SLOW_S="3",
        TELEGRAM__WEBHOOK__URL=f"http://127.0.0.1:{front}/lotse",
        TELEGRAM__WEBHOOK__SECRET="geheim",
        TELEGRAM__WEBHOOK__PORT=str(own),
    )


async def test_two_replicas_answer_in_order_and_take_over_from_a_killed_one(tmp_path: Path, postgresql: str) -> None:
    front, one, two = free_ports(3)
    async with (
        balancer(front, [one, two]),
        town(tmp_path, postgresql, flood=None, webhook_retry=0.2) as place,
    ):
        first, _ = await replica(place, front, one), await replica(place, front, two)
        people = [place.sim.user(number, f"Person {number}") for number in range(1, 13)]
        for person in people:
            await person.send(f"{QUESTION} langsam")
            await person.send("/neu")
        await place.sim.idle()
        await first.kill()
        for person in people:
            assert GUIDELINE_LINES[1] in (await person.expect(timeout=60)).text
            assert (await person.expect(timeout=30)).text == texts.FORGOTTEN
        assert len(place.sim.calls_of("sendMessage")) == 24
