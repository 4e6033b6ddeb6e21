"""What /daten and /loeschen say about all that is stored of a person."""

PARTS = {
    "members": "Profil",
    "entries": "Bedarfe, Angebote und Themen",
    "group_members": "Arbeitsgruppen",
    "working_groups": "Kontakte von Arbeitsgruppen, die Sie eingetragen haben",
    "introductions": "Kontaktanfragen",
    "blocks": "Gesperrte Anfragende",
    "registrations": "Antworten auf Einladungen",
    "event_invitations": "Einladungen",
    "table_votes": "Stimmen für Tischthemen",
    "table_seats": "Tischplätze",
    "topic_tables": "Vorgeschlagene Tischthemen",
    "reminder_wishes": "Gewünschte Erinnerungen",
    "reminder_stops": "Abgestellte Erinnerungen",
    "radar": "Entscheidungen über Fristen",
    "join_requests": "Anfrage um Freischaltung",
    "gap_wishes": "Offene Fragen, zu denen Sie Nachricht wollten",
    "accessions": "Von Ihnen aufgenommene Unterlagen",
    "bin": "Von Ihnen entfernte Unterlagen",
    "drafts": "Nicht abgeschlossene Aufnahmen",
    "dialogues": "Begonnene Eingaben",
    "events": "Angelegte Termine",
    "broadcasts": "Angelegte Rundschreiben",
    "deliveries": "Nachrichten an Sie",
    "audit": "Protokoll der Verwaltungsschritte",
    "turns": "Nachrichten dieses Chats",
    "feedback": "Bewertungen",
}
"""By table; a test holds it against the registry."""
ELSEWHERE = ("turns", "feedback")
"""Counted in a sentence of their own."""
ALSO = "Außerdem: {parts}."
PART = "{part} ({count})"
AS_FILE = "Als Datei"
FILE_NAME = "meine-daten.json"
FILE_CAPTION = "Alles, was über Sie gespeichert ist, Stand {at}."
FIELD = "{name}: {value}"
FIELDS = {
    "role": "Rolle", "ags": "Gemeindeschlüssel", "name": "Name", "joined_at": "dabei seit", "deputy": "Vertretung",
    "consent_version": "Einverständnis, Fassung", "consent_at": "Einverständnis am", "contact": "Kontakt",
    "topics": "Themen", "visible": "sichtbar", "unsubscribed": "abbestellt", "granted": "eingeladen",
    "blocked_at": "Bot blockiert seit", "kind": "Art", "topic": "Thema", "text": "Text", "stage": "Stand",
    "made_at": "angelegt", "changed_at": "geändert", "expires_at": "gilt bis", "removed_at": "entfernt",
    "state": "Zustand", "side": "Seite", "about": "worüber", "own_contact": "eigener Kontakt",
    "others_contact": "Kontakt der anderen Seite", "at": "am", "choice": "Antwort", "waiting": "auf der Warteliste",
    "since": "seit", "note": "Hinweis", "event_id": "Termin", "group_id": "Arbeitsgruppe", "words": "Vorstellung",
    "action": "Schritt", "subject": "betrifft", "step": "Schritt", "data": "Angaben", "title": "Titel",
    "contact_at": "Kontakt eingetragen", "towns": "Zahl der Kommunen", "meets_at": "nächstes Treffen",
}  # fmt: skip
"""By column; others are shown as they are called."""
HIDDEN = ("id", "chat", "actor", "contact_by")
VALUES = {
    "need": "Bedarf", "offer": "Angebot", "mayor": "Bürgermeister/in", "staff": "Redaktion",
    "organiser": "Organisation", "admin": "Verwaltung", "idea": "Idee", "planned": "geplant", "running": "läuft",
    "finished": "abgeschlossen",
    "failed": "gescheitert", "asker": "von Ihnen", "asked": "an Sie", "open": "offen", "ended": "beendet",
    "agreed": "beide Ja", "joined": "dabei", "invited": "eingeladen", "declined": "abgelehnt", "sent": "zugestellt",
    "cancelled": "zurückgenommen", "municipality": "Kommune", "yes": "Zusage", "no": "Absage", "maybe": "vielleicht",
}  # fmt: skip
YES, NO = "ja", "nein"
CONFIRM_MEMBER = (
    "Alles löschen, was über Sie gespeichert ist: Profil, Einträge, Anfragen, Antworten, Gespräch? Sie sind danach "
    "kein Mitglied mehr, offene Anfragen enden. Das lässt sich nicht zurückholen."
)
AUDIT_STAYS = "Nur das Protokoll der Verwaltungsschritte bleibt ein Jahr lang unverändert; es enthält keine Inhalte."
DELETED_MEMBER = "Alles ist gelöscht. Wieder dabei sein können Sie mit einer neuen Einladung."
