"""From Telegram's updates to events; the chat's number becomes the channel-qualified key."""

from telegram import CallbackQuery, Message

from bot.conversation import events
from bot.telegram.rendering import keyboard_of


def chat_key(chat_id: int) -> str:
    """The key that stores know this chat by."""
    return f"telegram:{chat_id}"


def event_of(message: Message) -> events.Command | events.Text | events.Location | events.Other:
    """A message as an event."""
    chat = chat_key(message.chat_id)
    if message.text is not None:
        return events.typed(chat, message.text)
    if message.location is not None:
        return events.Location(chat, message.location.latitude, message.location.longitude)
    return events.Other(chat, _kind(message))


def _kind(message: Message) -> events.OtherKind:
    if message.voice or message.audio or message.video_note:
        return events.OtherKind.VOICE
    if message.photo:
        return events.OtherKind.PHOTO
    return events.OtherKind.FILE if message.document else events.OtherKind.OTHER


def tap_of(query: CallbackQuery, chat_id: int) -> events.Tap:
    """A pressed button as an event; of a message too old for Telegram only its number is left."""
    shown = query.message
    keyboard = keyboard_of(shown.reply_markup) if isinstance(shown, Message) else ()
    reference = str(shown.message_id) if shown else ""
    return events.Tap(chat_key(chat_id), query.data or "", events.Message(reference, keyboard))
