"""A broadcast over real HTTP through whatever can happen: nothing twice, nothing lost without a word."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from storm import COURIER, prepare, verdict
from town import town

from bot.broadcasts.approval import COMMAND_LINE
from bot.broadcasts.build import open_broadcasting
from bot.broadcasts.correction import correct, recall
from bot.broadcasts.report import report
from bot.broadcasts.rules import Rules
from bot.people.model import Member, Role
from bot.texts import broadcasts as texts
from knowledge.settings import Settings

PEOPLE = {11: "Ola", 12: "Ben", 13: "Dora"}


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 - another process makes it true
            await asyncio.sleep(0.1)


async def test_through_kills_pauses_and_cuts_nothing_goes_out_twice_or_is_lost_in_silence(tmp_path: Path) -> None:
    from tgsim import Sim

    async with Sim(flood=None) as sim:
        storm = prepare(sim, tmp_path, 80, 7, COURIER)
        for after in (0.05, 0.3):
            storm.fault()
            await storm.life(after)
        await storm.launch()
        await storm.until_done(60)
        found = verdict(storm)
        wrong = ("twice", "lost", "said sent but not there", "said failed but there", "undone")
        assert {name: found[name] for name in wrong} == dict.fromkeys(wrong, 0), found
        assert found["recipients"] == 81
        assert found["blocked"] == len(storm.blocked)
        assert found["sent"] > 50
        assert storm.got()["telegram:-1000500"] == 1


async def test_from_draft_to_phone_with_correction_recall_block_and_return(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        office = open_broadcasting(Settings(data_dir=tmp_path, _env_file=None))
        office = replace(office, rules=Rules(quiet=False))
        ola, ben, dora = (place.sim.user(number, name, started=True) for number, name in PEOPLE.items())
        for number, name in PEOPLE.items():
            role = Role.ORGANISER if name == "Ola" else Role.MAYOR
            office.stores.members.put(Member(f"telegram:{number}", role, office.clock(), "05554024", name))
        await place.launch(BROADCASTS__QUIET_HOURS="false")
        dora.block()

        def blocked() -> bool:
            member = office.stores.members.find("telegram:13")
            return member is not None and member.blocked_at is not None

        await ola.ask("/rundruf Kreis Borken, sofort", timeout=15)
        shown = await ola.ask("Guten Tag {name}\n[Anmeldung](https://www.example.org/messe)", timeout=15)
        assert "Guten Tag Ola" in shown.text
        await ola.click(shown, texts.TEST)
        assert texts.TEST_HEAD in (await ola.expect(timeout=15)).text
        (draft,) = office.stores.broadcasts.all()
        await until(blocked)
        office.approve(draft.id, COMMAND_LINE)

        got = await ben.expect(timeout=15)
        assert got.text == "Guten Tag Ben"
        assert got.buttons == ["Anmeldung"]
        await until(lambda: report(office, draft.id).state == "done")
        found = report(office, draft.id)
        assert found.counts["sent"] == 2
        assert [(one["name"], one["reason"]) for one in found.left_out] == [("Dora, Heek", "blocked")]

        correct(office, draft.id, COMMAND_LINE, "Es ist morgen, {name}")
        assert (await ben.expect_edit(got, timeout=15)).text == "Es ist morgen, Ben"
        recall(office, draft.id, COMMAND_LINE)
        await ben.expect_deletion(timeout=15)
        dora.unblock()
        await until(lambda: not blocked())
