"""What mayors live through in Telegram: let in by approval or by a link, a profile, an introduction by two yeses."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from databases import fresh_database
from town import town

from bot.conversation.core import commands_for
from bot.people.model import Member, Role, Visible
from bot.storage import open_stores
from bot.texts import conversation, introductions, joining
from knowledge.clock import now

ONLY_MEMBERS = {"BOT__ACCESS": "invited", "BOT__ADMINS": "7", "BROADCASTS__QUIET_HOURS": "false"}


def invitation(folder: Path) -> str:
    database = fresh_database(folder)
    code = open_stores(database).invitations.make(Role.MAYOR, 1, now(), now() + dt.timedelta(days=1))
    database.dispose()
    return code


def reveal(folder: Path, number: int, contact: str) -> None:
    """What a member would tap in /profil, done at once."""

    def change(member: Member) -> Member:
        return replace(member, contact=contact, visible=frozenset({Visible.MUNICIPALITY}))

    database = fresh_database(folder)
    open_stores(database).members.change(f"telegram:{number}", change)
    database.dispose()


def remove(folder: Path, number: int) -> None:
    database = fresh_database(folder)
    open_stores(database).members.remove(f"telegram:{number}")
    database.dispose()


async def test_two_mayors_are_let_in_and_introduced_over_a_restart(tmp_path: Path) -> None:
    async with town(tmp_path, flood=None) as place:
        code = invitation(tmp_path)
        bot = await place.launch(**ONLY_MEMBERS)
        olga, anna, ben = place.sim.user(7, "Olga"), place.sim.user(1, "Anna"), place.sim.user(2, "Ben")
        await olga.ask("/start")

        refused = await anna.ask("Guten Tag")
        assert refused.text == conversation.INVITED_ONLY
        await anna.click(refused, joining.ASK_TO_JOIN)
        await anna.expect(text="Wer sind Sie?")
        assert (await anna.ask("Anna Beispiel, Bürgermeisterin von Saerbeck")).text == joining.ASKED
        request = await olga.expect(text="Anna Beispiel", timeout=20)
        await olga.click(request, joining.APPROVE["mayor"])
        assert "Freigeschaltet" in (await olga.expect_edit(request)).text
        let_in = await anna.expect(text="freigeschaltet", timeout=20)
        await anna.click(let_in, joining.CONSENT_YES)
        assert (await anna.expect(text="Welche Kommune")).text == joining.TOWN_NEXT
        assert "Saerbeck (Kreis Steinfurt)" in (await anna.ask("Saerbeck")).text

        await ben.send(f"/start {code}")
        await ben.click(await ben.expect(text="Kurz zum Datenschutz"), joining.CONSENT_YES)
        await ben.expect(text="Welche Kommune")
        assert "Heek (Kreis Borken)" in (await ben.ask("Heek")).text
        assert ben.commands == commands_for(Role.MAYOR.rights)
        assert olga.commands == commands_for(Role.ADMIN.rights)

        reveal(tmp_path, 1, "anna@saerbeck.example")
        reveal(tmp_path, 2, "ben@heek.example")
        preview = await anna.ask("/kontakt Heek")
        await anna.click(preview, introductions.APPROVE)
        question = await ben.expect(text="Ein Mitglied aus Saerbeck", timeout=20)
        assert "anna@" not in question.text
        assert await bot.stop() == 0
        await place.launch(**ONLY_MEMBERS)
        await ben.click(question, introductions.YES)
        release = await ben.expect_edit(question)
        await ben.click(release, introductions.RELEASE_YES)
        assert "anna@saerbeck.example" in (await ben.expect_edit(release)).text
        assert "ben@heek.example" in (await anna.expect(text="Beide haben Ja gesagt", timeout=20)).text

        remove(tmp_path, 2)
        assert (await ben.ask("/profil")).text == conversation.INVITED_ONLY
        sent = [message for message in anna.messages if "Beide haben Ja gesagt" in (message.text or "")]
        assert len(sent) == 1
