"""From an invitation's code to the address that opens the bot with it."""


def deep_link(bot_name: str, code: str) -> str:
    """What an invited person taps; `bot_name` without the "@"."""
    return f"https://t.me/{bot_name}?start={code}"
