"""What people see and what is lost while the disk is full, another program has our token, or Telegram is away."""

import asyncio
import resource
import sys
from pathlib import Path
from typing import Any

import pytest
from postgres import PostgresServer
from talking import GUIDELINE_LINES, QUESTION
from town import filled, town

from bot.doctor import examine
from bot.texts import telegram as texts
from knowledge.settings import Settings

NO_LIMIT = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)


async def all_ask_and_are_told(people: list[Any]) -> None:
    for person in people:
        await person.send(QUESTION)
    for person in people:
        assert (await person.expect(timeout=20)).text == texts.REFUSED["not_written"]


async def all_are_answered(people: list[Any]) -> None:
    for person in people:
        assert GUIDELINE_LINES[1] in (await person.expect(timeout=20)).text
    await people[0].expect_nothing(1)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux changes the limits of a running process")
async def test_while_nothing_can_be_written_all_who_ask_are_told_and_the_answers_come_later(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        bot = await place.launch()
        people = [place.sim.user(number, f"Person {number}") for number in (1, 2, 3)]
        await people[0].ask("/start")
        resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
        await all_ask_and_are_told(people)
        resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, NO_LIMIT)
        await all_are_answered(people)


async def test_while_the_database_is_away_all_who_ask_are_told_and_the_answers_come_later(
    tmp_path: Path, postgres: PostgresServer
) -> None:
    with postgres.database() as database:
        async with town(tmp_path, database) as place:
            await place.launch()
            people = [place.sim.user(number, f"Person {number}") for number in (1, 2)]
            await people[0].ask("/start")
            with postgres.away(database):
                await all_ask_and_are_told(people)
            await all_are_answered(people)


async def test_two_bots_with_one_token_say_so_and_the_one_that_stays_goes_on(tmp_path: Path) -> None:
    other = filled(f"sqlite:///{tmp_path}/other.sqlite")
    async with town(tmp_path) as place:
        bot = await place.launch()
        rival = await place.launch(DATABASE__URL=other)
        async with asyncio.timeout(10):
            while "with the same token" not in bot.log:  # noqa: ASYNC110 - nothing tells us but the log
                await asyncio.sleep(0.1)
        lines, healthy = examine(Settings(_env_file=None, data_dir=place.folder))
        assert not healthy
        assert [line for line in lines if "mit demselben Token" in line]
        await rival.stop()
        anna = place.sim.user(1, "Anna")
        await anna.send(QUESTION)
        assert GUIDELINE_LINES[1] in (await anna.expect(timeout=40)).text
