"""What people live through in Telegram: the bot as its own process, over real HTTP, against a simulated Telegram."""

import asyncio
import socket
import time
from pathlib import Path

import pytest
from talking import GUIDELINE, GUIDELINE_LINES, QUESTION
from town import SLOW_BOT, town

from bot.conversation.core import commands_for
from bot.people.model import Role
from bot.texts import conversation as texts
from bot.texts import telegram as telegram_texts

SOURCE = "Richtlinie Zusammenarbeit, Ministerium, 31.03.2026, S. 2"


async def test_a_newcomer_is_greeted_and_finds_every_command_in_the_menu(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.launch()
        anna = place.sim.user(1, "Anna")
        hello = await anna.ask("/start")
        assert "Zukunftslotse" in hello.text
        assert "3 Unterlagen" in hello.text
        assert anna.commands == commands_for(Role.MAYOR.rights)
        assert "/wetter" in (await anna.ask("/wetter")).text
        assert place.sim.calls_of("setMyDescription")[0].params["description"] == telegram_texts.DESCRIPTION


async def test_a_profile_that_is_up_to_date_is_left_alone_at_the_next_start(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        bot = await place.launch()
        await place.sim.user(1, "Anna").ask("/start")
        assert await bot.stop() == 0
        before = len(place.sim.calls)
        await place.launch()
        assert not [call for call in place.sim.calls[before:] if call.method.startswith("set")]


async def test_a_question_is_answered_and_proven_and_judged(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.launch()
        anna = place.sim.user(1, "Anna")
        answer = await anna.ask(QUESTION)
        assert GUIDELINE_LINES[1] in answer.text
        assert SOURCE in answer.text
        tap = await anna.click(answer, "Quelle 1")
        assert await tap.answer() == ""
        passage = await anna.expect(text=GUIDELINE.title)
        assert [entity["type"] for entity in passage.entities if entity["type"] == "blockquote"] == ["blockquote"]
        assert GUIDELINE_LINES[1] in passage.text
        file = await anna.expect(kind="document")
        assert file.raw["document"]["file_name"] == "richtlinie.pdf"
        assert file.text == "Die Stelle steht auf S. 2."
        assert await (await anna.click(answer, "👍")).answer() == texts.NOTED_HELPFUL
        assert "✓ 👍" in (await anna.expect_edit(answer)).buttons
        assert await (await anna.click(answer, "👎")).answer() == texts.NOTED_NOT_HELPFUL
        changed = await anna.expect_edit(answer)
        assert changed.buttons[-2:] == ["👍", "✓ 👎"]
        assert await (await anna.click(answer, "✓ 👎")).answer() == texts.NOTED_NOT_HELPFUL


async def test_while_an_answer_is_made_the_chat_shows_that_it_is(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.launch(SLOW_BOT)
        anna = place.sim.user(1, "Anna")
        await anna.send(f"{QUESTION} langsam")
        await anna.expect_action("typing", timeout=3)
        await anna.expect_action("typing", timeout=6)
        await anna.expect(timeout=10)
        quiet = len(place.sim.calls_of("sendChatAction"))
        await asyncio.sleep(5)
        assert len(place.sim.calls_of("sendChatAction")) == quiet


async def test_a_slow_question_in_one_chat_delays_no_other_chat(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.launch(SLOW_BOT)
        anna = place.sim.user(1, "Anna")
        await anna.ask("/start")
        await anna.send(f"{QUESTION} langsam")
        await anna.send("/neu")
        await asyncio.sleep(0.3)
        waits = []
        for number in range(2, 8):
            someone = place.sim.user(number, f"Person {number}")
            sent = time.monotonic()
            await someone.ask(QUESTION)
            waits.append(time.monotonic() - sent)
        assert max(waits) < 2
        slow = await anna.expect(timeout=15)
        assert GUIDELINE_LINES[1] in slow.text
        assert (await anna.expect()).text == texts.FORGOTTEN


async def test_a_pause_that_telegram_orders_and_cut_connections_lose_no_answer(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.launch()
        anna, ben = place.sim.user(1, "Anna"), place.sim.user(2, "Ben")
        await anna.ask("/start")
        place.sim.fail_next("sendMessage", 429, retry_after=1, chat_id=1)
        assert GUIDELINE_LINES[1] in (await anna.ask(QUESTION, timeout=15)).text
        assert [call.status for call in place.sim.calls_of("sendMessage", chat_id=1)][-2:] == [429, 200]
        place.sim.drop_connections(1, "sendMessage")
        assert GUIDELINE_LINES[1] in (await ben.ask(QUESTION, timeout=15)).text
        place.sim.drop_connections(2, "getUpdates")
        place.sim.fail_next("getUpdates", 502, times=2, html=True)
        assert (await anna.ask("/neu", timeout=30)).text == texts.FORGOTTEN
        await place.sim.restart(downtime=1.0)
        assert GUIDELINE_LINES[1] in (await anna.ask(QUESTION, timeout=30)).text


async def test_someone_who_blocked_the_bot_causes_no_fuss(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        bot = await place.launch(SLOW_BOT)
        anna, ben = place.sim.user(1, "Anna"), place.sim.user(2, "Ben")
        await anna.send(f"{QUESTION} langsam")
        await asyncio.sleep(1)
        anna.block()
        assert (await ben.ask("/neu")).text == texts.FORGOTTEN
        async with asyncio.timeout(30):
            while "chat 1 does not want messages any more" not in bot.log:  # noqa: ASYNC110 - another process writes it
                await asyncio.sleep(0.2)
        assert "Traceback" not in bot.log
        assert " ERROR " not in bot.log


async def test_after_a_restart_follow_ups_and_buttons_go_on(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        bot = await place.launch()
        anna = place.sim.user(1, "Anna")
        answer = await anna.ask(QUESTION)
        await bot.kill()
        await anna.send("Und für jede weitere?")
        await place.launch()
        await anna.expect(timeout=15, text=GUIDELINE_LINES[2])
        await anna.click(answer, "Quelle 1")
        assert GUIDELINE_LINES[1] in (await anna.expect(text=GUIDELINE.title)).text
        await anna.click(answer, "👍")
        assert "✓ 👍" in (await anna.expect_edit(answer)).buttons


async def test_a_wrong_token_ends_the_bot_with_a_sentence_and_without_the_token(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        wrong = "999:this-token-is-unknown"
        bot = await place.sim.launch(
            [*SLOW_BOT[:1], "-m", "bot", "bot"],
            {"DATA_DIR": str(tmp_path), "TELEGRAM__TOKEN": wrong, "TELEGRAM__BASE_URL": "{base_url}"},
            online=None,
        )
        assert await asyncio.wait_for(bot.process.wait(), 60) == 2
        assert telegram_texts.TOKEN_REFUSED in bot.log
        assert wrong not in bot.log
        place.sim.calls.clear()


async def test_edited_messages_are_no_new_questions_and_voices_are_declined(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.launch()
        anna = place.sim.user(1, "Anna")
        question = await anna.send("/neu")
        await anna.expect()
        await anna.edit(question, QUESTION)
        await anna.expect_nothing(1)
        await anna.send_voice(b"OggS")
        assert (await anna.expect()).text == texts.OTHER["voice"]
        await anna.send_document(b"%PDF-1.7", name="antrag.pdf")
        assert (await anna.expect()).text == texts.OTHER["file"]
        await anna.send_contact("+49251411")
        assert (await anna.expect(timeout=10)).text == texts.OTHER["other"]


async def test_in_groups_only_the_way_to_the_personal_chat_is_shown(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.launch()
        anna = place.sim.user(1, "Anna")
        group = place.sim.group(-100, "Kreis", [anna])
        await anna.send("/start", chat=group)
        assert "https://t.me/tgsim_bot" in (await anna.expect(chat=group)).text
        await anna.send("/quellen", chat=group)
        await anna.send(f"@tgsim_bot {QUESTION}", chat=group)
        await anna.expect_nothing(1, chat=group)


async def test_what_is_stored_is_shown_and_deleted_in_the_chat(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.launch()
        anna = place.sim.user(1, "Anna")
        await anna.ask(QUESTION)
        shown = await anna.ask("/daten")
        assert QUESTION in shown.text
        await anna.click(shown, texts.DELETE)
        asked = await anna.expect(text=texts.CONFIRM_DELETE)
        await anna.click(asked, texts.DELETE_YES)
        assert (await anna.expect_edit(asked)).text == texts.DELETED
        assert (await anna.ask("/daten", timeout=10)).text == texts.NOTHING_ABOUT_YOU


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def test_by_webhook_forty_people_are_answered_and_strangers_are_not(tmp_path: Path, free_port: int) -> None:
    async with town(tmp_path, flood=None, webhook_retry=0.2) as place:
        await place.launch(
            TELEGRAM__WEBHOOK__URL=f"http://127.0.0.1:{free_port}/lotse",
            TELEGRAM__WEBHOOK__SECRET="geheim",
            TELEGRAM__WEBHOOK__PORT=str(free_port),
        )
        people = [place.sim.user(number, f"Person {number}") for number in range(1, 41)]
        for person in people:
            await person.send(QUESTION)
        for person in people:
            assert GUIDELINE_LINES[1] in (await person.expect(timeout=30)).text
        await place.sim.idle()
        reader, writer = await asyncio.open_connection("127.0.0.1", free_port)
        writer.write(
            b"POST /lotse HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Type: application/json\r\n\r\n{}"
        )
        assert b"403" in await reader.readline()
        writer.close()
