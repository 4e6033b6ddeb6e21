"""Every German sentence about documents in the chat: sending, checking, correcting, finding, removing, gaps."""

from ingest.corrections import Field

READING = "Ich lese „{name}“. Bei Scans und langen Dokumenten kann das einige Minuten dauern."
NEW_HEAD = "Neue Unterlage, noch nicht aufgenommen"
STORED_HEAD = "Aufgenommen"
FILE = "Datei: {name}"
SIZE = "Umfang: {parts}"
ONE_PAGE, PAGES = "1 Seite", "{count} Seiten"
ONE_CHUNK, CHUNKS = "1 Abschnitt", "{count} Abschnitte"
QUALITY = "Texterkennung {percent} %"
NOT_FOUND = "nicht gefunden"
NONE_FOUND = "keine"
REPLACES_NONE = "nichts"
REPLACES_GUESS = "„{title}“, bitte prüfen"
TWIN = "Derselbe Text liegt schon vor: „{title}“. Aufnehmen würde ihn ein zweites Mal zeigen."
ADDED_BY = "Aufgenommen am {day} von {who}"
BY_COMMAND, BY_TERMINAL = "der Befehlszeile", "der Person am Terminal"
BY_NAME, BY_SOMEBODY = "{name}", "einem Mitglied"
ADDRESSES = "Auch unter: {addresses}"
IS_REPLACED = "Abgelöst durch „{title}“"
EXPIRED = "Abgelaufen am {day}"
CONTRADICTS = "Widerspricht „{title}“ ({about})"
MORE = " und {count} weitere"

TAKE, CHANGE, DROP, BACK = "Aufnehmen", "Ändern", "Verwerfen", "‹ Zurück"
NOTHING_OLD = "Keine"
ASK = {
    Field.TITLE: "Wie lautet der Titel?",
    Field.DATE: "Welches Datum trägt die Unterlage? Zum Beispiel 05.03.2026 oder März 2026; „-“ für keines.",
    Field.PUBLISHER: "Wer hat sie herausgegeben? „-“, wenn das nicht bekannt ist.",
    Field.TOPICS: "Um welche Themen geht es? Mehrere mit Komma, zum Beispiel Mobilität, Feuerwehr; „-“ für keines.",
    Field.PLACES: "Welche Kommunen kommen vor? Mehrere mit Komma; „-“ für keine.",
    Field.DEADLINES: "Welche Fristen gelten? Mehrere mit Komma, zum Beispiel 31.01.2027 oder 31. Januar für jedes "
    "Jahr; „-“ für keine.",
    Field.VALID_UNTIL: "Bis wann gilt sie? Zum Beispiel 31.12.2027; „-“, wenn kein Ende genannt ist.",
}

TAKEN = "Aufgenommen: „{title}“, {chunks}. Antworten zitieren daraus ab sofort."
TAKEN_REPLACES = "Aufgenommen: „{title}“, {chunks}. „{old}“ gilt als abgelöst und bleibt findbar."
UNDO, SHOW = "Rückgängig", "Ansehen"
DROPPED = "Verworfen: „{name}“. Es wurde nichts aufgenommen."
DECIDED = "Über diese Unterlage ist schon entschieden."
FILE_LOST = "Die Datei liegt nicht mehr vor. Bitte schicken Sie sie noch einmal."
KNOWN_FILE = "Dieselbe Datei ist schon aufgenommen: „{title}“."
REFUSED = "„{name}“: {reason}"
MORE_INSIDE = "In „{name}“ liegen {count} Dateien; ich zeige die ersten {shown}. Den Rest bitte einzeln schicken."

SEND_TEXT = (
    "Schicken Sie eine Datei oder den Text der Unterlage, lange Texte gern in mehreren Nachrichten. Ist alles da, "
    "tippen Sie auf „Fertig“."
)
LONG_TEXT = (
    "Das sieht nach dem Text einer Unterlage aus ({count} Zeichen). Soll ich ihn prüfen? Folgt noch mehr, schicken Sie "
    "es einfach."
)
MORE_TEXT = "Bisher {count} Zeichen. Folgt noch mehr, schicken Sie es einfach."
DONE, DROP_TEXT = "Fertig", "Verwerfen"
TEXT_DROPPED = "Der Text ist verworfen."
NO_TEXT_YET = "Es ist noch kein Text da."
TEXT_NAME = "{first}.txt"
TEXT_UNNAMED = "Text"

