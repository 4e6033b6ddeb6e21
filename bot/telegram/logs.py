"""What the bot's log may hold: no addresses of requests, because Telegram's carry the token."""

import logging

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class Redacting(logging.Formatter):
    """Takes the token out of whatever is logged: the library names it when Telegram refuses it."""

    def __init__(self, secret: str) -> None:
        super().__init__(_FORMAT)
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        """The line, traceback included."""
        return super().format(record).replace(self._secret, "[token]")


def set_up_logs(secret: str) -> None:
    """Log to standard error from INFO on; the libraries for HTTP and migrations only from WARNING on."""
    handler = logging.StreamHandler()
    handler.setFormatter(Redacting(secret))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in ("httpx", "httpcore", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)
