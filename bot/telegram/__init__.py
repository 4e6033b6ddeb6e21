"""The Telegram channel: the only place with python-telegram-bot."""
