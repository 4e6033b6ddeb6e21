"""Building blocks for the rules of this package: alternatives become patterns, dates are put aside in sentences."""

import re

from knowledge.german.dates import DateMention, dates

WEEKDAY = r"(?:(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Sonnabend)"


def any_of(*alternatives: str) -> str:
    """A group that matches any of the alternatives, which are patterns themselves."""
    return f"(?:{'|'.join(alternatives)})"


def pattern(*alternatives: str) -> re.Pattern[str]:
    """Compiled alternatives, blind to case."""
    return re.compile(any_of(*alternatives), re.IGNORECASE)


def dated_parts(sentence: str) -> list[tuple[DateMention, str, str]]:
    """The dates of a sentence with what stands before and after each; full stops of dates do not end a clause there."""
    plain = undotted(sentence)
    return [(mention, plain[: mention.start], plain[mention.end :]) for mention in dates(sentence)]


def undotted(text: str) -> str:
    """A text of the same length whose dates have no full stops, so that only ends of sentences do."""
    for mention in dates(text):
        text = text[: mention.start] + mention.wording.replace(".", "·") + text[mention.end :]
    return text
