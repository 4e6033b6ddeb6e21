"""What only Telegram shows: the bot's profile, and the sentence in groups."""

DESCRIPTION = """\
Fragen zu Förderung, Projekten, Start-ups und Terminen rund um die Digitalisierung kleiner Gemeinden in NRW.

Der Zukunftslotse zitiert aus seinen Unterlagen und nennt Quelle, Datum und Seite. Er ist ein Programm, kein Mensch, \
und gibt keine Rechtsauskunft. Bitte schreiben Sie keine persönlichen Daten Dritter.

Befehle: /hilfe, Ihre Daten: /daten"""
SHORT_DESCRIPTION = "Antworten aus Unterlagen für Bürgermeisterinnen und Bürgermeister kleiner Gemeinden in NRW."
IN_GROUPS = "Ich antworte nur im persönlichen Chat. Dort bleiben Ihre Fragen unter uns: https://t.me/{username}"
FILE_UNREADABLE = "Die Datei „{name}“ lässt sich gerade nicht öffnen."
FILE_TOO_LARGE = "Die Datei „{name}“ ist mit {megabytes} MB zu groß für Telegram (höchstens {most} MB)."
TOKEN_REFUSED = "Telegram kennt dieses Token nicht"  # noqa: S105 - a sentence about a token
TOKEN_ALLOWED = "das Token von @BotFather; bei eigenem Server auch TELEGRAM__BASE_URL prüfen"  # noqa: S105 - as above
TOKEN_MISSING = "fehlt"  # noqa: S105 - as above
REFUSED = {
    "too_many": "Das waren viele Nachrichten auf einmal. In einer Minute lese ich weiter; fragen Sie dann noch einmal.",
    "overload": "Gerade fragen sehr viele gleichzeitig. Bitte schreiben Sie in ein paar Minuten noch einmal.",
    "not_written": "Ich kann gerade nichts speichern. Ihre Nachricht wartet; sobald es wieder geht, antworte ich.",
}
"""By the reason why a message is not worked on, or not yet."""
