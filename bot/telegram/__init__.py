"""The Telegram channel: the only place with python-telegram-bot."""

import os

# The library then gives waiting times as timedelta, which becomes its only form; otherwise each one warns.
os.environ.setdefault("PTB_TIMEDELTA", "1")
