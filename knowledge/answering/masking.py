"""Before anything goes to a chat model: addresses become tokens; after it: tokens become addresses again."""

import re
from dataclasses import dataclass, field

_ADDRESS = re.compile(
    r"""
    (?: https?://\S+ | www\.\S+ )                                   # web
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                                  # mail
    | (?<!\d)(?:\+49|0)[ ]?(?:\(0\))?[ ]?\d{2,5}[ /)-]{1,3}\d[\d -]{2,12}\d   # telephone
    | \b[A-ZÄÖÜ][\wäöüß.-]*(?i:straße|strasse|str\.|weg|platz|allee|ring|gasse)[ ]\d{1,4}[ ]?[a-z]?\b   # street
    """,
    re.VERBOSE,
)
_TOKEN = re.compile(r"\[A(\d+)\]")


@dataclass(slots=True)
class Mask:
    """One question's addresses; the same address always has the same token."""

    known: list[str] = field(default_factory=list)

    def hide(self, text: str) -> str:
        """The text with "[A1]" in place of each mail, web, telephone or street address."""
        return _ADDRESS.sub(self._token, text)

    def show(self, text: str) -> str:
        """The text with the addresses back in; a token that was never given stays."""
        return _TOKEN.sub(lambda found: self._address(int(found[1]), found[0]), text)

    def _token(self, found: re.Match[str]) -> str:
        address = found[0].rstrip(".,;)")
        if address not in self.known:
            self.known.append(address)
        return f"[A{self.known.index(address) + 1}]{found[0][len(address) :]}"

    def _address(self, number: int, token: str) -> str:
        return self.known[number - 1] if 0 < number <= len(self.known) else token
