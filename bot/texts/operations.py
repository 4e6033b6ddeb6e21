"""What the commands for whoever runs the bot say: backups, moves, the audit log."""

BACKED_UP = "Gesichert: {rows} Zeilen aus {tables} Tabellen und {files} Dateien in „{file}“."
KEEP_SAFE = "Die Datei enthält personenbezogene Daten. Bewahren Sie sie so sicher auf wie die Datenbank selbst."
RESTORED = "Wiederhergestellt und geprüft: {rows} Zeilen in {tables} Tabellen, {files} Dateien, {vectors} Vektoren."
NO_BACKUP = "Die Datei „{file}“ gibt es nicht."
FILE_EXISTS = "Die Datei „{file}“ gibt es schon. Nennen Sie bitte einen neuen Namen."
MOVED = "Umgezogen und verglichen: {rows} Zeilen in {tables} Tabellen, Vektoren: {vectors} von {chunks}."
TABLE = "  {name}: {rows}"
SET_NOW = (
    "Tragen Sie jetzt DATABASE__URL{chroma} ein und starten Sie den Bot neu. Die alten Daten bleiben, wo sie sind."
)
AND_CHROMA = " und CHROMA__URL"
SAME_DATABASE = "Quelle und Ziel sind dieselbe Datenbank."
NOTHING_NOTED = "Es ist nichts vermerkt."
NOTED = "{at:%d.%m.%Y %H:%M}  {actor}  {action}  {subject}"
WRONG_DAY = "„{day}“ ist kein Tag. Erwartet wird JJJJ-MM-TT."
