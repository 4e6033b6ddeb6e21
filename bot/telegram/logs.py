"""What the bot's log may hold: no addresses of requests, because Telegram's carry the token; no words of a reader."""

import datetime as dt
import json
import logging
from typing import Literal

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class Redacting(logging.Formatter):
    """Takes the token out of whatever is logged: the library names it when Telegram refuses it."""

    def __init__(self, secret: str) -> None:
        super().__init__(_FORMAT)
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        """The line, traceback included."""
        return self._line(record).replace(self._secret, "[token]")

    def _line(self, record: logging.LogRecord) -> str:
        return super().format(record)


class Json(Redacting):
    """One JSON object a line: time (UTC), level, logger, message and, of an error, the traceback."""

    def _line(self, record: logging.LogRecord) -> str:
        line = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def set_up_logs(secret: str, form: Literal["text", "json"] = "text") -> None:
    """Log to standard error from INFO on; the libraries for HTTP and migrations only from WARNING on."""
    handler = logging.StreamHandler()
    handler.setFormatter(Json(secret) if form == "json" else Redacting(secret))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in ("httpx", "httpcore", "alembic", "tornado"):
        logging.getLogger(name).setLevel(logging.WARNING)
