"""What /profil says: a member's municipality, topics, visibility and contact."""

HEAD = "Ihr Profil"
PLACE = "Kommune: {place}"
NOT_GIVEN = "noch nicht angegeben"
ROLE = "Rolle: {role}"
NAME = "Name: {name}"
DEPUTY = "Vertretung: {deputy}"
CONTACT = "Kontakt: {contact} (weitergegeben erst, wenn beide Seiten Ja sagen)"
TOPICS = "Themen: {topics}"
VISIBLE = "Andere Mitglieder sehen: {what}"
NOTHING_VISIBLE = "nichts"
NONE = "keine"
VISIBLE_PARTS = {"municipality": "Kommune", "name": "Name"}
SMALL = "unter 20.000 Einwohner"
BAND = "um 20.000 Einwohner, je nach Stichtag darüber oder darunter"
LARGE = "über 20.000 Einwohner"
MARKED = "von der Redaktion als teilnahmeberechtigt vermerkt"
UNMARKED = "von der Redaktion als nicht teilnahmeberechtigt vermerkt"

CHANGE = {
    "town": "Kommune",
    "name": "Name",
    "deputy": "Vertretung",
    "contact": "Kontakt",
}
CHANGE_TOPICS, CHANGE_VISIBLE, BACK = "Themen", "Sichtbarkeit", "Zurück zum Profil"
CHOSEN, NOT_CHOSEN = "✓ {label}", "{label}"

ASK = {
    "town": "Welche Kommune vertreten Sie? Schreiben Sie den Namen, oder senden Sie Ihren Standort.",
    "name": "Wie sollen andere Sie nennen? Schreiben Sie Ihren Namen, gern mit Amt.",
    "deputy": "Wer vertritt Sie? Schreiben Sie einen Namen, mit Einverständnis der Person.",
    "contact": (
        "Wie dürfen andere Sie erreichen, wenn beide Ja gesagt haben? Schreiben Sie Telefon oder E-Mail, am besten "
        "die dienstliche."
    ),
}
CLEAR = "Angabe löschen"
TOO_LONG = "Das sind {length} Zeichen. Möglich sind höchstens {most}; schreiben Sie es bitte kürzer."
NO_WORDS = "Das kann ich nicht lesen. Bitte schreiben Sie es in Worten, oder /abbrechen."
DID_YOU_MEAN = "„{typed}“ steht nicht im Verzeichnis. Meinen Sie eine dieser Kommunen?"
WHICH_ONE = "„{typed}“ gibt es mehrmals. Welche ist Ihre?"
UNKNOWN_TOWN = "„{typed}“ steht nicht im Verzeichnis. Prüfen Sie bitte die Schreibweise, oder /abbrechen."
NEAREST = "Diese Kommunen liegen Ihrem Standort am nächsten. Welche ist Ihre?"
FAR_AWAY = (
    "Von diesem Standort ist keine Kommune des Verzeichnisses näher als {kilometres} km. Schreiben Sie bitte den Namen."
)
CHOOSE_TOPICS = (
    "Welche Themen interessieren Sie? Dazu kommen Hinweise, mehr nicht. Ein Tipp wählt, ein zweiter wählt ab."
)
CHOOSE_VISIBLE = (
    "Was dürfen andere Mitglieder sehen? Ohne Freigabe tauchen Sie in keiner Liste auf. Kontaktdaten gehen nie so "
    "hinaus, nur nach zwei Ja."
)
SAVED = "Gespeichert."