LIST_HEAD = "Unterlagen"
LIST_FILTERS = {"n": "ohne Datum", "e": "abgelaufen", "c": "mit Konflikten"}
FILTER_WORDS = {"ohne datum": "n", "abgelaufen": "e", "mit konflikten": "c", "konflikte": "c", "widersprüche": "c"}
LIST_TITLE = "Unterlagen, {filter}"
LIST_SEARCH = "Unterlagen mit „{words}“"
LIST_LINE = "{number}. {line}"
LIST_EMPTY = "Es sind noch keine Unterlagen aufgenommen. Schicken Sie eine Datei."
LIST_NONE = "Dazu ist nichts zu sehen."
LIST_HINT = "Suchen: /dokumente WORT. Filter: /dokumente ohne datum, abgelaufen, mit konflikten; /dokumente papierkorb"
EARLIER, LATER = "‹", "›"
GET_FILE, NEW_VERSION, REMOVE = "Datei", "Neue Fassung", "Entfernen"
SEND_VERSION = (
    "Schicken Sie die neue Fassung von „{title}“ als Datei. Die alte bleibt findbar und gilt dann als abgelöst."
)
REMOVED = "Entfernt: „{title}“. Es kommt in keiner Antwort mehr vor und liegt 30 Tage im Papierkorb."
RESTORED = "Zurückgeholt: „{title}“."
NOT_IN_BIN = "Diese Unterlage liegt nicht im Papierkorb."
GONE = "Diese Unterlage gibt es nicht mehr."
BIN = "papierkorb"
BIN_HEAD = "Papierkorb"
BIN_EMPTY = "Der Papierkorb ist leer."
BIN_LINE = "{number}. {title}, entfernt am {day}"
RESTORE = "{number} zurückholen"

TELL_ME = "Bescheid geben"
WILL_TELL = "Gern. Sobald eine Unterlage dazu kommt, melde ich mich hier."
NO_WISH = "Diese Frage ist nicht mehr vorgemerkt."
NOT_ENABLED = "Unterlagen lassen sich in diesem Dienst nicht im Chat bearbeiten."
GAPS_HEAD = "Fragen ohne Antwort"
GAPS_NONE = "Zurzeit ist keine Frage ohne Antwort geblieben."
GAPS_LINE = "{number}. {label}: {people}. Es fehlt vermutlich {kind}."
GAPS_QUESTION = "   „{question}“"
ONE_PERSON, MANY_PEOPLE = "1 Person", "{count} Personen"
GAPS_OTHER = "Anderes"
GAPS_HINT = "Fragen von weniger als drei Personen stehen hier nur als Stichwort."
MISSING = {
    "foerderung": "eine Richtlinie oder ein Merkblatt zur Förderung",
    "veranstaltung": "eine Einladung oder ein Programm",
    "startup": "das Profil eines Anbieters",
    "projekt": "der Bericht einer Kommune, die das schon macht",
    "": "eine Unterlage dazu",
}
ANSWERS_GAPS = "Diese Unterlage beantwortet vermutlich offene Fragen ({labels}). {people} Bescheid."
WISH_ONE, WISH_MANY = "Eine Person möchte", "{count} Personen möchten"
TELL, NOT_NOW = "Bescheid geben", "Nicht jetzt"
TOLD = "Es geht eine Nachricht an {people}."
NOBODY_LEFT = "Niemand wartet mehr darauf."
NOT_TOLD = "Es geht keine Nachricht hinaus."
NEWS = "Sie hatten gefragt, was ich damals nicht beantworten konnte. Jetzt liegt eine Unterlage vor: „{title}“{dated}."
NEWS_DATED = " ({day})"
