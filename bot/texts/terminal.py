"""What only the terminal says."""

WELCOME_HINT = "Eine Zahl wählt einen Knopf, /ende beendet das Gespräch."
PROMPT = "Sie: "
CHOICE = "{number} {label}"
FILE = "Datei: {name} ({path})"
NO_CHOICE = "Eine Auswahl {number} gibt es gerade nicht. Möglich sind 1 bis {most}."
GOODBYE = "Auf Wiedersehen."
END = "ende"
