"""Every German sentence of the commands that ask."""

ASK_USE = "Bitte geben Sie eine Frage an, oder --batch und --out zusammen."
UNKNOWN_MUNICIPALITY = "Die Gemeinde „{name}“ ist nicht eindeutig bekannt. Gemeint sein kann: {names}."
WRONG_DAY = "„{day}“ ist kein Tag. Erwartet wird JJJJ-MM-TT, zum Beispiel 2026-11-22."
NO_FILE = "Die Datei „{path}“ gibt es nicht."
WRONG_LINE = "{path}, Zeile {number}: keine Frage in JSON mit „id“ und „question“."
ASKING = "Fragen werden beantwortet"
BATCH_DONE = "{count} Antworten stehen in {out}."
