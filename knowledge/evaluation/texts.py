"""Every German word and sentence that an evaluation prints."""

TOTAL = "gesamt"
KIND, COUNT = "Art", "Zahl"
COLUMNS = {
    "correct": "richtig",
    "document": "Dokument",
    "page": "Seite",
    "declined": "richtig abgelehnt",
    "held back": "richtig gezögert",
    "wrongly declined": "falsch abgelehnt",
    "unsure": "falsch gezögert",
    "first suggested": "Vorschlag",
    "entity MRR": "MRR der Namen",
    "recall@1": "Recall@1",
    "recall@5": "Recall@5",
    "recall@10": "Recall@10",
    "nDCG@10": "nDCG@10",
    "p50 ms": "p50 in ms",
    "p95 ms": "p95 in ms",
}
ANSWERS, SEARCH = "Antworten", "Suche und Antwortzeit"
CURVE = "Zurückhaltung: Was bliebe, wenn erst ab dieser Wahrscheinlichkeit geantwortet würde"
CURVE_COLUMNS = ("ab", "beantwortbar", "richtig", "ohne Antwort gezögert")

FAILURES = "Nicht richtig beantwortet: {count}"
EXPECTED = "erwartet:"
TO_DECLINE = "keine Antwort"
IN_DOCUMENTS = "in {names}"
SAID = "gesagt:"
RETRIEVED = "gefunden:"
PAGE = "S. {page}"
NOTHING_RETRIEVED = "nichts gesucht"

COMPARED = "Vergleich mit dem früheren Lauf ({count} gemeinsame Fragen)"
EARLIER, NOW = "früher", "jetzt"
OF_KIND = "{column}, {kind}"
NOW_RIGHT = "jetzt richtig: {ids}"
NOW_WRONG = "jetzt falsch: {ids}"
NONE = "–"
