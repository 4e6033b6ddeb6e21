"""Third step of ingestion, part: names of companies, told apart from the words around them."""

import re
from collections.abc import Iterable, Iterator

LEGAL_FORM = r"(?:gGmbH|GmbH(?: & Co\. KG)?|UG|eG|AG|GbR|KG|SE|Ltd)"
_COMPANY = re.compile(rf"(?<![\w-])((?:[A-ZÄÖÜ][\w&.-]* ){{1,4}}{LEGAL_FORM})(?!\w)")
_LEADING = re.compile(
    r"^(?:Die|Der|Das|Den|Dem|Von|Mit|Bei|Eine|Einer|Durch|Technik|Software|Kamera|Anwendung|Firma|Start-up|Anbieter|Unternehmen)\s"
)
_SEPARATOR = re.compile(r"\s+[–—|:·-]\s+|,\s|:\s")
_START_UP = re.compile(
    r"^(?:Das |Der )?(?:Start-?up|Firma|Unternehmen|Anbieter|Profil|Steckbrief|Firmenportrait|Firmenporträt)\s+",
    re.IGNORECASE,
)


def companies(texts: Iterable[str]) -> Iterator[str]:
    """Companies with their legal form, in reading order."""
    for text in texts:
        for match in _COMPANY.finditer(text):
            name = match[1]
            while _LEADING.match(name):
                name = name.split(" ", 1)[1]
            if " " in name:
                yield name


def own_name(title: str) -> str:
    """The start-up that a title names: "Start-up Beispiel GmbH – Apps für Dörfer" → "Beispiel GmbH"."""
    first = _SEPARATOR.split(title)[0].strip()
    return _START_UP.sub("", first) or title
