"""Settings → a running Telegram bot: the table of handlers, and what happens on each update."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial

from telegram import Update
from telegram.constants import ChatMemberStatus
from telegram.error import Conflict, InvalidToken
from telegram.ext import (
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.broadcasts import rounds
from bot.broadcasts.chat import office_of
from bot.broadcasts.delivery import Courier
from bot.broadcasts.pacing import Pace
from bot.broadcasts.schedule import closed_at
from bot.build import open_desk
from bot.conversation.actions import say
from bot.conversation.core import Conversation
from bot.conversation.desk import Desk
from bot.conversation.events import Command, Event, Other, Text
from bot.operations.housekeeping import Housekeeping
from bot.reminders.step import EVERY_S, Reminding
from bot.storage.couriers import Couriers
from bot.storage.inbox import Received
from bot.storage.notes import TELEGRAM_NAME, TELEGRAM_RIVAL, Notes
from bot.telegram import mailing
from bot.telegram.crossing import in_thread, widen_threads
from bot.telegram.drafts import Drafts
from bot.telegram.failures import give_up, refuse, report
from bot.telegram.files import fetched, patience
from bot.telegram.hearing import heard
from bot.telegram.inbox import REFUSED, WrittenDown
from bot.telegram.incoming import chat_key, event_of, tap_of
from bot.telegram.lanes import AnswersFirst
from bot.telegram.logs import set_up_logs
from bot.telegram.menus import Menus
from bot.telegram.presence import typing
from bot.telegram.profile import introduce
from bot.telegram.running import App, Duties, run
from bot.telegram.sender import answer_tap, deliver
from bot.texts import telegram as texts
from knowledge.build import Knowledge, build
from knowledge.clock import now
from knowledge.errors import CatalogueError, LotseError, SettingsError
from knowledge.german.concepts import shipped_concepts
from knowledge.settings import Settings

TAP_PATIENCE_S = 3.0
"""A button spins until it is answered; after this time it is, whether the work is done or not."""
TYPING_AFTER_TAP_S = 0.5
TOKEN = "TELEGRAM__TOKEN"  # noqa: S105 - the setting's name

LOOK_ROUND_S = 600.0
"""How often it is asked whether housekeeping is due."""
MOST_ATTEMPTS = 3
"""An update whose work ended three times with the whole process is left alone from then on."""
Context = ContextTypes.DEFAULT_TYPE

_log = logging.getLogger(__name__)


class Handlers:
    """What happens on each kind of update: make an event, let the conversation answer, deliver."""

    def __init__(self, conversation: Conversation, menus: Menus, couriers: Couriers, notes: Notes) -> None:
        self._conversation = conversation
        self._menus = menus
        self._couriers = couriers
        self._notes = notes

    def register(self, app: App) -> None:
        """The first that fits takes the update."""
        said = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE & ~filters.StatusUpdate.ALL
        app.add_handler(MessageHandler(said, self.on_message))
        app.add_handler(CallbackQueryHandler(self.on_tap))
        app.add_handler(CommandHandler("start", self.on_start_in_group, filters.ChatType.GROUPS))
        app.add_handler(ChatMemberHandler(self.on_membership, ChatMemberHandler.MY_CHAT_MEMBER))
        app.add_error_handler(self.on_error)

    async def on_message(self, update: Update, context: Context) -> None:
        """A question, a command, or something that is no text."""
        message = update.effective_message
        assert message is not None
        event: Event = event_of(message)
        if isinstance(event, Text | Other):
            takes = self._conversation.takes_files
            async with typing(context.bot, message.chat_id), fetched(message, event, takes) as given:
                event = await heard(message, given, self._conversation.hears)
                actions = await in_thread(lambda: self._conversation.handle(event), patience(event))
        else:
            if isinstance(event, Command) and event.name == "start":
                await in_thread(lambda: self._couriers.blocked(event.chat, None))
            actions = await in_thread(lambda: self._conversation.handle(event))
        await deliver(context.bot, message.chat_id, actions)
        await self._menus.follow(context.bot, message.chat_id)

    async def on_tap(self, update: Update, context: Context) -> None:
        """A button: its spinner is stopped in time even if its work takes long."""
        query, chat = update.callback_query, update.effective_chat
        assert query is not None
        if chat is None:
            await answer_tap(query)
            return
        tap = tap_of(query, chat.id)
        async with typing(context.bot, chat.id, TYPING_AFTER_TAP_S):
            work = asyncio.create_task(in_thread(lambda: self._conversation.handle(tap)))
            await asyncio.wait({work}, timeout=TAP_PATIENCE_S)
            answered = not work.done() or work.exception() is not None
            if answered:
                await answer_tap(query)
            actions = await work
        if not answered:
            await answer_tap(query, actions)
        await deliver(context.bot, chat.id, actions)
        await self._menus.follow(context.bot, chat.id)

    async def on_start_in_group(self, update: Update, context: Context) -> None:
        """In groups only the way to the personal chat."""
        assert update.effective_chat is not None
        sentence = texts.IN_GROUPS.format(username=context.bot.username)
        await deliver(context.bot, update.effective_chat.id, [say(sentence)])

    async def on_membership(self, update: Update, _: Context) -> None:
        """Somebody blocked us, or let us in again."""
        changed = update.my_chat_member
        assert changed is not None
        gone = changed.new_chat_member.status in (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)
        chat, since = chat_key(changed.chat.id), changed.date if gone else None
        await in_thread(lambda: self._couriers.blocked(chat, since))

    async def on_error(self, update: object, context: Context) -> None:
        """Whatever a handler or the fetching of updates raises."""
        await report(context.bot, update, context.error)
        if isinstance(context.error, Conflict):
            with suppress(CatalogueError, TimeoutError):
                await in_thread(lambda: self._notes.put(TELEGRAM_RIVAL, now().isoformat()))


def build_application(settings: Settings, desk: Desk, inbox: WrittenDown, pace: Pace) -> App:
    """The bot, not started. Raises SettingsError without a token."""
    telegram, drafts = settings.telegram, Drafts()
    desk = replace(desk, drafts=drafts)
    app: App = (
        ApplicationBuilder()
        .token(_token(settings))
        .base_url(telegram.base_url)
        .base_file_url(telegram.base_file_url)
        .update_queue(inbox)
        .rate_limiter(AnswersFirst(pace))
        .connect_timeout(10).read_timeout(20).write_timeout(20).pool_timeout(10).media_write_timeout(60)
        .post_init(partial(_ready, desk, drafts))
        .build()
    )  # fmt: skip
    Handlers(Conversation(desk), Menus(desk.access.rights), desk.stores.couriers, desk.stores.notes).register(app)
    return app


async def _ready(desk: Desk, drafts: Drafts, app: App) -> None:
    widen_threads()
    drafts.attach(app.bot)
    await in_thread(lambda: desk.stores.notes.put(TELEGRAM_NAME, app.bot.username))
    await introduce(app.bot)
    _log.info("ready as @%s", app.bot.username)


async def handle(app: App, received: Received) -> None:
    """One update that was written down; an error reaches its reader and the log, and nobody else."""
    if REFUSED in received.payload:
        await refuse(app.bot, received.chat, received.payload[REFUSED])
        return
    update = Update.de_json(received.payload, app.bot)
    if received.attempts > MOST_ATTEMPTS:
        await give_up(app.bot, update)
    else:
        await app.process_update(update)


def serve(app: App, inbox: WrittenDown, desk: Desk, settings: Settings, pace: Pace) -> None:
    """Run until a signal ends it; while Telegram can't be reached at the start, keep trying.

    Raises SettingsError when Telegram does not know the token.
    """
    try:
        asyncio.run(run(app, inbox, _duties(app, desk, pace), settings))
    except InvalidToken:
        # From None: the library's own text holds the token.
        raise SettingsError(TOKEN, texts.TOKEN_REFUSED, texts.TOKEN_ALLOWED) from None


def _duties(app: App, desk: Desk, pace: Pace) -> Duties:
    housekeeping = Housekeeping(desk.stores.retention, desk.stores.notes)
    quiet = closed_at if desk.rules.quiet else _never
    courier = Courier(
        desk.stores.couriers, mailing.channel(app.bot), pace, partial(rounds.step, office_of(desk)), quiet
    )
    chores = ((housekeeping.step, LOOK_ROUND_S), (Reminding(desk), EVERY_S))
    return Duties(partial(handle, app), partial(_missing, desk), courier, chores)


def _never(_: object) -> bool:
    return False


def _missing(desk: Desk) -> dict[str, str]:
    """What keeps us from answering."""
    try:
        desk.knowledge.catalogue.generation()
    except LotseError as exc:
        return {"database": type(exc).__name__}
    return {}


def run_bot(settings: Settings, open_knowledge: Callable[..., Knowledge] = build) -> None:
    """Wire everything and run until stopped. Raises SettingsError, CatalogueError."""
    token = _token(settings)
    set_up_logs(token, settings.operations.log)
    desk = open_desk(settings, open_knowledge)
    try:
        # Built now: the first questions, sixteen at once, would each wait for it or build it again.
        desk.knowledge.base()
        shipped_concepts()
        inbox = WrittenDown(desk.stores.inbox, f"telegram:{token.partition(':')[0]}")
        pace = Pace(settings.broadcasts.rate)
        serve(build_application(settings, desk, inbox, pace), inbox, desk, settings, pace)
    finally:
        desk.knowledge.close()


def _token(settings: Settings) -> str:
    if settings.telegram.token is None:
        raise SettingsError(TOKEN, texts.TOKEN_MISSING, texts.TOKEN_ALLOWED)
    return settings.telegram.token.get_secret_value()
