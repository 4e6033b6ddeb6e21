"""Every German sentence of the commands that ask, and the words of all help pages."""

ASK_USE = "Bitte geben Sie eine Frage an, oder --batch und --out zusammen."
UNKNOWN_MUNICIPALITY = "Die Gemeinde „{name}“ ist nicht eindeutig bekannt. Gemeint sein kann: {names}."
WRONG_DAY = "„{day}“ ist kein Tag. Erwartet wird JJJJ-MM-TT, zum Beispiel 2026-11-22."
NO_FILE = "Die Datei „{path}“ gibt es nicht."
WRONG_LINE = "{path}{where}: nicht in der erwarteten Form, „{field}“ fehlt oder ist falsch."
IN_LINE = ", Zeile {line}"
NOT_IN_BATCH = (
    "Mit --batch gilt die Gemeinde, die bei jeder Frage steht; --municipality gehört zu einer einzelnen Frage."
)
NUMBER_TOO_LARGE = "Eine Nummer {number} gibt es nicht."
UNKNOWN_COMMAND = "Den Befehl „{name}“ gibt es nicht. Möglich sind: {names}."
ASKING = "Fragen werden beantwortet"
BATCH_DONE = "{count} Antworten stehen in {out}."

USAGE_LINE = {"Usage:": "Aufruf:", "[OPTIONS]": "[OPTIONEN]", "COMMAND [ARGS]": "BEFEHL", "{": "", "}": ""}
HELP = "Diese Hilfe zeigen."
ARGUMENTS = "Angaben"
OPTIONS = "Optionen"
COMMANDS = "Befehle"
REQUIRED = "[nötig]"
DEFAULT = "[sonst: {}]"
SENT = "An das Modell geht:\n{task}\n"
