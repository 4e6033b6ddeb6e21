"""What people live through who speak instead of typing, against a simulated Telegram and a server that listens."""

import sys
from pathlib import Path

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
