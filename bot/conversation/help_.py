"""Which commands there are: by group with examples to try, or each with its meaning."""

from collections.abc import Iterator, Mapping

from bot.conversation import buttons
from bot.conversation.actions import Action, say
from bot.texts import conversation as texts


def show(commands: Mapping[str, str], *, in_full: bool) -> list[Action]:
    """These commands with their meaning, or short enough for a phone with example questions as buttons."""
    if in_full:
        return [say("\n".join(f"/{name} – {meaning}" for name, meaning in commands.items()))]
    return [say(texts.HELP.format(commands="\n".join(grouped(commands))), buttons.options(texts.EXAMPLES))]


def grouped(commands: Mapping[str, str]) -> Iterator[str]:
    """A line a group of commands that belong together; what is in no group comes last."""
    left = dict(commands)
    for group, names in texts.GROUPS.items():
        mine = [f"/{name}" for name in names if left.pop(name, None) is not None]
        if mine:
            yield f"{group}: {' '.join(mine)}"
    if left:
        yield f"{texts.OTHER_COMMANDS}: {' '.join(f'/{name}' for name in left)}"
