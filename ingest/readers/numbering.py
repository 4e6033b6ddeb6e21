"""How German rules number their parts: shared by the readers (headings) and by chunking (clauses)."""

import re

MONTHS = (
    "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
    "|Jan|Feb|Mär|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez"
)
_NOT_A_DATE = rf"(?!(?:{MONTHS})\b)"
_LEVELS = r"\d{1,2}(?:\.[1-9]\d?){1,3}(?!\s*Uhr)"

_CLAUSE = re.compile(
    rf"""(?:
      \(\s*(?:\d{{1,2}}[a-z]?|[A-Za-z]|[ivx]{{1,4}}|[A-Za-z]{{2,8}}[a-z])\s*\)          # (2) (a) (7b) (Anhanga)
    | {_LEVELS}\.?(?=\s+[A-ZÄÖÜ„"(])                             # 2.1 Text
    | §{{1,2}}\s*\d+[a-z]?(?:\s*(?:\(\d+\)|Abs(?:atz|\.)\s*\d+))? # § 4 (1)
    | (?:[IVX]{{1,5}})\.(?=\s)                                   # III.
    | [a-z]{{1,2}}\)(?=\s)                                       # a)
    | \d{{1,2}}[.)](?=\s+{_NOT_A_DATE}[A-ZÄÖÜ„"(])               # 3. Text, never 3. Mai
    | \d{{1,2}}\)(?=\s)                                          # 3) text
    | [A-Z]\d{{1,2}}(?=\s)                                       # A1 text
    | [A-Z]\.(?=\s+[A-ZÄÖÜ][a-zäöüß]{{2,}})                      # B. Beträge
    )""",
    re.VERBOSE,
)
_ITEM = re.compile(
    rf"(?:\(?[a-z]{{1,2}}\)|\([ivx]{{1,4}}\)|\d{{1,2}}\)|\d{{1,2}}\.(?=\s+{_NOT_A_DATE})|[A-Z]\d{{1,2}}\b)\s"
)
_LONE_MARKER = re.compile(
    r"(?:\(?\d{1,2}[a-z]?[.)]|\(?[a-z]{1,2}\)|\(?[ivxIVX]{1,5}[.)]|\d{1,2}(?:\.[1-9])+\.?|[A-Z]\.|\(\d{1,2}[a-z]?\))"
)
_WORD = r"(?:Artikel|Art\.|Kapitel|Abschnitt|Teil|Schritt|Block|Baustein|Stufe|Modul|Phase|Ziffer|Nr\.)"
_HEADING = re.compile(
    rf"""(?:
      §{{1,2}}\s*\d+[a-z]?\b
    | {_WORD}\s+(?:\d{{1,2}}|[IVX]{{1,5}}|[A-Z])\b
    | (?:Anlage|Anhang|Beiblatt|Beilage|Appendix)(?:\s+(?:\d{{1,2}}|[IVX]{{1,5}}|[A-Z]))?(?=\s*(?:[:–—-]|\s|$))
    | {_LEVELS}\.?(?=\s)
    | \d{{1,2}}[.)]?(?=\s+[|–—-]?\s*{_NOT_A_DATE}[A-ZÄÖÜ„])
    | [IVX]{{1,5}}\.?(?=\s+[A-ZÄÖÜ„])
    | [A-Z][.)]?(?=\s+[A-ZÄÖÜ„])
    )""",
    re.VERBOSE,
)
_DEPTH = re.compile(r"\d{1,2}(?:\.\d{1,2})*")


def starts_clause(line: str) -> bool:
    """Whether a line begins a numbered part: "2.1 …", "(2) …", "§ 4 (1)", "III. …", "a) …", "A1 …"."""
    return bool(_CLAUSE.match(line))


def starts_item(line: str) -> bool:
    """Whether a line begins an item of an enumeration: "a) …", "2. …", "(iv) …", "A1 …"."""
    return bool(_ITEM.match(line))


def is_lone_marker(line: str) -> bool:
    """Whether a line is nothing but the number of what stands beside it."""
    return bool(_LONE_MARKER.fullmatch(line.strip()))


def starts_numbered_heading(line: str) -> bool:
    """Whether a line begins as numbered headings do: "5 Höhe", "§ 4 Wie viel", "Artikel 3", "Anlage: …"."""
    return bool(_HEADING.match(line))


def depth(line: str) -> int:
    """How deep a decimal number at the line's start goes: "5" is 1, "5.4" is 2, no number is 0."""
    found = _DEPTH.match(line)
    return found.group().count(".") + 1 if found else 0
