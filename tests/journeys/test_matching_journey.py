"""What a mayor lives through in Telegram who looks for start-ups and for other municipalities."""

from pathlib import Path
from types import SimpleNamespace

from postgres import sqlite_url
from test_matching_chat import FIRMS, TOWNS, project, start_up
from town import town

from bot.texts import conversation as answer_texts
from bot.texts import matching as texts
from knowledge.catalogue import open_catalogue


def fill_the_market(folder: Path) -> None:
    catalogue = open_catalogue(sqlite_url(folder))
    office = SimpleNamespace(catalogue=catalogue)
    for number, name in enumerate(FIRMS):
        start_up(office, number, name)
    for number, name in enumerate(TOWNS):
        project(office, number, name)
    catalogue.close()


async def test_a_mayor_walks_the_market_and_sees_the_map_once(tmp_path: Path) -> None:
    async with town(tmp_path, flood=None) as place:
        fill_the_market(tmp_path)
        await place.launch()
        anna = place.sim.user(1, "Anna")

        market = await anna.ask("/startups")
        await anna.click(market, "Straßen (4)")
        listed = await anna.expect_edit(market)
        assert "Seite 1 von 2" in listed.text
        await anna.click(listed, answer_texts.LATER)
        second = await anna.expect_edit(listed)
        assert "Seite 2 von 2" in second.text

        found = await anna.ask("/startups Schlaglöcher aufnehmen")
        assert "Lochfrei GmbH" in found.text
        assert "Schlaglöcher" in (await anna.ask("und eins aus NRW?")).text

        topics = await anna.ask("/kommunen")
        await anna.click(topics, "Straßen (2)")
        assert "Legden" in (await anna.expect_edit(topics)).text
        partners = await anna.ask("/kommunen Schlaglöcher aufnehmen")
        await anna.click(partners, texts.MAP)
        await anna.click(partners, texts.MAP)
        await anna.expect(kind="photo")
        assert (await anna.ask("/neu")).text == answer_texts.FORGOTTEN
        assert len(place.sim.calls_of("sendPhoto", chat_id=1)) == 1
