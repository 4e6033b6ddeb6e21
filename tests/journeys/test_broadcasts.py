"""A broadcast over real HTTP through whatever can happen: nothing twice, nothing lost without a word."""

from pathlib import Path

from storm import COURIER, prepare, verdict


async def test_through_kills_pauses_and_cuts_nothing_goes_out_twice_or_is_lost_in_silence(tmp_path: Path) -> None:
    from tgsim import Sim

    async with Sim(flood=None) as sim:
        storm = prepare(sim, tmp_path, 120, 7, COURIER)
        for after in (0.05, 0.3, 0.0, 0.2):
            storm.fault()
            await storm.life(after)
        await storm.launch()
        await storm.until_done(60)
        found = verdict(storm)
        wrong = ("twice", "lost", "said sent but not there", "said failed but there", "undone")
        assert {name: found[name] for name in wrong} == dict.fromkeys(wrong, 0), found
        assert found["recipients"] == 121
        assert found["blocked"] == len(storm.blocked)
        assert found["sent"] > 80
        assert storm.got()["telegram:-1000500"] == 1
