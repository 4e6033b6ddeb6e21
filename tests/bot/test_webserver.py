"""The bot's web server takes updates from Telegram alone, and tells an administrator how it is."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from talking import QUESTION, Office
from telegram import Bot, Update
from tornado.httpclient import AsyncHTTPClient, HTTPRequest, HTTPResponse

from bot import metrics
from bot.telegram.webserver import LONGEST_BODY, Updates, monitoring, open_server
from knowledge.errors import CatalogueError

SECRET = "geheim"
UPDATE = {
    "update_id": 7,
    "message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "Wer zahlt?"},
}


class Door:
    """A server on loopback, what it took in, and the ways to knock."""

    def __init__(self) -> None:
        self.taken: list[Update] = []
        self.away = False
        self.missing: dict[str, str] = {}
        told = {"bot": Bot("4711:abc"), "secret": SECRET, "take": self._take}
        self._server = open_server([("/lotse", Updates, told), *monitoring(lambda: self.missing)], "127.0.0.1", 0)
        (listening,) = self._server._sockets.values()
        self.port = listening.getsockname()[1]

    async def _take(self, update: Update) -> None:
        if self.away:
            raise CatalogueError("away")
        self.taken.append(update)

    async def call(self, path: str, body: bytes | None = None, **headers: str) -> HTTPResponse:
        request = HTTPRequest(
            f"http://127.0.0.1:{self.port}{path}", "GET" if body is None else "POST", headers, body, request_timeout=10
        )
        return await AsyncHTTPClient().fetch(request, raise_error=False)

    async def knock(self, body: object = UPDATE, secret: str = SECRET) -> int:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"} | ({"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {})
        return (await self.call("/lotse", raw, **headers)).code

    async def close(self) -> None:
        self._server.stop()
        await self._server.close_all_connections()


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    found = Door()
    yield found
    await found.close()


async def test_an_update_with_the_secret_is_taken_in(door: Door) -> None:
    assert await door.knock() == 200
    assert [update.message.text for update in door.taken if update.message] == ["Wer zahlt?"]


@pytest.mark.parametrize("secret", ["", "Geheim", "geheimer", "g", "ä", "x" * 300])
async def test_without_the_secret_nothing_is_taken_in(door: Door, secret: str) -> None:
    assert await door.knock(secret=secret) == 403
    assert door.taken == []


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"null", b"7", b'"x"', b"\xff\xfe", b"{}", b'{"update_id": "x"}', b'{"message": {}}',
        b'{"update_id": 1, "message": {"chat": 5}}', b'{"update_id": 1, "message": []}', b"[" * 100_000,
        b'{"update_id": 1, "callback_query": {"id": {}}}',
    ],
)  # fmt: skip
async def test_what_is_no_update_is_not_taken_in_and_not_asked_for_again(door: Door, body: bytes) -> None:
    assert await door.knock(body) == 200
    assert door.taken == []
    assert await door.knock() == 200


async def test_an_oversized_call_is_cut_off_and_the_next_one_served(door: Door) -> None:
    assert await door.knock(b"x" * (LONGEST_BODY + 1)) in {400, 413, 599}
    assert door.taken == []
    assert await door.knock() == 200


async def test_a_stranger_is_refused_before_anything_is_read(door: Door) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
    writer.write(b"POST /lotse HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n")
    await writer.drain()
    assert await door.knock() == 200
    writer.close()
    del reader


async def test_while_the_database_is_away_telegram_is_asked_to_come_again(door: Door) -> None:
    door.away = True
    assert await door.knock() == 503
    door.away = False
    assert await door.knock() == 200


async def test_other_ways_in_are_closed(door: Door) -> None:
    assert (await door.call("/lotse", **{"X-Telegram-Bot-Api-Secret-Token": SECRET})).code == 405
    assert (await door.call("/")).code == 404
    assert (await door.call("/lotse/../metrics/x")).code == 404


async def test_it_says_that_it_lives_and_whether_it_is_ready(door: Door) -> None:
    assert (await door.call("/healthz")).body == b"ok\n"
    ready = await door.call("/readyz")
    assert (ready.code, json.loads(ready.body)) == (200, {})
    door.missing = {"database": "CatalogueError"}
    ready = await door.call("/readyz")
    assert (ready.code, json.loads(ready.body)) == (503, {"database": "CatalogueError"})


async def test_metrics_count_and_hold_no_word_of_a_reader(door: Door) -> None:
    await door.knock(secret="falsch")
    shown = (await door.call("/metrics")).body.decode()
    assert 'lotse_updates_refused_total{reason="wrong_secret"}' in shown
    assert "Wer zahlt" not in shown
    assert "telegram:" not in shown
    assert SECRET not in shown


def test_answers_and_failures_are_counted_by_status(tmp_path: Path) -> None:
    before = metrics.exposition().decode()
    Office(tmp_path).say(QUESTION)
    assert metrics.exposition().decode() != before
    assert 'lotse_answers_total{status="' in metrics.exposition().decode()
