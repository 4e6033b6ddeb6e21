"""What organisers and mayors live through with an event in Telegram: made, asked, answered, moved, cancelled."""

from pathlib import Path
from typing import Any

from databases import fresh_database
from icalendar import Calendar
from talking import NOW
from town import Town, town

from bot.people.model import Member, Role
from bot.storage import open_stores
from bot.texts import events as texts

ORGANISER = {"BOT__ADMINS": "7", "BROADCASTS__QUIET_HOURS": "false"}


def join(folder: Path, *numbers: int) -> None:
    database = fresh_database(folder)
    stores = open_stores(database)
    for number in numbers:
        stores.members.put(Member(f"telegram:{number}", Role.MAYOR, NOW))
    database.dispose()


async def made(olga: Any, *answers: str) -> Any:
    await olga.ask("/termine neu")
    for answer in answers:
        last = await olga.ask(answer)
    await olga.click(last, "Speichern")
    return await olga.expect(text="Digitalforum", timeout=10)


async def calendar(place: Town, person: Any, message: Any) -> Any:
    await person.click(message, texts.CALENDAR_BUTTON)
    sent = await person.expect(kind="document", timeout=10)
    return Calendar.from_ical(place.sim.world.files[sent.raw["document"]["file_id"]].data)


async def test_an_event_is_made_and_answered_and_moved_and_cancelled(tmp_path: Path) -> None:
    async with town(tmp_path, flood=None) as place:
        join(tmp_path, 1, 2)
        await place.launch(**ORGANISER)
        olga, anna, ben = place.sim.user(7, "Olga"), place.sim.user(1, "Anna"), place.sim.user(2, "Ben", started=True)
        await anna.send("/termine")
        assert texts.NONE in (await anna.expect(timeout=10)).text
        event = await made(olga, "Digitalforum", "Do 11.02.2038 10 bis 15 Uhr", "Rathaus Saerbeck")
        await olga.click(event, texts.MANAGE_BUTTON)
        managed = await olga.expect(text="Zusagen: 0")
        await olga.click(managed, texts.INVITE)
        asked = await olga.expect(text="geht an 2 Personen")
        await olga.click(asked, texts.INVITE_YES)
        invitation = await anna.expect(text="Einladung: Digitalforum", timeout=20)
        tap = await anna.click(invitation, "Zusage")
        assert await tap.answer() == "Danke, Ihre Zusage ist vermerkt."
        answered = await anna.expect_edit(invitation)
        assert "Ihre Antwort: Zusage" in answered.text
        assert "✓ Zusage" in answered.buttons
        (first,) = (await calendar(place, anna, answered)).events
        other = await ben.expect(text="Einladung: Digitalforum", timeout=20)
        await ben.click(other, "Vertretung")
        await ben.expect(text="Wer kommt für Sie")
        await ben.send("Frau Brand, Kämmerin")
        assert "Vertretung durch Frau Brand, Kämmerin" in (await ben.expect_edit(other)).text

        await olga.click(managed, texts.CHANGE)
        draft = await olga.expect(text="Änderung")
        await olga.click(draft, "Zeit")
        await olga.expect(text="Wann?")
        again = await olga.ask("Fr 12.02.2038 9 bis 12 Uhr")
        await olga.click(again, "Speichern")
        moved = await anna.expect(text="Verlegt: „Digitalforum“", timeout=20)
        assert "Neu: Freitag, 12.02.2038, 09:00 bis 12:00 Uhr" in moved.text
        (second,) = (await calendar(place, anna, moved)).events
        assert (second.uid, second.sequence, second.start.day) == (first.uid, 1, 12)
        await ben.expect(text="Verlegt: „Digitalforum“", timeout=20)

        await olga.click(managed, texts.CANCEL)
        await olga.click(await olga.expect(text="absagen?"), texts.CANCEL_YES)
        gone = await anna.expect(text="findet nicht statt", timeout=20)
        last = await calendar(place, anna, gone)
        assert (str(last["METHOD"]), last.events[0].uid, last.events[0].sequence) == ("CANCEL", first.uid, 2)
        await ben.expect(text="findet nicht statt", timeout=20)
