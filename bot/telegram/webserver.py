"""Where Telegram's calls come in, and where an administrator's monitoring looks: a small web server of the bot."""

import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from telegram import Bot, Update
from tornado.httpserver import HTTPServer
from tornado.web import Application, HTTPError, RequestHandler

from bot import metrics
from bot.telegram.crossing import in_thread
from bot.telegram.inbox import PASSING

LONGEST_BODY = 1_000_000
"""Telegram's updates have a few kilobytes; what is larger is not read to its end."""
BODY_S = 20.0
_SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
_log = logging.getLogger(__name__)

TakeUpdate = Callable[[Update], Awaitable[None]]
Check = Callable[[], dict[str, str]]
"""What is not ready, by name, with the reason; blocking."""


class _Quiet(RequestHandler):
    """Says no more than needed, and leaves the log to us."""

    def set_default_headers(self) -> None:
        """No word about the server's software."""
        self.set_header("Server", "lotse")

    def write_error(self, status_code: int, **_: object) -> None:
        """A bare status."""
        self.finish(HTTPStatus(status_code).phrase)


class Updates(_Quiet):
    """Takes an update in if the call proves that it is Telegram's."""

    def initialize(self, bot: Bot, secret: str, take: TakeUpdate) -> None:
        """Tornado's way to hand things over."""
        self._bot, self._secret, self._take = bot, secret, take

    async def prepare(self) -> None:
        """Nothing is read from strangers. Raises HTTPError."""
        given = self.request.headers.get(_SECRET, "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            metrics.refused("wrong_secret")
            raise HTTPError(HTTPStatus.FORBIDDEN)

    async def post(self) -> None:
        """200 once the update is written down; 503 makes Telegram try again later. Raises HTTPError."""
        update = update_of(self.request.body, self._bot)
        if update is None:
            # Repeating it would not make it readable.
            metrics.refused("unreadable")
            _log.warning("an update that can't be read, of %d bytes", len(self.request.body))
            return
        try:
            await self._take(update)
        except PASSING as exc:
            _log.warning("an update is refused for now: %s: %s", type(exc).__name__, exc)
            raise HTTPError(HTTPStatus.SERVICE_UNAVAILABLE) from exc


def update_of(body: bytes, bot: Bot) -> Update | None:
    """The update in the body of a call, None where it is none."""
    try:
        found = Update.de_json(json.loads(body), bot)
    # The library's constructors fail in many ways on what is no update.
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError, OSError):
        return None
    return found if isinstance(found.update_id, int) else None


class Health(_Quiet):
    """The process is alive."""

    async def get(self) -> None:
        """Always "ok"."""
        self.finish("ok\n")


class Ready(_Quiet):
    """Whether questions can be answered now."""

    def initialize(self, check: Check) -> None:
        """Tornado's way to hand things over."""
        self._check = check

    async def get(self) -> None:
        """200 and {}, or 503 and what is missing."""
        missing = await in_thread(self._check)
        self.set_status(HTTPStatus.SERVICE_UNAVAILABLE if missing else HTTPStatus.OK)
        self.finish(missing)


class Metrics(_Quiet):
    """For Prometheus."""

    async def get(self) -> None:
        """All metrics."""
        self.set_header("Content-Type", metrics.CONTENT_TYPE)
        self.finish(metrics.exposition())


Route = tuple[str, type[RequestHandler], dict[str, Any]]


def monitoring(check: Check) -> list[Route]:
    """/healthz, /readyz and /metrics."""
    return [("/healthz", Health, {}), ("/readyz", Ready, {"check": check}), ("/metrics", Metrics, {})]


def open_server(routes: list[Route], listen: str, port: int) -> HTTPServer:
    """Serve from now on in the running loop; stop it with `stop()`. Raises OSError where the port is taken."""
    server = HTTPServer(
        Application(routes, log_function=lambda _: None),
        max_body_size=LONGEST_BODY,
        body_timeout=BODY_S,
        xheaders=False,
    )
    server.listen(port, listen)
    return server
