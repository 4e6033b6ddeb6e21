"""What is wrong with an organiser's wish; the text is the German sentence that is shown."""

from knowledge.errors import LotseError


class BroadcastRefused(LotseError):
    """It can't be done as wished: nobody in the audience, a time in the past, a value that is missing."""


class NotUnderstood(BroadcastRefused):
    """The words for audience or time can't be read."""
