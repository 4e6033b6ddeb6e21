"""The terminal channel: the same conversation, its buttons as numbers, for people and for pipes."""

import re
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as StyledText

from bot.conversation.actions import Action, Edit, EditKeyboard, Notice, RichText, Send, SendFile, SendPicture, Style
from bot.conversation.core import Conversation
from bot.conversation.events import Button, Command, Event, Keyboard, Message, Tap, Text, Upload, typed
from bot.texts import library as library_texts
from bot.texts import terminal as texts
from knowledge.settings import Settings

CHAT = "terminal"
_PATH = re.compile(r"(?:[~.]{0,2}/|[A-Za-z]:\\)[^\n]*")
"""What looks like the path of a file, not like a text."""
_CHOICE = re.compile(r"#?(\d{1,3})")
_LOOKS = {Style.PLAIN: "", Style.BOLD: "bold", Style.ITALIC: "italic", Style.QUOTE: "cyan", Style.FOLD: ""}


class Terminal:
    """One conversation at one terminal; the choices are the buttons of the newest answer."""

    def __init__(self, conversation: Conversation, console: Console) -> None:
        self._conversation = conversation
        self._console = console
        self._choices: list[tuple[Button, Message]] = []

    def enter(self, line: str) -> bool:
        """Work on one line; False when it ends the conversation."""
        if not line.strip():
            return True
        event = self._event(line)
        if isinstance(event, Command) and event.name == texts.END:
            return False
        if event is not None:
            self.show(self._conversation.handle(event))
        return True

    def _event(self, line: str) -> Event | None:
        number = _CHOICE.fullmatch(line.strip())
        if number is None or not self._choices or (number[1] == line.strip() and self._awaits_text()):
            return self._file_of(typed(CHAT, line))
        if not 1 <= int(number[1]) <= len(self._choices):
            self._console.print(texts.NO_CHOICE.format(number=int(number[1]), most=len(self._choices)), markup=False)
            return None
        button, message = self._choices[int(number[1]) - 1]
        return Tap(CHAT, button.data, message)

    def _file_of(self, event: Command | Text) -> Event | None:
        """A command that names a file of this machine is like sending that file; None where it names none."""
        if isinstance(event, Command) and event.name == texts.TAKE_IN and event.argument:
            path = Path(event.argument.strip("'\"")).expanduser()
            if path.is_file():
                self._console.print(library_texts.READING.format(name=path.name), style="dim", markup=False)
                return Upload(CHAT, path.name, path)
            if _PATH.fullmatch(event.argument.strip()):
                self._console.print(texts.NO_FILE.format(path=event.argument), markup=False)
                return None
        return event

    def _awaits_text(self) -> bool:
        """Whether a bare number is what was asked for, and no choice."""
        return self._conversation.awaits_text(CHAT)

    def show(self, actions: list[Action]) -> None:
        """Print what the conversation wants a channel to do."""
        for action in actions:
            match action:
                case Send() | Edit():
                    self._show_text(action.text)
                    self._offer(action.keyboard)
                case EditKeyboard():
                    self._offer(action.keyboard)
                case SendFile():
                    said = texts.FILE.format(name=action.name, path=_on_disk(action))
                    self._console.print(said, markup=False, highlight=False, soft_wrap=True)
                case SendPicture():
                    path = _on_disk(SendFile(action.png, texts.PICTURE_NAME))
                    said = texts.FILE.format(name=action.caption, path=path)
                    self._console.print(said, markup=False, highlight=False, soft_wrap=True)
                case Notice():
                    self._console.print(action.text, markup=False, style="dim")
        self._console.print()

    def _show_text(self, text: RichText) -> None:
        """Quotations stand indented on lines of their own."""
        self._console.print()
        line = StyledText()
        for span in text:
            if span.style is Style.QUOTE:
                self._print(line)
                self._console.print(Padding(StyledText(span.text, _LOOKS[span.style]), (0, 0, 0, 4)))
                line = StyledText()
            else:
                line.append(span.text, _LOOKS[span.style])
        self._print(line)

    def _print(self, line: StyledText) -> None:
        if line.plain.strip():
            self._console.print(StyledText.assemble(line), highlight=False)

    def _offer(self, keyboard: Keyboard) -> None:
        """Number the buttons; an answer without any keeps the earlier ones, so that a second source can be seen."""
        if not keyboard:
            return
        self._choices = [(button, Message(CHAT, keyboard)) for row in keyboard for button in row]
        mark = "#" if self._awaits_text() else ""
        numbered = iter(range(1, len(self._choices) + 1))
        for row in keyboard:
            labels = [texts.CHOICE.format(number=f"[{mark}{next(numbered)}]", label=button.label) for button in row]
            self._console.print("  ".join(labels), markup=False, highlight=False, style="green")


def _on_disk(file: SendFile) -> Path:
    """Where a person at this machine finds the file; one made for this message goes to a folder of its own."""
    if isinstance(file.content, Path):
        return file.content
    path = Path(tempfile.mkdtemp(prefix="lotse-")) / file.name
    path.write_bytes(file.content)
    return path


def run_terminal(conversation: Conversation, due: Callable[[], Iterable[Send]] = tuple) -> None:
    """Talk until /ende, Ctrl-D or the end of the pipe; lines from a pipe are shown, so that the whole can be read.

    `due` gives the messages from others that have come, shown before each prompt.
    """
    console = Console()
    terminal = Terminal(conversation, console)
    person = sys.stdin.isatty()
    if person:
        with suppress(ImportError):
            import readline  # noqa: F401 - gives input() its arrow keys
        terminal.enter("/start")
        console.print(texts.WELCOME_HINT, style="dim", highlight=False)
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            for message in due():
                terminal.show([message])
            if not terminal.enter(_read(console, person=person)):
                break
    console.print(texts.GOODBYE)


def _read(console: Console, *, person: bool) -> str:
    line = input(texts.PROMPT if person else "")
    if not person:
        console.print(texts.PROMPT + line, markup=False, highlight=False, style="bold")
    return line


def run_terminal_chat(settings: Settings) -> None:
    """Wire everything and talk. Raises CatalogueError."""
    from bot.broadcasts.local import Local
    from bot.build import open_desk

    desk = open_desk(settings)
    try:
        run_terminal(Conversation(desk), Local(desk).due)
    finally:
        desk.knowledge.close()
