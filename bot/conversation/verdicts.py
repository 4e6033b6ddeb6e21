"""From a thumb to the store: a reader's verdict on an answer, which can be changed."""

from bot.conversation import buttons
from bot.conversation.actions import Action, EditKeyboard, Notice
from bot.conversation.desk import Desk
from bot.conversation.events import Tap
from bot.texts import conversation as texts
from knowledge.ports import Feedback


def judge(desk: Desk, tap: Tap, rest: str) -> list[Action]:
    """Keep the verdict and mark its thumb. Raises CatalogueError."""
    found = buttons.read_verdict(rest)
    if found is None:
        return [Notice(texts.STALE_BUTTON)]
    answer_id, verdict = found
    desk.knowledge.conversations.put_feedback(tap.chat, Feedback(answer_id, verdict), desk.clock())
    marked = buttons.with_thumbs(tap.message.keyboard, answer_id, verdict)
    said = Notice(texts.NOTED_HELPFUL if verdict > 0 else texts.NOTED_NOT_HELPFUL)
    return [said] if marked == tap.message.keyboard else [said, EditKeyboard(tap.message, marked)]
