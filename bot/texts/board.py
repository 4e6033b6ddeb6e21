"""What /bedarf, /angebot and /themen say."""

KINDS = {"need": "Bedarf", "offer": "Angebot", "topic": "Thema"}
ASK = {
    "need": "Was braucht Ihre Kommune? Wählen Sie ein Thema.",
    "offer": "Was kann Ihre Kommune anderen bieten? Wählen Sie ein Thema.",
    "topic": "Welches Thema soll beim nächsten Treffen vorkommen?",
}
MINE = {"need": "Ihre Bedarfe:", "offer": "Ihre Angebote:"}
MINE_LINE = "• {topic}{stage}, gilt bis {until}"
EDIT = "✎ {topic}"
STAGE_QUESTION = "{topic}: Wie weit ist das bei Ihnen?"
STAGES = {
    "idea": "Idee",
    "planned": "geplant",
    "running": "läuft",
    "finished": "abgeschlossen",
    "failed": "gescheitert",
}
FAILED_HELPS = "Auch Gescheitertes hilft anderen."
CONFIRM = "{kind}: {topic}, {stage}.{words}\n\nSo eintragen?"
WORDS = "\n„{text}“"
VISIBLE_NOW = "Andere Mitglieder sehen dabei den Namen Ihrer Kommune."
HIDDEN_NOW = "Ohne Ihre Freigabe sieht niemand, dass es von Ihrer Kommune kommt; vorgeschlagen wird es dann nicht."
PUT, PUT_VISIBLE, PUT_HIDDEN = "Eintragen", "Eintragen, Kommune zeigen", "Eintragen, nicht zeigen"
BACK = "Zurück"
OWN_WORDS = "In eigenen Worten"
ASK_NEW_WORDS = (
    "Worum geht es? Schreiben Sie es in höchstens {most} Zeichen, ohne Namen Dritter. /abbrechen beendet das."
)
OTHER_TOPIC = "Anderes Thema"
SHOWN = "Eingetragen als {kind}: {topic}{stage}"
UNTIL = "Gilt bis {day}, dann frage ich nach."
SEEN = "Andere sehen Ihre Kommune dazu."
NOT_SEEN = "Andere sehen Ihre Kommune dazu nicht; ändern mit /profil."
WHO_FITS = "Wer dazu passt: /kommunen"
CHANGE_WORDS, CHANGE_STAGE, REMOVE, UNDO = "Worte ändern", "Stand ändern", "Entfernen", "Rückgängig"
REMOVED = "Entfernt: {kind} {topic}."
ASK_WORDS = (
    "Schreiben Sie in eigenen Worten, worum es bei „{topic}“ geht, höchstens {most} Zeichen. /abbrechen lässt alles, "
    "wie es ist."
)
TOO_LONG = (
    "Das sind {length} Zeichen, möglich sind {most}. Bitte kürzen Sie auf das Wichtigste; Ihr Text steht oben und "
    "lässt sich kopieren."
)
NO_WORDS = "Das kann ich nicht lesen. Bitte beschreiben Sie es in Worten."
WHICH_TOPIC = "Notiert. Zu welchem Thema gehört das?"
TOWN_FIRST = "Dafür muss ich wissen, welche Kommune Sie vertreten. Schreiben Sie bitte den Namen."
STILL = "Vor einem Jahr eingetragen: {kind} {topic}{stage}.{words}\n\nGilt das noch?"
STILL_YES, STILL_NO = "Ja, ein weiteres Jahr", "Nein, entfernen"
KEPT = "Gut, das gilt bis {day}."
GONE = "Diesen Eintrag gibt es nicht mehr."

TOPICS_HEAD = "Themen für das nächste Treffen"
NO_TOPICS = "Noch ist keines gemeldet."
TOPIC_LINE = "• {topic}: {towns}"
ONE_TOWN, MANY_TOWNS = "1 Kommune", "{count} Kommunen"
HOW_TO_VOTE = "Tippen Sie auf ein Thema, um es auch für Ihre Kommune zu melden (✓ nimmt es zurück)."
VOTE, VOTED = "＋ {topic} ({count})", "✓ {topic} ({count})"
REPORTED, TAKEN_BACK = "Gemeldet: {topic}.", "Zurückgenommen: {topic}."
JOIN_GROUP = "Dazu gibt es schon eine Arbeitsgruppe: {title}. /netzwerke"
