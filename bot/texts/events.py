"""Every German sentence about events: the list, answers, drafts, messages to those concerned, calendar files."""

from bot.events.model import Choice

HEAD = "Termine"
NONE = "Zurzeit ist kein Termin geplant."
LINE = "{number}. {when}: {title}{place}{mine}"
PLACE_SHORT = ", {place}"
MINE_SHORT = " – ✓ {answer}"
CANCELLED_SHORT = " – abgesagt"
MORE = "Später folgen weitere Termine: {count}"
OPEN_BUTTON = "{number}: {day} {title}"
NEW_BUTTON = "Neuer Termin"
FROM_DOCUMENTS = "Aus den Unterlagen (Anmeldung nicht hier)"
DOCUMENT_LINE = "• {when}: „{wording}“ – {source}"
PLACE_BUTTON = "Fundstelle {number}"

ANSWERS = {
    Choice.YES: "Zusage",
    Choice.MAYBE: "Vielleicht",
    Choice.NO: "Absage",
    Choice.DEPUTY: "Vertretung",
}
WAITING = "Warteliste, Platz {place}"
CHOSEN = "✓ {label}"
CANCELLED = "ABGESAGT"
PLACE = "Ort: {place}"
TOPICS = "Themen: {topics}"
PROGRAMME = "Programm: {programme}"
SEATS = "Plätze: {taken} von {capacity} vergeben"
SEATS_WAITING = ", {waiting} auf der Warteliste"
REGISTER_UNTIL = "Anmeldung bis {when}"
REGISTRATION_CLOSED = "Die Anmeldung ist seit {when} geschlossen."
YOUR_ANSWER = "Ihre Antwort: {answer}"
DEPUTY_NAMED = "Vertretung durch {deputy}"
NOT_ANSWERED = "Sie haben noch nicht geantwortet."
YOUR_NOTE = "Ihr Hinweis: {note}"
YOUR_TABLE = "Ihr Tisch: {table}"
DETAILS_BUTTON = "Zum Termin"
CALENDAR_BUTTON = "Kalenderdatei"
NOTE_BUTTON = "Hinweis (Essen, Zugang)"
TABLES_BUTTON = "Thementische"
MANAGE_BUTTON = "Verwalten"

NOTED = {
    Choice.YES: "Danke, Ihre Zusage ist vermerkt.",
    Choice.MAYBE: "Danke, vermerkt: vielleicht.",
    Choice.NO: "Danke, Ihre Absage ist vermerkt.",
    Choice.DEPUTY: "Danke, Ihre Vertretung ist vermerkt.",
}
NOTED_WAITING = "Alle Plätze sind vergeben. Sie stehen auf der Warteliste und rücken von selbst nach."
NOTED_ALREADY = "Das ist schon so vermerkt."
CLOSED = "Die Anmeldung ist geschlossen, die Antwort bleibt, wie sie ist."
GONE = "Diesen Termin gibt es nicht mehr: /termine zeigt, was ansteht."
WHO = "Wer kommt für Sie? Bitte schreiben Sie Namen und Funktion. /abbrechen lässt alles, wie es ist."
TOO_LONG = "Das sind {length} Zeichen, möglich sind {most}. Bitte kürzer."
EMPTY = "Bitte schreiben Sie etwas, oder /abbrechen."
ANSWER_FIRST = "Bitte antworten Sie zuerst mit Zusage oder Vertretung; dann nehme ich den Hinweis auf."
ASK_NOTE = (
    "Was sollen die Veranstaltenden wissen, zum Beispiel zu Essen oder Barrierefreiheit? Nur sie sehen es; nach dem "
    "Termin wird es gelöscht. „–“ löscht den Hinweis."
)
NOTE_KEPT = "Der Hinweis ist vermerkt."
NOTE_DROPPED = "Der Hinweis ist gelöscht."
FILE_CAPTION = "Zum Eintragen in Ihren Kalender: {title}"

