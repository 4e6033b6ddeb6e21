"""What can be wrong with a calendar file; the command line and the chat say the same sentence."""

from bot.texts import events as texts
from knowledge.errors import LotseError


class CalendarRefused(LotseError):
    """A calendar file can't be taken in; `problem` is a key of texts.REFUSED, `detail` fills its sentence."""

    def __init__(self, name: str, problem: str, detail: str = "") -> None:
        super().__init__(f"{name}: {problem} {detail}".strip())
        self.name, self.problem, self.detail = name, problem, detail

    @property
    def sentence(self) -> str:
        """What the user reads."""
        return texts.REFUSED[self.problem].format(name=self.name, detail=self.detail)
