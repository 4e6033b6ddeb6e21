"""What `lotse doctor` finds, and what to do about it."""

FOLDER = "Ordner: „{folder}“, {free} MB frei"
FOLDER_READ_ONLY = (
    "Ordner: In „{folder}“ darf der Lotse nicht schreiben. Geben Sie dem Benutzer des Dienstes das Recht dazu."
)
FOLDER_FULL = "Ordner: Für „{folder}“ sind nur {free} MB frei. Schaffen Sie Platz; sonst nimmt der Lotse nichts an."
DATABASE = "Datenbank: in Ordnung"
NO_DATABASE = "Datenbank: nicht erreichbar oder beschädigt. Läuft der Server, stimmt DATABASE__URL? ({detail})"
DOCUMENTS = "Dokumente: {count}"
VECTORS = "Vektoren: in Ordnung"
NO_VECTORS = "Vektoren: nicht erreichbar oder beschädigt. Läuft der Chroma-Server, stimmt CHROMA__URL? ({detail})"
NO_VECTORS_HERE = (
    "Vektoren: beschädigt. „lotse documents rebuild“ bildet sie neu, ohne dass etwas verloren geht. ({detail})"
)
DAMAGED = "Vektoren: {found}"
CLOCK = (
    "Uhr: Zuletzt war es hier schon {last:%d.%m.%Y %H:%M}, jetzt ist es {now:%d.%m.%Y %H:%M}. "
    "Stellen Sie die Uhr des Servers (NTP)."
)
MODEL = "Embedding-Modell: {name}"
PROBE = "Förderung"
RERANKER = "Reranker: {name}"
RERANKER_SILENT = (
    "Reranker: {name} antwortet nicht ({detail}). Die Suche läuft ohne ihn weiter. "
    "Läuft der Server, stimmt RERANKER__URL?"
)
NO_MODEL = "keines, die Suche läuft ohne"
RIVAL = (
    "Telegram: Um {at:%H:%M} Uhr hat ein anderes Programm mit demselben Token Nachrichten abgerufen. "
    "Beenden Sie es; jede Nachricht bekommt nur einer."
)
TELEGRAM = "Telegram: {state}"
NO_TELEGRAM = "kein Token gesetzt, nur Terminal"
TELEGRAM_SET = "Token gesetzt"
