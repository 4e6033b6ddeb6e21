"""A message whose work ended three times with the whole process is given up with a sentence; others go on."""

import json
from typing import Any

from telegram import Update
from telegram.ext import ApplicationBuilder, TypeHandler
from telegram.request import BaseRequest, RequestData

from bot.storage.inbox import Received
from bot.telegram.app import MOST_ATTEMPTS, handle
from bot.texts import conversation as texts

RESULTS = {
    "getMe": {"id": 4711, "is_bot": True, "first_name": "Lotse", "username": "lotse_bot"},
    "sendMessage": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}},
}


class Recorded(BaseRequest):
    """The library's way to Telegram, without Telegram: everything succeeds and is remembered."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, Any]]] = []

    @property
    def read_timeout(self) -> float:
        return 1.0

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: object, **__: object
    ) -> tuple[int, bytes]:
        name = url.rsplit("/", 1)[1]
        self.asked.append((name, request_data.parameters if request_data else {}))
        return 200, json.dumps({"ok": True, "result": RESULTS[name]}).encode()


def received(attempts: int) -> Received:
    chat = {"id": 1, "type": "private"}
    payload = {"update_id": 7, "message": {"message_id": 1, "date": 1, "chat": chat, "text": "Wer zahlt?"}}
    return Received("telegram:4711", 7, "telegram:1", payload, attempts)


async def test_after_three_ends_of_the_process_the_sender_is_told_and_nothing_is_tried_again() -> None:
    way, seen = Recorded(), list[Update]()

    async def answer(update: Update, _: object) -> None:
        seen.append(update)

    app = ApplicationBuilder().token("4711:abc").request(way).get_updates_request(Recorded()).updater(None).build()
    app.add_handler(TypeHandler(Update, answer))
    async with app:
        await handle(app, received(MOST_ATTEMPTS))
        assert len(seen) == 1
        await handle(app, received(MOST_ATTEMPTS + 1))
    assert len(seen) == 1
    ((_, told),) = [asked for asked in way.asked if asked[0] == "sendMessage"]
    assert told["chat_id"] == 1
    assert told["text"].startswith(texts.FAILED_OTHERWISE[:40])
