"""Every German sentence that staff read when they put documents in."""

from knowledge.errors import RefusalReason

REFUSED = {
    RefusalReason.MISSING: "Die Datei gibt es nicht oder sie ist nicht lesbar.",
    RefusalReason.UNKNOWN_FORMAT: "Dieses Format kann ich nicht lesen. Möglich sind PDF, Word (docx), HTML, Markdown "
    "und Text.",
    RefusalReason.BROKEN: "Die Datei ist beschädigt und lässt sich nicht lesen.",
    RefusalReason.ENCRYPTED: "Die Datei ist mit einem Kennwort geschützt. Bitte speichern Sie sie ohne Kennwort.",
    RefusalReason.NO_TEXT: "Die Datei enthält keinen lesbaren Text, vermutlich ist sie ein Scan. Bitte geben Sie eine "
    "Fassung mit Text ein.",
    RefusalReason.UNREADABLE_ENCODING: "Die Zeichen der Datei sind nicht lesbar. Bitte speichern Sie sie als UTF-8.",
    RefusalReason.EMPTY: "Die Datei ist leer.",
    RefusalReason.TOO_LARGE: "Die Datei ist größer als 50 MB.",
    RefusalReason.NOT_ALLOWED: "Diese Datei darf nicht aufgenommen werden.",
}

OUTCOMES = {
    "added": "aufgenommen",
    "updated": "erneuert",
    "unchanged": "unverändert",
    "duplicate": "doppelt",
    "replaced": "aufgenommen, löst ab",
    "refused": "abgelehnt",
    "removed": "entfernt",
}

DUPLICATE = "Dieselbe Datei ist schon aufgenommen: „{title}“ ({document_id})."
REPLACES = "Löst „{title}“ ab; die alte Fassung bleibt findbar, gilt aber nicht mehr."
DROPPED = "Nicht übernommen: {what}."
NO_DATE = "Kein Datum gefunden; Antworten zeigen „ohne Datum“."
NO_FILES = "Unter „{path}“ liegt keine Datei."
UNKNOWN_DOCUMENT = "Ein Dokument „{document_id}“ gibt es nicht. „lotse documents list“ zeigt alle Nummern."
REMOVED = "Entfernt: „{title}“ ({document_id}). Es kommt ab sofort in keiner Antwort mehr vor."
SUMMARY = "{total} Dateien: {parts}."
NO_DOCUMENTS = "Noch kein Dokument aufgenommen. „lotse documents add DATEI“ nimmt eines auf."
READING = "Dokumente werden gelesen"
SAMPLES = "Beispieldokumente werden aufgenommen"
TOTALS = "{documents} Dokumente im Bestand."
NO_DATE_SHORT = "ohne Datum"
CHECK_SUPERSEDED = "abgelöst durch „{title}“"
CHECK_EXPIRED = "abgelaufen am {day}"
CHECK_NO_FILE = "Die Originaldatei fehlt."
CHECK_VECTORS = "{count} Abschnitte ohne passenden Vektor; „lotse documents rebuild“ behebt das."
WATCHING = "Der Ordner „{path}“ wird beobachtet, Strg+C beendet."
PLACES_IMPORTED = "{count} Gemeinden gelesen, {changed} davon neu oder geändert."
IN_LINE = ", Zeile {line}"
IMPORT_REFUSED = "{file}{where}: {problem}"
ONE_REPLACES = "Mit --replaces kann nur eine Datei aufgenommen werden."
FIELDS = {
    "file": "Datei",
    "outcome": "Stand",
    "document_id": "Nummer",
    "reason": "Hinweis",
    "title": "Titel",
    "date": "Datum",
    "publisher": "Herausgeber",
    "kind": "Art",
    "pages": "Seiten",
    "chunks": "Abschnitte",
    "topics": "Themen",
    "municipalities": "Kommunen",
    "deadlines": "Fristen",
    "supersedes": "Löst ab",
}
