"""Text to sentences, as readers and the quoting writer need them: German abbreviations and dates do not end one."""

import re

_ABBREVIATION = re.compile(
    r"(?:\b(?:z|u|d|i|o|v|s|a|n|e|c|h|m|bzw|ca|evtl|ggf|inkl|max|min|Nr|Abs|Art|Dr|Prof|Dipl|Ing|Hr|Fr|St|Str|Tel|Mio|"
    r"Mrd|Co|Buchst|Pkt|Tsd|einschl|zzgl|bspw|"
    r"vgl|usw|etc|ff|Jh|bes|sog|rd|gem|lfd|Az|Bgm|Ew|Hrsg|Ziff|Kap|Bd|Aufl|geb|verh|Jan|Feb|Febr|Apr|Jun|Jul|Aug|Sep|"
    r"Sept|Okt|Nov|Dez|H|B|R|T|J|M|S|E|A|C|D|F|G|I|K|L|N|O|P|Q|U|V|W|X|Y|Z)|\b\d{1,2}|\b[IVX]{1,4})\.$"
)
_END = re.compile(r"[.!?…](?:[\"“”«»)\]]*)(?=\s+[\"„“»(\[]?[A-ZÄÖÜ0-9§])")
_COUNT_AT_END = re.compile(r"\b(?!(?:de[rmns]|die|das|beim|vom|zu[mr])\b)\w{3,} \d{1,2}\.$", re.IGNORECASE)
"""A number after a word that is no article counts something ("stieg auf 12."); after an article it is an ordinal."""
_ORDINAL_NEXT = re.compile(
    r"\s+(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhundert|"
    r"Tag|Mal|Platz|Rang|Auflage|Sitzung|Stelle|Monats|Quartal|Halbjahr)\b"
)


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph, in order, without surrounding blanks; line breaks end one only after its mark."""
    found: list[str] = []
    start = 0
    for match in _END.finditer(text):
        head = text[start : match.end()]
        stop = match.end()
        if match[0].startswith(".") and _continues(head.rstrip('"“”«»)]'), text[stop:]):
            continue
        found.append(head.strip())
        start = stop
    rest = text[start:].strip()
    return [sentence for sentence in [*found, rest] if sentence]


def _continues(head: str, rest: str) -> bool:
    """Whether the full stop at the end of `head` belongs to an abbreviation, an ordinal or a date."""
    if not _ABBREVIATION.search(head):
        return False
    if re.search(r"\b\d{1,2}\.$", head):
        return bool(_ORDINAL_NEXT.match(rest) or re.match(r"\s+[a-zäöü]", rest)) or not _COUNT_AT_END.search(head)
    return True
