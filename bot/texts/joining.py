"""What strangers and new members read: invitations, requests to be let in, consent."""

JOINED = "Willkommen. Sie sind jetzt dabei, als {role}."
ALREADY = "Sie sind schon dabei, als {role}. Die Einladung bleibt für jemand anderen gültig."
NEW_ROLE = "Ihre Rolle ist jetzt {role} (bisher {before})."
USED = "Diese Einladung ist schon verbraucht. Bitten Sie die Stelle, von der Sie sie haben, um eine neue."
EXPIRED = "Diese Einladung galt bis {day}. Bitten Sie die Stelle, von der Sie sie haben, um eine neue."
UNKNOWN = "Diese Einladung kenne ich nicht. Öffnen Sie bitte den Link noch einmal so, wie Sie ihn bekommen haben."
OPEN_TO_ALL = "Dieser Dienst läuft zur Probe und ist zurzeit für alle offen."

INVITE_WHOM = "Für wen ist die Einladung? Sie gilt für eine Person und 14 Tage."
INVITE = {"mayor": "Bürgermeister/in", "staff": "Redaktion", "organiser": "Organisation"}
INVITATION = "Einladung als {role}, für eine Person, bis {day}. Geben Sie diesen Link weiter:\n{link}"
INVITED_ALREADY = "Diese Einladung ist schon erstellt. Eine weitere: /einladen"

ASK_TO_JOIN = "Freischaltung anfragen"
WHO_ARE_YOU = (
    "Wer sind Sie? Schreiben Sie bitte in einem Satz Name, Amt und Kommune. Das lesen nur die Administratoren "
    "dieses Dienstes. /abbrechen beendet die Anfrage."
)
NO_WORDS = "Bitte schreiben Sie in Worten, wer Sie sind: Name, Amt und Kommune."
TOO_MANY_WORDS = "Das sind {length} Zeichen. Bitte fassen Sie sich in höchstens {most} Zeichen."
ASKED = "Danke. Ihre Anfrage liegt den Administratoren vor; die Antwort kommt hier im Chat."
ASKED_ALREADY = "Ihre Anfrage liegt schon vor. Die Antwort kommt hier im Chat."
DECIDED_ALREADY = (
    "Über Ihre Anfrage ist schon entschieden. Wenden Sie sich bitte an die Stelle, die den Dienst betreibt."
)
NOTHING_TO_ASK = "Sie sind schon dabei."
REQUEST = "Jemand bittet um Freischaltung ({chat}):\n\n„{words}“"
APPROVE = {"mayor": "Als Bürgermeister/in", "staff": "Als Redaktion", "organiser": "Als Organisation"}
DECLINE = "Ablehnen"
APPROVED = "Freigeschaltet als {role}: „{words}“"
DECLINED = "Abgelehnt: „{words}“"
DONE_BY_OTHERS = "Darüber ist schon entschieden."
LET_IN = "Sie sind freigeschaltet, als {role}."
NOT_LET_IN = "Ihre Anfrage wurde nicht freigeschaltet. Fragen beantwortet die Stelle, die diesen Dienst betreibt."

CONSENT = """\
Kurz zum Datenschutz: Gespeichert werden die Nummer dieses Chats, Ihre Rolle und was Sie selbst eintragen (Kommune, \
Themen, Bedarfe, Angebote, Zusagen). Andere Mitglieder sehen davon nur, was Sie freigeben, zunächst nichts. \
Kontaktdaten gehen erst weiter, wenn beide Seiten Ja gesagt haben. /daten zeigt alles, /loeschen löscht alles.

Sind Sie einverstanden? Mehr dazu: /datenschutz"""
CONSENT_YES, CONSENT_NO = "Einverstanden", "Nein, danke"
CONSENTED = "Danke. Vermerkt am {day}."
CONSENT_REFUSED = (
    "In Ordnung. Fragen können Sie trotzdem stellen. Profil, Bedarfe, Angebote und Kontakte gibt es nur mit "
    "Einverständnis; der Befehl /profil fragt Sie noch einmal."
)
TOWN_NEXT = "Welche Kommune vertreten Sie? Schreiben Sie den Namen, oder senden Sie Ihren Standort."

PRIVACY = """\
Datenschutz in Kürze (Fassung {version})

Gespeichert: Nummer des Chats, Rolle, Ihr Profil, Bedarfe, Angebote, gemeldete Themen, Anfragen, Zu- und Absagen; dazu \
die letzten {turns} Nachrichten dieses Chats, damit Nachfragen gehen.
Zweck: Fragen beantworten, einladen, Kommunen zusammenbringen. Sonst nichts.
Wer es sieht: Die Organisation sieht Rolle, Kommune und Antworten auf Einladungen, aber keine Fragen. Andere \
Mitglieder sehen nur, was Sie in /profil freigeben. Kontaktdaten gehen nur nach zwei Ja weiter.
Wie lange: Bedarfe und Angebote ein Jahr, dann fragt der Lotse nach. Kontaktanfragen verfallen nach 14 Tagen.
Ihre Rechte: /daten zeigt und exportiert alles, /loeschen löscht alles, sofort.

Telegram ist ein fremder Dienst und sieht, was Sie hier schreiben. Bitte nennen Sie keine Bürgerinnen und Bürger.
{state}"""
STATE_CONSENTED = "Ihr Einverständnis: Fassung {version}, {day}."
STATE_OPEN = "Ihr Einverständnis liegt noch nicht vor."
