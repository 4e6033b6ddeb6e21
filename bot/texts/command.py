"""What the `lotse` command says."""

LOTSE = "Zukunftslotse: Auskunft zu Digitalisierung, Förderung und Zusammenarbeit kleiner Kommunen, mit Beleg."
FIRST_START = "Erster Start: Die Beispieldokumente werden aufgenommen."
STARTING_TELEGRAM = "Der Telegram-Bot läuft. Strg+C beendet ihn."
OPEN_TO_ALL = "BOT__ACCESS=open: Der Bot antwortet allen, die ihm schreiben."
STARTING_TERMINAL = "Kein TELEGRAM__TOKEN gesetzt: Das Gespräch läuft hier im Terminal."
NOT_SET = "ist nicht gesetzt"
FROM_BOTFATHER = "das Token, das @BotFather ausgibt"
ABORTED = "Abgebrochen."
WRONG_SETTING = "Einstellung {name}: {problem}. Erlaubt: {allowed}."

FAILED = {
    "CatalogueError": "Die Datenbank ist nicht erreichbar oder beschädigt; „lotse doctor“ hilft weiter. ({detail})",
    "VectorStoreError": "Der Vektorspeicher ist nicht erreichbar oder beschädigt; „lotse doctor“ hilft weiter. "
    "({detail})",
    "ModelError": "Das Sprachmodell antwortet nicht. ({detail})",
    "NotEmpty": "Diese Datenbank enthält schon Daten. Nehmen Sie bitte eine leere (DATABASE__URL oder DATA_DIR).",
    "ContentDiffers": "Die Sicherung ist beschädigt oder keine von „lotse backup“; nichts wurde geändert. ({detail})",
    "LotseError": "Das hat nicht geklappt. ({detail})",
}

USAGE = {
    "NoSuchOption": "Die Option {name} gibt es nicht. „--help“ zeigt alle.",
    "MissingParameter": "Es fehlt eine Angabe: {name}. „--help“ zeigt, was erwartet wird.",
    "BadParameter": "Die Angabe {name} passt nicht: {detail}",
    "BadOptionUsage": "Zur Option {name} fehlt ein Wert, oder es steht einer zu viel da. „--help“ zeigt, was gilt.",
    "UsageError": "Da stehen mehr Angaben, als der Befehl kennt. Eine Frage gehört in Anführungszeichen.",
}
"""By the class of Typer's errors."""
NOT_FITTING = {
    "int": "gebraucht wird eine ganze Zahl, zum Beispiel 12.",
    "greater": "die Zahl ist zu klein. „--help“ zeigt, was gilt.",
    "less": "die Zahl ist zu groß. „--help“ zeigt, was gilt.",
}
"""By how the kind of a value's error begins (Pydantic's names)."""
NOT_FITTING_OTHERWISE = "„--help“ zeigt, was erwartet wird."

NO_MEMORY = "Der Arbeitsspeicher reicht nicht. Was fertig war, ist gespeichert; der nächste Aufruf macht dort weiter."
NO_FILE_ACCESS = "Auf „{path}“ kann nicht zugegriffen werden: {reason}."
NO_ACCESS = {
    "ENOENT": "das gibt es nicht, oder sein Ordner fehlt",
    "EACCES": "das ist nicht erlaubt",
    "EPERM": "das ist nicht erlaubt",
    "EROFS": "das ist nicht erlaubt",
    "ENOSPC": "der Datenträger ist voll",
    "EDQUOT": "der Datenträger ist voll",
    "EISDIR": "das ist ein Ordner",
    "ENOTDIR": "das ist kein Ordner",
    "EEXIST": "das ist kein Ordner",
}
"""By the name of the system's error."""