NO_RIGHT = "Termine anlegen dürfen nur Veranstaltende."
ASK = {
    "title": "Wie heißt die Veranstaltung?",
    "when": "Wann? Zum Beispiel: Do 11.02.2027, 10 bis 15 Uhr",
    "place": "Wo findet sie statt?",
    "capacity": "Wie viele Plätze gibt es?",
    "deadline": "Bis wann kann man sich anmelden? Zum Beispiel: 04.02.2027, 18 Uhr",
    "programme": "Wie ist das Programm? Wenige Sätze genügen.",
    "topics": "Um welche Themen geht es? Zum Beispiel: IT-Sicherheit, Energie",
    "series": "Wie oft? Zum Beispiel: 3 mal wöchentlich, 4 mal monatlich, oder weitere Tage: 18.02., 25.02.",
}
FIELDS = {
    "title": "Titel",
    "when": "Zeit",
    "place": "Ort",
    "capacity": "Plätze",
    "deadline": "Anmeldeschluss",
    "programme": "Programm",
    "topics": "Themen",
    "series": "Wiederholung",
}
SUGGESTIONS = {
    "place": ("Online", "Noch offen"),
    "capacity": ("Ohne Grenze",),
    "deadline": ("Bis zum Beginn",),
    "programme": ("Kein Programm",),
    "topics": ("Keine Themen",),
    "series": ("Einmalig", "3 mal wöchentlich", "3 mal monatlich"),
}
"""Answers on buttons, understood as if they were typed."""
WITHOUT = ("ohne grenze", "bis zum beginn", "kein programm", "keine themen", "einmalig", "keine", "keins", "–", "-")
DRAFT = "Entwurf"
DRAFT_CHANGE = "Änderung"
DRAFT_LINE = "{field}: {value}"
UNLIMITED = "ohne Grenze"
UNTIL_START = "bis zum Beginn"
ONCE = "einmalig"
PARTS = "{count} Termine: {days}"
NOTHING = "–"
WILL_TELL = "Beim Speichern geht eine Nachricht an {people}, wenn Titel, Zeit, Ort oder Programm anders sind."
SAVE, DROP = "Speichern", "Verwerfen"
SAVED = "Gespeichert."
SAVED_SERIES = "Gespeichert: {count} Termine."
DROPPED = "Verworfen. Es wurde nichts geändert."
NO_DRAFT = "Dieser Entwurf ist nicht mehr offen: /termine zeigt, was gespeichert ist."
USE_BUTTONS = "Was soll anders sein? Bitte tippen Sie auf einen Knopf, oder /abbrechen."
TITLE_LENGTH = "Der Titel soll {least} bis {most} Zeichen haben, es sind {length}."
NO_NUMBER = "„{text}“ ist keine Zahl von 1 bis {most}. Bitte eine Zahl, oder „Ohne Grenze“."
DEADLINE_LATE = "Der Anmeldeschluss liegt nach dem Beginn. Bitte einen früheren Zeitpunkt."
NO_TOPIC = "Keines davon ist ein Thema meiner Liste. Zum Beispiel: {examples}."
NO_SERIES = "Das verstehe ich nicht. Zum Beispiel: 3 mal wöchentlich, 4 mal monatlich, oder Tage: 18.02., 25.02."
SERIES_LENGTH = "Möglich sind 2 bis {most} Termine."
NO_TIME = "„{text}“ verstehe ich nicht als Zeit. Zum Beispiel: Do 11.02.2027, 10 bis 15 Uhr"
NO_HOUR = "Um wie viel Uhr? Bitte Tag und Uhrzeit zusammen, zum Beispiel: Do 11.02.2027, 10 bis 15 Uhr"
OTHER_WEEKDAY = "Der Wochentag passt nicht: Gemeint wäre {day}. Welcher Tag soll es sein?"
PAST = "Das liegt schon zurück: {when}. Bitte einen Zeitpunkt in der Zukunft."
ENDS_FIRST = "Das Ende liegt vor dem Beginn."
CLOCK_TWICE = "In dieser Nacht gibt es diese Uhrzeit zweimal; es gilt das erste Mal"

MANAGE_COUNTS = "Zusagen: {yes}, Vertretungen: {deputy}, vielleicht: {maybe}, Absagen: {no}, Warteliste: {waiting}"
MANAGE_INVITED = "Eingeladen: {invited}, davon ohne Antwort: {open}"
MANAGE_DEPUTIES = "In Vertretung: {names}"
INVITE, CHANGE, CANCEL, REVIVE = "Einladen", "Ändern", "Absagen", "Findet doch statt"
AS_SHEET, AS_CSV = "Teilnehmende (Excel)", "Teilnehmende (CSV)"
ASSIGN = "Tische verteilen"
INVITE_ASK = "Diese Einladung geht an {people}, die noch nicht eingeladen sind:"
INVITE_NOBODY = "Alle Mitglieder sind schon eingeladen."
INVITE_YES, KEEP = "Ja, einladen", "Nein"
INVITED = "Die Einladung geht an {people}."
CANCEL_ASK = "„{title}“ absagen? Die Nachricht geht an {people}."
CANCEL_YES = "Ja, absagen"
CANCELLED_NOW = "Abgesagt. Die Nachricht geht an {people}."
REVIVED = "„{title}“ findet wieder statt. Die Nachricht geht an {people}."
KEPT = "Es bleibt, wie es ist."

INVITATION = "Einladung"
TOLD_CHANGED = "Geändert: „{title}“"
TOLD_MOVED = "Verlegt: „{title}“"
TOLD_CANCELLED = "Abgesagt: „{title}“ am {when} findet nicht statt."
TOLD_REVIVED = "„{title}“ findet doch statt."
TOLD_BEFORE = "Bisher: {when}"
TOLD_NOW = "Neu: {when}"
TOLD_UP = "Ein Platz ist frei geworden: Sie sind bei „{title}“ dabei, {when}."

