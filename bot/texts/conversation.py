"""Every German sentence of the conversation, whatever the channel; quotations come from the documents."""

COMMANDS = {
    "start": "Wer ich bin",
    "hilfe": "Beispiele und Befehle",
    "quellen": "Meine Unterlagen",
    "termine": "Was ansteht, mit Zu- und Absage",
    "erinnerungen": "Woran ich Sie erinnere",
    "rundruf": "Allen oder einigen schreiben",
    "stopp": "Laufende Rundrufe anhalten",
    "berichte": "Was aus Rundrufen wurde",
    "stumm": "Nachrichten abbestellen",
    "neu": "Neues Gespräch beginnen",
    "aufnehmen": "Eine Unterlage aufnehmen",
    "dokumente": "Unterlagen suchen, ändern, entfernen",
    "luecken": "Fragen ohne Antwort",
    "startups": "Start-ups zu Ihrem Bedarf",
    "kommunen": "Wer hat das schon, mit Karte",
    "bedarf": "Was Ihre Kommune braucht",
    "angebot": "Was Ihre Kommune bieten kann",
    "themen": "Themen für das nächste Treffen",
    "netzwerke": "Arbeitsgruppen",
    "kontakt": "Eine andere Kommune kennenlernen",
    "fairness": "Wer vorgeschlagen und gefragt wird",
    "einladen": "Jemanden einladen",
    "profil": "Kommune, Themen, Sichtbarkeit",
    "daten": "Was über Sie gespeichert ist",
    "loeschen": "Gespeichertes löschen",
    "datenschutz": "Was mit Ihren Daten geschieht",
}
"""Each command with its line in the menu, in the menu's order."""

START = """\
Guten Tag, ich bin der Zukunftslotse. Ich beantworte Fragen zur Digitalisierung kleiner Gemeinden: \
Förderung, Projekte, Start-ups, Termine.

Ich zitiere aus meinen Unterlagen, mit Quelle und Seite. Steht etwas nicht darin, sage ich es.

{stored}
Beispiele: /hilfe, Ihre Daten: /daten"""
STORED = "Mir liegen {documents} vor, die neueste vom {newest}: /quellen"
STORED_UNDATED = "Mir liegen {documents} vor: /quellen"
ONE_DOCUMENT = "eine Unterlage"
MANY_DOCUMENTS = "{count} Unterlagen"
NOTHING_STORED = "Noch sind keine Unterlagen aufgenommen."

HELP = """\
Fragen Sie in eigenen Worten, auch mit Nachfragen („Und bis wann?“). „Quelle 1“ unter einer Antwort zeigt den \
Wortlaut und schickt das Dokument.

{commands}

Was jeder Befehl tut: /hilfe befehle. Zum Ausprobieren:"""
GROUPS = {
    "Gespräch": ("start", "hilfe", "quellen", "neu"),
    "Netzwerk": ("startups", "kommunen", "bedarf", "angebot", "themen", "netzwerke", "kontakt"),
    "Termine": ("termine", "erinnerungen"),
    "Unterlagen": ("aufnehmen", "dokumente", "luecken"),
    "Ihre Daten": ("profil", "stumm", "daten", "loeschen", "datenschutz"),
}
"""The commands as the short help shows them, by what they are for."""
OTHER_COMMANDS = "Weitere"
EXAMPLES = (
    "Wie viel Geld gibt es für drei Partner?",
    "Welche Fristen laufen dieses Jahr ab?",
    "Wer nutzt LoRaWAN in der Nähe?",
    "Welche Start-ups helfen beim Mängelmelder?",
)
"""Short enough to be read on a button."""
UNKNOWN_COMMAND = "Den Befehl /{name} gibt es nicht. Es gibt: {known}. Fragen können Sie ohne Befehl stellen."

SOURCES_HEAD = "Meine Unterlagen"
PAGE = "Seite {page} von {pages}"
SOURCES_NONE = "Es sind noch keine Unterlagen aufgenommen."
EARLIER, LATER = "‹ Zurück", "Weiter ›"
STATUS = " ({status})"
SUPERSEDED = "abgelöst"
EXPIRED = "abgelaufen"
NO_DATE = "ohne Datum"
ATTRIBUTION = (
    "Gemeindedaten: Statistisches Bundesamt (Destatis), Gemeindeverzeichnis, Gebietsstand 30.11.2023; bearbeitet"
)

NOT_HEARD = "Ihre Sprachnachricht habe ich nicht verstanden. Bitte schreiben Sie oder sprechen Sie noch einmal."
UNDERSTOOD = "Verstanden: „{question}“"
YOUR_QUESTION = "Ihre Frage: {question}"
SAME_DOCUMENT = "wie [{number}], {place}"
ENDED = "galt bis {day}"
START_UPS = "Passende Start-ups"
PARTNERS = "Passende Kommunen"
AGAINST = "Zu bedenken"
SOURCE_BUTTON = "Quelle {number}"
HELPFUL, NOT_HELPFUL = "👍", "👎"
CHOSEN = "✓ {label}"
NOTED_HELPFUL = "Danke, als hilfreich vermerkt."
NOTED_NOT_HELPFUL = "Danke, als nicht hilfreich vermerkt."

