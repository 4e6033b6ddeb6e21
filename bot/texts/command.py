"""What the `lotse` command says."""

LOTSE = "Zukunftslotse: Auskunft zu Digitalisierung, Förderung und Zusammenarbeit kleiner Kommunen, mit Beleg."
FIRST_START = "Erster Start: Die Beispieldokumente werden aufgenommen."
STARTING_TELEGRAM = "Der Telegram-Bot läuft. Strg+C beendet ihn."
STARTING_TERMINAL = "Kein TELEGRAM__TOKEN gesetzt: Das Gespräch läuft hier im Terminal."
NOT_SET = "ist nicht gesetzt"
FROM_BOTFATHER = "das Token, das @BotFather ausgibt"
ABORTED = "Abgebrochen."
WRONG_SETTING = "Einstellung {name}: {problem}. Erlaubt: {allowed}."

FAILED = {
    "CatalogueError": "Die Datenbank ist nicht erreichbar oder beschädigt: {detail}",
    "VectorStoreError": "Der Vektorspeicher ist nicht erreichbar oder beschädigt: {detail}",
    "ModelError": "Das Sprachmodell antwortet nicht: {detail}",
    "LotseError": "Das hat nicht geklappt: {detail}",
}

USAGE = {
    "NoSuchOption": "Die Option {name} gibt es nicht. „--help“ zeigt alle.",
    "MissingParameter": "Es fehlt eine Angabe: {name}. „--help“ zeigt, was erwartet wird.",
    "BadParameter": "Die Angabe {name} passt nicht: {detail}",
    "BadOptionUsage": "Zur Option {name} gehört ein Wert. „--help“ zeigt, welcher.",
    "UsageError": "Diesen Befehl gibt es so nicht. „--help“ zeigt alle Befehle. ({detail})",
}
"""By the class of Typer's errors."""

HEALTHY = "in Ordnung"
DATABASE = "Datenbank: {state}"
DOCUMENTS = "Dokumente: {count}"
VECTORS = "Vektoren: {state}"
TELEGRAM = "Telegram: {state}"
NO_TELEGRAM = "kein Token gesetzt, nur Terminal"
TELEGRAM_SET = "Token gesetzt"
MODEL = "Embedding-Modell: {name}"
NO_MODEL = "keines, die Suche läuft ohne"
