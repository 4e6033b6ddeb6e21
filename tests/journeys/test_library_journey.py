"""What staff live through in Telegram with documents: send, check, correct, take in, replace, remove, restore."""

from pathlib import Path
from typing import Any

from making import GRANT, QUESTION
from town import town

from bot.texts import library as texts
from ingest import texts as ingest_texts

STAFF = {"BOT__ADMINS": "7"}
SUM = "12.500 Euro"


async def sent(person: Any, text: str, name: str) -> Any:
    await person.send_document(text.encode(), name=name)
    return await person.expect(text=texts.NEW_HEAD, timeout=30)


async def test_staff_check_correct_take_in_remove_and_restore_a_document(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.launch(**STAFF)
        staff, mayor = place.sim.user(7, "Sabine"), place.sim.user(1, "Anna")
        await staff.ask("/start")
        await mayor.send_document(GRANT.encode(), name="dorfladen.txt")
        assert "Dateien kann ich hier nicht annehmen" in (await mayor.expect()).text
        await staff.send_document(b"%PDF-1.7 broken", name="kaputt.pdf")
        assert "„kaputt.pdf“: Die Datei ist beschädigt" in (await staff.expect(timeout=30)).text
        await staff.send_document(b"x", name="gross.pdf", size=30_000_000)
        assert "20 MB" in (await staff.expect()).text
        card = await sent(staff, GRANT, "dorfladen.txt")
        for line in ("Art: Förderung", "Titel: Richtlinie Dorfladen", "Datum: 01.03.2026", "Fristen: 30.09.2027"):
            assert line in card.text
        in_vain = await mayor.ask(QUESTION)
        assert SUM not in in_vain.text
        assert await (await mayor.click(in_vain, texts.TELL_ME)).answer() == texts.WILL_TELL
        await staff.click(card, texts.CHANGE)
        fields = await staff.expect_edit(card)
        await staff.click(fields, "Datum")
        await staff.expect(text="Welches Datum")
        assert ingest_texts.NO_DAY in (await staff.ask("irgendwann")).text
        corrected = await staff.ask("Februar 2026")
        assert "Datum: Februar 2026" in corrected.text
        await staff.click(corrected, texts.TAKE)
        taken = await staff.expect_edit(corrected)
        offer = await staff.expect(text="Eine Person möchte Bescheid")
        await staff.click(offer, texts.TELL)
        news = await mayor.expect(text="Richtlinie Dorfladen", timeout=30)
        assert QUESTION in news.buttons
        answer = await mayor.ask(QUESTION)
        assert SUM in answer.text
        assert "Februar 2026" in answer.text
        await staff.click(taken, texts.UNDO)
        removed = await staff.expect_edit(taken)
        assert SUM not in (await mayor.ask(QUESTION)).text
        await staff.click(removed, texts.UNDO)
        await staff.expect_edit(removed)
        assert SUM in (await mayor.ask(QUESTION)).text


async def test_a_card_outlives_a_crash_and_a_new_version_replaces_the_old_one(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        bot = await place.launch(**STAFF)
        staff = place.sim.user(7, "Sabine")
        card = await sent(staff, GRANT, "dorfladen.txt")
        await bot.kill()
        await place.launch(**STAFF)
        await staff.click(card, texts.TAKE)
        taken = await staff.expect_edit(card, timeout=30)
        await staff.click(taken, texts.SHOW)
        stored = await staff.expect(text=texts.STORED_HEAD)
        await staff.click(stored, texts.NEW_VERSION)
        await staff.expect(text="neue Fassung")
        # More than a bot may fetch, whether the message says so or Telegram only when asked: the step stays open.
        await staff.send_document(b"x", name="gross.pdf", size=30_000_000)
        assert "20 MB" in (await staff.expect()).text
        place.sim.fail_next("getFile", 400, description="Bad Request: file is too big")
        await staff.send_document(b"x", name="gross.pdf")
        assert "20 MB" in (await staff.expect()).text
        newer = await sent(staff, GRANT.replace("12.500", "15.000").replace("März", "Mai"), "neu.txt")
        assert "Ersetzt: „Richtlinie Dorfladen“" in newer.text
        await staff.click(newer, texts.TAKE)
        assert "gilt als abgelöst" in (await staff.expect_edit(newer)).text
        listed = await staff.ask("/dokumente dorfladen")
        assert "Richtlinie Dorfladen" in listed.text
        assert "(abgelöst)" in listed.text