PASSAGE_PAGE = "S. {page}"
PASSAGE_HEADING = "Abschnitt: {heading}"
PASSAGE_SUPERSEDED = "Dieses Dokument ist abgelöst durch „{title}“."
PASSAGE_EXPIRED = "Gültig war es bis {day}."
PASSAGE_ONLINE = "Im Netz: {url}"
FILE_CAPTION = "Die Stelle steht auf S. {page}."
PASSAGE_PICTURE = "So steht es dort."
FILE_MISSING = "Die Originaldatei liegt nicht vor."
PASSAGE_GONE = (
    "Diese Stelle gibt es in meinen Unterlagen nicht mehr: Das Dokument wurde entfernt oder durch eine neue Fassung "
    "ersetzt. Stellen Sie Ihre Frage bitte noch einmal."
)
STALE_BUTTON = "Dieser Knopf gilt nicht mehr. Schreiben Sie bitte, was Sie wissen möchten."

FORGOTTEN = "Neues Gespräch: Was wir bisher besprochen haben, ist gelöscht. Was möchten Sie wissen?"
NOTHING_ABOUT_YOU = "Über diesen Chat ist nichts gespeichert."
ABOUT_YOU = """\
Gespeichert sind die letzten Nachrichten dieses Chats, höchstens {most}, damit Nachfragen gehen, und Ihre Bewertungen. \
Zurzeit: {turns}, {verdicts}."""
ONE_TURN, MANY_TURNS = "1 Nachricht", "{count} Nachrichten"
ONE_VERDICT, MANY_VERDICTS = "1 Bewertung", "{count} Bewertungen"
YOUR_LAST_QUESTIONS = "Ihre letzten Fragen:"
SHOW_ALL = "Alles anzeigen"
DELETE = "Alles löschen"
YOU, LOTSE = "Sie: ", "Lotse: "
VERDICT_LINE = "Antwort {answer}: {verdict}"
CONFIRM_DELETE = "Alles löschen, was über diesen Chat gespeichert ist? Das lässt sich nicht zurückholen."
DELETE_YES, DELETE_NO = "Ja, löschen", "Nein, behalten"
DELETED = "Alle Daten dieses Chats sind gelöscht."
KEPT = "Es bleibt alles, wie es ist."

INVITED_ONLY = (
    "Diesen Dienst gibt es auf Einladung. Öffnen Sie bitte den Link aus Ihrer Einladung, oder wenden Sie sich an die "
    "Stelle, die ihn betreibt."
)
NO_RIGHT = "Der Befehl /{name} ist Ihrer Rolle nicht freigegeben."
TAPPED_TWICE = "Das steht schon weiter unten."
NO_RIGHT_BUTTON = "Dieser Knopf ist Ihrer Rolle nicht freigegeben."
CANCELLED = "Abgebrochen. Es wurde nichts geändert."
NOTHING_TO_CANCEL = "Es ist nichts offen, das abzubrechen wäre."

TOO_LONG = (
    "Ihre Nachricht hat {length} Zeichen; ich kann Fragen bis {most} Zeichen lesen. Bitte fassen Sie sich kürzer oder "
    "stellen Sie mehrere Fragen nacheinander."
)
OTHER = {
    "voice": "Sprachnachrichten kann ich nicht anhören. Bitte schreiben Sie Ihre Frage.",
    "long_voice": "Sprachnachrichten kann ich bis zwei Minuten anhören. Bitte schreiben Sie oder sprechen Sie kürzer.",
    "photo": "Bilder kann ich nicht lesen. Bitte schreiben Sie Ihre Frage.",
    "file": "Dateien kann ich hier nicht annehmen. Bitte schreiben Sie Ihre Frage.",
    "large_file": "Dateien kann ich im Chat bis 20 MB annehmen. Größere nimmt auf, wer diesen Dienst betreibt.",
    "other": "Damit kann ich nichts anfangen. Bitte schreiben Sie Ihre Frage als Text.",
}
"""By bot.conversation.events.OtherKind."""

FAILED = {
    "CatalogueError": "Die Unterlagen sind gerade nicht erreichbar. Bitte fragen Sie in ein paar Minuten noch einmal.",
    "VectorStoreError": "Die Suche ist gerade nicht erreichbar. Bitte fragen Sie in ein paar Minuten noch einmal.",
    "ModelError": "Das Sprachmodell antwortet gerade nicht. Bitte fragen Sie in ein paar Minuten noch einmal.",
}
"""By the name of the error class."""
FAILED_OTHERWISE = "Das hat leider nicht geklappt. Bitte versuchen Sie es noch einmal."
TOO_SLOW = "Die Antwort dauert ungewöhnlich lange. Bitte fragen Sie in ein paar Minuten noch einmal."
REFERENCE = "Hilft das nicht, nennen Sie der Stelle, die diesen Dienst betreibt, die Nummer {reference}."
