"""What people live through where models help: spoken questions, worded answers, and models that fail."""

import sys
import time
from pathlib import Path
from typing import Any

from talking import GUIDELINE_LINES, QUESTION
from town import town

from bot.texts import conversation as texts

sys.path.append(str(Path(__file__).parents[1] / "contracts"))


async def test_a_spoken_question_is_shown_as_understood_and_answered(tmp_path: Path) -> None:
    from provider import provider
    from test_transcriber_contract import heard

    with provider(heard(QUESTION)) as server:
        async with town(tmp_path) as place:
            await place.launch(SPEECH__URL=server.url)
            anna = place.sim.user(1, "Anna")
            await anna.send_voice(b"OggS sound", seconds=4)
            answer = await anna.expect()
            assert answer.text.startswith(texts.UNDERSTOOD.format(question=QUESTION))
            assert GUIDELINE_LINES[1] in answer.text
            await anna.send_voice(b"OggS sound", seconds=500)
            assert (await anna.expect()).text == texts.OTHER["long_voice"]
            server.behaves = lambda _: (500, b"oops")
            await anna.send_voice(b"OggS sound", seconds=4)
            assert (await anna.expect()).text == texts.NOT_HEARD


async def test_a_worded_answer_comes_after_its_quotation_as_a_draft_and_quotations_when_the_model_dies(
    tmp_path: Path,
) -> None:
    from provider import Answer, provider, sentences

    worded = "Arbeiten zwei Kommunen zusammen, beträgt die Zuwendung 175 000 Euro."

    def slowly(_: dict[str, Any]) -> Answer:
        time.sleep(1.0)
        return sentences((worded, [1, 2, 3, 4]))

    with provider(slowly) as server:
        async with town(tmp_path) as place:
            await place.launch(WRITER__MODEL="openai:small", WRITER__URL=server.url, WRITER__API_KEY="geheim")
            anna = place.sim.user(1, "Anna")
            await anna.send(QUESTION)
            assert GUIDELINE_LINES[1] in await anna.expect_draft()
            assert worded in (await anna.expect(timeout=15)).text
            server.behaves = lambda _: None
            answer = await anna.ask(QUESTION)
            assert GUIDELINE_LINES[1] in answer.text
            assert "wörtliche Stellen" in answer.text