TABLES_HEAD = "Thementische: {title}"
TABLES_NONE = "Noch ist kein Thema vorgeschlagen."
TABLES_HOW = "Bis zu {most} Stimmen, ein zweiter Tipp nimmt eine Stimme zurück."
TABLE_LINE = "{title}: {votes} Stimmen"
TABLE_LINE_ONE = "{title}: 1 Stimme"
TABLE_BUTTON = "{title} ({votes})"
SUGGEST_BUTTON = "Thema vorschlagen"
ASK_TABLE = "Welches Thema soll ein Tisch haben? Höchstens {most} Zeichen."
TABLE_ADDED = "„{title}“ ist aufgenommen."
TABLE_KNOWN = "Dieses Thema steht schon auf der Liste."
TABLES_FULL = "Es sind schon {most} Themen vorgeschlagen."
NO_VOTE = "Sie haben Ihre {most} Stimmen schon vergeben. Tippen Sie auf eine, um sie zurückzunehmen."
ASK_SIZE = "Wie viele Plätze hat ein Tisch? Zum Beispiel: 8"
ASSIGNED_HEAD = "Vorschlag für {people}, Tische: {tables}"
ASSIGNED_LINE = "{table} ({count}): {names}"
ASSIGNED_HAPPY = "An einem selbst gewählten Tisch: {happy} von {voted}, die gewählt haben."
ASSIGN_TELL = "Allen mitteilen"
ASSIGN_TOLD = "Der Tisch wird mitgeteilt: Nachricht an {people}."
ASSIGN_SHORT = "{tables} Tische mit je {size} Plätzen reichen nicht für {people}. Fehlende Plätze: {missing}."
ASSIGN_NOBODY = "Noch hat niemand zugesagt."
TOLD_TABLE = "„{title}“: Sie sitzen am Tisch „{table}“."
SOMEBODY = "ohne Namen"

COLUMNS = ("Name", "Gemeinde", "Antwort", "Warteliste", "Vertretung durch", "Tisch", "Hinweis", "Seit")
YES_WORD = "ja"
LIST_CAPTION = "{count} Antworten, Stand {at}"

REFUSED = {
    "too_large": "„{name}“ ist zu groß: Eine Kalenderdatei darf höchstens {detail} haben.",
    "unreadable": "„{name}“ ist keine lesbare Kalenderdatei (ics): {detail}",
    "no_events": "In „{name}“ steht kein Termin.",
    "no_start": "In „{name}“ hat der Termin „{detail}“ keinen Beginn.",
    "no_title": "In „{name}“ hat ein Termin keinen Titel.",
    "ends_first": "In „{name}“ endet der Termin „{detail}“ vor seinem Beginn.",
    "too_many": "„{name}“ enthält zu viele Termine: möglich sind {detail} auf einmal.",
    "bad_rule": "In „{name}“ ist die Wiederholung eines Termins nicht lesbar.",
}
"""By bot.events.errors.CalendarRefused.problem."""
NOT_CALENDAR = "sie beginnt nicht mit BEGIN:VCALENDAR"
BROKEN = "sie ist beschädigt"
OUTCOMES = {
    "added": "neu",
    "changed": "geändert",
    "moved": "verlegt",
    "cancelled": "abgesagt",
    "unchanged": "unverändert",
    "past": "vergangen, nicht aufgenommen",
}
IMPORTED_LINE = "{outcome}: {id}{title}, {when}"
IMPORTED_TOLD = "Nachricht an {people}"
NOBODY, ONE_PERSON, PEOPLE = "niemanden", "eine Person", "{count} Personen"

COMMANDS_HELP = "Termine aus Kalenderdateien aufnehmen, auflisten, verlegen, absagen, ausgeben."
NO_EVENT = "Einen Termin mit der Nummer {id} gibt es nicht. „lotse events list“ zeigt alle."
LISTED_LINE = "{id}  {when}  {title}{place}  {status}{counts}"
LISTED_NONE = "Es ist kein Termin gespeichert."
STATUSES = {"planned": "geplant", "cancelled": "abgesagt"}
COUNTS_SHORT = "  Zusagen {yes}, Vertretungen {deputy}, vielleicht {maybe}, Absagen {no}, Warteliste {waiting}"
MOVED_NOW = "Verlegt auf {when}. Die Nachricht geht an {people}."
NOT_MOVED = "Der Termin ist schon dann: {when}."
ALREADY_CANCELLED = "Der Termin ist schon abgesagt."
WRITTEN = "{path}: {count} Antworten"
WRITTEN_CALENDAR = "{path}: Kalenderdatei"
WRONG_ENDING = "„{path}“: Möglich sind Dateien mit der Endung .ics, .csv oder .xlsx."
EXPORT_USE = "Bitte --out DATEI oder --json angeben."
ANSWER_LINE = "{name}{town}: {answer}{deputy}"
