"""The German phrases that an audience is read from, as patterns; bot.broadcasts.wording says what they mean."""

import re

from bot.broadcasts.people import NO_ANSWER
from bot.people.model import Role

COUNT = r"(\d{1,3}(?:[. \u00a0]\d{3})+|\d+|[a-zäöü]+)(?:\s*(tausend|tsd\.?|k)\b)?"
HEADS = r"(?:\s*(?:ew\b\.?|einwohner\w*|menschen))?"
SIZES = (
    (re.compile(rf"\bzwischen\s+{COUNT}\s+(?:und|bis)\s+{COUNT}{HEADS}", re.IGNORECASE), "between"),
    (re.compile(rf"(?:\b(?:unter|weniger als|kleiner als)|<)\s*{COUNT}{HEADS}", re.IGNORECASE), "below"),
    (re.compile(rf"\b(?:bis(?: zu)?|höchstens|maximal|max\.)\s+{COUNT}{HEADS}", re.IGNORECASE), "up to"),
    (re.compile(rf"(?:\b(?:über|ueber|mehr als|größer als)|>)\s*{COUNT}{HEADS}", re.IGNORECASE), "above"),
    (re.compile(rf"\b(?:ab|mindestens|wenigstens)\s+{COUNT}{HEADS}", re.IGNORECASE), "from"),
)
SMALLEST = 500
"""A smaller number is no number of inhabitants."""
ROLES = (
    (re.compile(r"\b(?:ober)?bürgermeister\w*(?:\s+und\s+bürgermeister\w*)?", re.IGNORECASE), Role.MAYOR),
    (re.compile(r"\b(?:organisator\w*|veranstalter\w*)", re.IGNORECASE), Role.ORGANISER),
    (re.compile(r"\b(?:mitarbeit\w+|redaktion\w*|personal)", re.IGNORECASE), Role.STAFF),
    (re.compile(r"\badmin(?:istrator\w*|s)?\b", re.IGNORECASE), Role.ADMIN),
)
ANSWERS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), frozenset(answers.split()))
    for pattern, answers in (
        (r"\b(?:noch\s+)?(?:nicht|nichts|keine)\s+(?:geantwortet|antwort|rückmeldung|reagiert)\b", NO_ANSWER),
        (r"\bohne\s+(?:antwort|rückmeldung)\b", NO_ANSWER),
        (r"\b(?:noch\s+)?nicht\s+(?:zugesagt|angemeldet)\b", f"{NO_ANSWER} no maybe"),
        (r"\b(?:zugesagt|zusage|angemeldet|dabei)\b", "yes deputy"),
        (r"\b(?:abgesagt|absage)\b", "no"),
        (r"\bvielleicht\b", "maybe"),
        (r"\bvertretung\b", "deputy"),
        (r"\b(?:geantwortet|antwort|rückmeldung)\b", "yes no maybe deputy"),
    )
)
EVENT = re.compile(r"\b(?:termin|veranstaltung)\s+(?:nr\.?\s*)?(\d+)\b", re.IGNORECASE)
TOPIC = re.compile(r"\b(?:zum\s+|mit\s+|mit\s+dem\s+)?them(?:a|en)\b", re.IGNORECASE)
REPORTED = re.compile(r"\bgemeldet\b", re.IGNORECASE)
EVERYONE = re.compile(
    r"\b(?:alle[nr]?|jede[nrm]?|sämtliche[n]?)\b(?:\s+(?:mitglieder[n]?|kommunen|gemeinden))?", re.IGNORECASE
)
PARTS = re.compile(
    r"\b(außer|ausser|ausgenommen|bis auf|aber nicht|nicht aber|nicht an|nicht|ohne)\b|\b(nur|sowie nur)\b",
    re.IGNORECASE,
)
FILLERS = re.compile(
    r"\b(an|in|im|aus|dem|den|der|die|das|des|wer|und|oder|sowie|mit|von|vom|zu|zum|zur|für|nur|noch|bitte|bereits|schon|"
    r"haben|hat|sind|ist|verfolgen|verfolgt|folgen|interessieren|sich|interessiert|mitglieder[n]?|kommunen?|gemeinden?|"
    r"städte|orte|leute|personen|kolleg\w*|einwohner\w*|ew|es|ihr\w*|termin|veranstaltung|nicht|ein|eine|bei|beim)\b"
    r"|[-,.;:„“\"'()/&+]",
    re.IGNORECASE,
)
DISTRICT_WORDS = r"rb|br|reg\.?\s*-?bez\.?|regierungsbezirk\w*|bezirksregierung\w*|bezirk"
REGIONS = {
    "münsterland": ("Kreis Borken", "Kreis Coesfeld", "Kreis Steinfurt", "Kreis Warendorf", "Münster"),
    "südwestfalen": (
        "Kreis Olpe",
        "Kreis Siegen-Wittgenstein",
        "Kreis Soest",
        "Hochsauerlandkreis",
        "Märkischer Kreis",
    ),
}  # fmt: skip
"""Regions that are not authorities, by their counties (their own regional associations' definition)."""
OSTWESTFALEN = re.compile(r"\b(?:owl|ostwestfalen(?:-lippe)?)\b", re.IGNORECASE)
