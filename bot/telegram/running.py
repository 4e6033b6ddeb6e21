"""From a built application to its end: reach Telegram, take updates in by polling or webhook, stop on a signal."""

import asyncio
import logging
import re
import signal
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from telegram import Update
from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import Application
from tornado.httpserver import HTTPServer

from bot.broadcasts.delivery import Courier
from bot.telegram.crossing import in_thread
from bot.telegram.failures import described, refuse
from bot.telegram.inbox import Handle, WrittenDown
from bot.telegram.sender import seconds_of
from bot.telegram.webserver import Check, Route, Updates, monitoring, open_server
from knowledge.errors import LotseError
from knowledge.settings import Settings

UPDATES = [Update.MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER]
"""All that we ask for: edited messages are no new questions."""
LONGEST_PAUSE_S = 30.0

App = Application[Any, Any, Any, Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Duties:
    """What to do with each update, what says whether we are ready, who empties the queue, what is done now and then.

    `check` and the work of `chores` block and run in threads; work may raise LotseError, which is logged.
    Each chore comes with the seconds between its turns.
    """

    handle: Handle
    check: Check
    courier: Courier
    chores: tuple[tuple[Callable[[], object], float], ...] = ()


_log = logging.getLogger(__name__)


async def run(app: App, inbox: WrittenDown, duties: Duties, settings: Settings) -> None:
    """Serve until SIGINT or SIGTERM; what is being worked on is finished. Raises InvalidToken."""
    stopped = _stop_signal()
    serving = asyncio.ensure_future(_serve(app, inbox, duties, settings))
    waiting = asyncio.ensure_future(stopped.wait())
    await asyncio.wait({serving, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    serving.cancel()
    with suppress(asyncio.CancelledError):
        await serving


async def _serve(app: App, inbox: WrittenDown, duties: Duties, settings: Settings) -> None:
    async with AsyncExitStack() as ending:
        inbox.delays.attach(partial(refuse, app.bot), None if settings.telegram.webhook.url else partial(_waiting, app))
        _open_servers(app, inbox, settings, duties.check, ending)
        await _keep_trying(app.initialize)
        ending.push_async_callback(app.shutdown)
        if app.post_init:
            await app.post_init(app)
        await app.start()
        ending.push_async_callback(app.stop)
        inbox.start(duties.handle)
        ending.push_async_callback(inbox.finish)
        duties.courier.start()
        ending.push_async_callback(duties.courier.finish)
        for work, seconds in duties.chores:
            ending.callback(asyncio.create_task(_every(seconds, work)).cancel)
        await _ask_for_updates(app, settings, ending)
        await asyncio.Event().wait()


async def _ask_for_updates(app: App, settings: Settings, ending: AsyncExitStack) -> None:
    webhook = settings.telegram.webhook
    if webhook.url and webhook.secret:
        secret = webhook.secret.get_secret_value()
        await _keep_trying(lambda: app.bot.set_webhook(webhook.url, allowed_updates=UPDATES, secret_token=secret))
        return
    assert app.updater is not None
    await app.updater.start_polling(
        allowed_updates=UPDATES, bootstrap_retries=-1, error_callback=partial(_polling_failed, app)
    )
    ending.push_async_callback(app.updater.stop)


async def _waiting(app: App, first: int) -> Sequence[Update]:
    """What Telegram keeps from this update on; asking for it confirms only what came before."""
    found: Sequence[Update] = ()
    with suppress(TelegramError):
        found = await app.bot.get_updates(first, timeout=0, allowed_updates=UPDATES)
    return found


def _polling_failed(app: App, error: TelegramError) -> None:
    app.create_task(app.process_error(None, error))


async def _every(seconds: float, work: Callable[[], object]) -> None:
    """A defect in one turn must not end a chore: nobody would miss it until people ask for their reminders."""
    while True:
        try:
            await in_thread(work)
        except (LotseError, TimeoutError) as exc:
            _log.warning("a chore failed: %s: %s", type(exc).__name__, exc)
        except Exception as exc:  # noqa: BLE001 - as said above
            _log.error("a chore failed: %s", described(exc))
        await asyncio.sleep(seconds)


def _open_servers(app: App, inbox: WrittenDown, settings: Settings, check: Check, ending: AsyncExitStack) -> None:
    """The webhook's port and, where one is set, another one for monitoring."""
    webhook, operations = settings.telegram.webhook, settings.operations
    routes: list[Route] = [] if operations.port else monitoring(check)
    if webhook.url and webhook.secret:
        told = {"bot": app.bot, "secret": webhook.secret.get_secret_value(), "take": inbox.take}
        path = re.escape(urlsplit(webhook.url).path or "/")
        ending.push_async_callback(_close, open_server([(path, Updates, told), *routes], webhook.listen, webhook.port))
    if operations.port:
        server = open_server(monitoring(check), operations.listen, operations.port)
        ending.push_async_callback(_close, server)


async def _close(server: HTTPServer) -> None:
    server.stop()
    await server.close_all_connections()


async def _keep_trying(action: Callable[[], Awaitable[object]]) -> None:
    """Until Telegram can be reached. Raises InvalidToken."""
    pause = 1.0
    while True:
        try:
            await action()
        except InvalidToken:
            raise
        except RetryAfter as exc:
            pause = seconds_of(exc)
        except NetworkError as exc:
            _log.warning("Telegram can't be reached: %s", exc)
            pause = min(LONGEST_PAUSE_S, 1.5 * pause)
        else:
            return
        await asyncio.sleep(pause)


def _stop_signal() -> asyncio.Event:
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Windows has no handlers in a loop; there Ctrl+C ends the loop itself.
        with suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    return stopped
