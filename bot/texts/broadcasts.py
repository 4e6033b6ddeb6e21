"""What organisers read about broadcasts, in the chat and on the command line."""

from bot.people.model import Role

TIME_NOT_UNDERSTOOD = (
    "Die Zeit „{text}“ verstehe ich nicht. Möglich sind zum Beispiel „Do 9 Uhr“, „morgen 8:30“, „3.12. um 9“, „in zwei "
    "Stunden“ oder „sofort“."
)
NO_CLOCK = "Um wie viel Uhr am {day}? Bitte nennen Sie auch die Uhrzeit, zum Beispiel „9 Uhr“."
NO_SUCH_CLOCK = "Die Uhrzeit „{text}“ gibt es nicht."
NO_SUCH_DAY = "Den {day:02d}.{month:02d}.{year} gibt es nicht."
TIME_PAST = "{time} ist schon vorbei. Bitte nennen Sie eine Zeit in der Zukunft."
TIME_SKIPPED = "{wall} Uhr gibt es am {day} nicht (Umstellung auf Sommerzeit), es wird {at} Uhr"
TIME_TWICE = "{wall} Uhr gibt es am {day} zweimal (Ende der Sommerzeit), gesendet wird beim ersten Mal"
HELD = "Statt {asked} ({reasons}) wird es {time}"
QUIET_NIGHT = "Ruhezeit von 20:00 bis 7:30 Uhr"
QUIET_SUNDAY = "Sonntag"

AUDIENCE_NOT_UNDERSTOOD = (
    "Wen Sie mit „{text}“ meinen, verstehe ich nicht. Möglich sind zum Beispiel „alle“, „alle unter 20.000 im RB "
    "Münster“, „Kreis Borken, außer Heek“ oder „nur wer noch nicht geantwortet hat“."
)
AUDIENCE_LEFT = (
    "Bei den Empfängern verstehe ich „{text}“ nicht. Möglich sind Einwohnerzahl, Regierungsbezirk, Kreis, Gemeinde, "
    "Rolle, Thema und Antwort auf einen Termin."
)
NO_SUCH_EVENT = "Einen kommenden Termin mit der Nummer {number} gibt es nicht. /termine zeigt alle."
NO_EVENT = "Es steht kein Termin an, zu dem jemand geantwortet haben könnte."
WHICH_ANSWER = "Wen meinen Sie beim Termin: wer zugesagt, abgesagt oder noch nicht geantwortet hat?"
NOBODY = "Das trifft auf niemanden zu: {audience}."
NOBODY_LEFT = "Von {audience} bleibt niemand übrig: {left_out}."
EVERYONE = "alle Mitglieder"
WITHOUT = "ohne: {whom}"
ABOVE, BELOW = "über {number} Einwohner", "unter {number} Einwohner"
DISTRICT = "RB {name}"
OR = " oder "
FOLLOWED = "Thema verfolgt: {topics}"
REPORTED = "Thema gemeldet: {topics}"
ANSWERED = "Antwort zu „{title}“: {answers}"
ANSWERS = {"none": "noch keine", "yes": "Zusage", "no": "Absage", "maybe": "vielleicht", "deputy": "Vertretung"}
ROLES = {
    Role.MAYOR: "Bürgermeisterinnen und Bürgermeister",
    Role.STAFF: "Redaktion",
    Role.ORGANISER: "Organisation",
    Role.ADMIN: "Administration",
}

NO_TEXT = "Der Text ist leer."
NO_SUCH_GAP = "Den Platzhalter {gap} gibt es nicht. Möglich sind: {known}."
LONE_BRACE = "Im Text steht eine geschweifte Klammer, die keinen Platzhalter bildet. Möglich sind: {known}."
EMPTY_GAP = "Für {gap} fehlt der Wert ({count}): {names}. So wird nichts gesendet."
TOO_LONG = (
    "Mit ausgefüllten Platzhaltern hat der Text bis zu {length} Zeichen (bei {name}), möglich sind {most}. "
    "Bitte kürzen."
)
FILE_UNREADABLE = "Die Datei „{name}“ lässt sich nicht lesen."
FILE_CHANGED = "Die Datei „{name}“ ist nicht mehr die, die freigegeben wurde."
SERIES_NOT_UNDERSTOOD = (
    "Die Wiederholung „{text}“ verstehe ich nicht. Möglich sind zum Beispiel „jeden Montag um 9“, „jeden letzten "
    "Freitag im Monat um 8“, „am 15. jeden Monats um 9“ oder „täglich um 9“."
)
SERIES_OVER = "Diese Wiederholung hat keinen weiteren Termin."

LEFT_OUT = {
    "blocked": "hat den Bot blockiert",
    "unsubscribed": "möchte solche Nachrichten nicht",
    "cap": "hat diese Woche schon {most} Rundrufe",
    "unplaced": "ohne Gemeinde im Profil",
}
"""Why somebody of the audience is left out."""
NEARLY_ALL = "Das sind {share} % aller {members} Mitglieder."
NO_PLACE = "ohne Gemeinde"

NO_SUCH_BROADCAST = "Einen Rundruf mit der Nummer {number} gibt es nicht."
WRONG_PHASE = "Das geht nicht: Rundruf {number} ist {phase}."
PHASES = {
    "draft": "ein Entwurf",
    "waiting": "noch nicht freigegeben",
    "approved": "freigegeben",
    "stopped": "angehalten",
    "withdrawn": "zurückgerufen",
    "discarded": "verworfen",
}
"""By bot.storage.broadcasts.Phase."""
ALTERED_MEANWHILE = "Der Entwurf wurde inzwischen geändert. Bitte sehen Sie ihn noch einmal an."
IF_TWICE = "Falls Sie diese Nachricht schon haben: Bitte entschuldigen Sie."

ERASED = "gelöscht"
REPORT_HEAD = "Rundruf {number} ({state}), {time}"
STATES = PHASES | {"scheduled": "geplant", "sending": "läuft", "done": "abgeschlossen"}
COUNTED = {
    "pending": "{count} noch ausstehend",
    "sending": "{count} gerade unterwegs",
    "sent": "{count} zugestellt (Telegram hat angenommen)",
    "uncertain": "{count} unsicher",
    "blocked": "{count} blockiert",
    "unsubscribed": "{count} abgemeldet",
    "failed": "{count} Fehler",
    "cancelled": "{count} angehalten",
    "expired": "{count} zu spät und nicht gesendet",
}
"""By bot.storage.deliveries.State."""
ROW_STATES = {
    "pending": "noch ausstehend",
    "sending": "unterwegs",
    "sent": "zugestellt",
    "uncertain": "unsicher",
    "blocked": "blockiert",
    "unsubscribed": "abgemeldet",
    "failed": "Fehler",
    "cancelled": "angehalten",
    "expired": "zu spät, nicht gesendet",
}
ROW_LEFT_OUT = "ausgelassen"
DURATION = "Dauer {seconds} s"
UNCERTAIN_LINE = "Unsicher, ob angekommen: {name}"
FAILED_LINE = "Nicht zustellbar: {name} ({problem})"
CORRECTIONS = "Korrektur oder Rückruf: {counts}"
LATE = "Seit der Freigabe dazugekommen, nicht angeschrieben: {names}"

HELP = "Rundrufe entwerfen, freigeben, anhalten, auswerten. Gesendet wird von „lotse bot“."
ONE_RECIPIENT, MANY_RECIPIENTS = "1 Mitglied", "{count} Mitglieder"
TO = "An {recipients}: {audience}"
WHEN = "Wann: {time}"
NEXT = "Die nächsten Termine: {times}"
SMALL_CELLS = "Kreise mit wenigen Empfängern: {cells}"
LEFT_OUT_LINE = "Ausgelassen ({count}): {names}"
ABOUT = "Thema: {topic} (wer es abbestellt hat, bekommt nichts)"
WITH_FILE = "Mit Datei: {name}"
WITH_BUTTONS = "Mit Knöpfen: {labels}"
URGENT = "Dringend: geht auch in der Ruhezeit hinaus und braucht zwei Freigaben."
AS_SEEN_BY = "So sieht es {name} ({length} Zeichen):"
STOPPED = "Rundruf {number} ist angehalten. Zurückgehalten: {held}. „lotse broadcasts resume {number}“ setzt ihn fort."
RESUMED = "Rundruf {number} läuft weiter. Wieder anstehend: {count}."
SENT_AGAIN = "Die Nachricht wird noch einmal gesendet, mit einer Bitte um Entschuldigung davor."
LEFT = "Dabei bleibt es: Die Nachricht wird nicht noch einmal gesendet."
NO_DOUBT = "Eine unsichere Zustellung mit der Nummer {number} gibt es nicht."
CORRECTED = "Der neue Text gilt. Schon zugestellt und zu ändern: {count}."
RECALLED = "Zurückgerufen. Schon zugestellt und zu löschen: {count} (Telegram erlaubt das 48 Stunden lang)."
NO_SUCH_FORMAT = "„{name}“ endet weder auf .csv noch auf .xlsx."
WRITTEN = "Geschrieben: {name}"
NO_BROADCASTS = "Es gibt noch keinen Rundruf."
NO_LINK = "„{text}“ ist kein Knopf. Erwartet wird zum Beispiel „Zur Anmeldung=https://www.example.org“."
NOW_APPROVE = "Entwurf {number} ist gespeichert. Gesendet wird er nach „lotse broadcasts approve {number}“."
NOW_SECOND = "Rundruf {number} ist dringend und braucht noch eine Freigabe: „lotse broadcasts approve {number}“."
APPROVED = "Rundruf {number} ist freigegeben: {time}. „lotse broadcasts stop {number}“ hält ihn an."

TOO_LATE_TO_UNDO = "Zum Zurücknehmen ist es zu spät, Rundruf {number} geht schon hinaus. /stopp hält ihn an."
ASK_WHO = (
    "An wen, und wann? Zum Beispiel: „alle unter 20.000 im RB Münster, Donnerstag 9 Uhr“, „Kreis Borken, sofort“, "
    "„wer noch nicht geantwortet hat, morgen 8:30“ oder „alle, jeden letzten Freitag im Monat um 8“. „dringend“ gilt "
    "auch in der Ruhezeit."
)
ASK_TEXT = (
    "Und der Text? Möglich sind {name}, {gemeinde}, {kreis}, {bezirk}, {einwohner}; Knöpfe als eigene Zeile: "
    "[Anmeldung](https://…), [Termin 7], [Thema Sensorik]. Ein Bild oder Dokument senden Sie mit dem Text als "
    "Beschriftung."
)
ASK_OTHER_TEXT = "Wie lautet der neue Text?"
ASK_TOPIC = (
    "Um welches Thema geht es? Zum Beispiel „Glasfaser“. Wer es mit /stumm abbestellt hat, bekommt den Rundruf dann "
    "nicht. „keins“ nimmt das Thema weg."
)
NO_TOPIC_WORDS = ("kein", "keins", "keines", "ohne", "ohne thema", "kein thema")
ASK_CORRECTION = "Wie lautet der richtige Text? Er ersetzt den alten auch dort, wo er schon angekommen ist."
ASK_AGAIN = "Bitte schreiben Sie den Text noch einmal, oder /abbrechen."
OR_CANCEL = "Oder: /abbrechen."
IGNORED = "Nicht beachtet: „{words}“"
NO_TEXT_YET = "Text"
DRAFT_HEAD = "Entwurf {number}"
TEST, APPROVE, DISCARD = "Test an mich", "Freigeben", "Verwerfen"
EDIT_TEXT, EDIT_WHO, EDIT_TOPIC = "Text ändern", "Empfänger, Zeit", "Thema"
SHOW_DRAFT, TAKE_BACK = "Entwurf zeigen", "Zurücknehmen"
WAITS_FOR_OTHER = "Wartet auf eine zweite Freigabe."
FOUR_EYES = "Freigeben muss jemand anderes aus der Organisation; mit „Freigeben“ legen Sie den Entwurf dort vor."
TEST_HEAD = "Test, nur an Sie:"
FOLLOW = "Mehr zu {topic}"
FOLLOWS = "Sie hören künftig mehr zum Thema {topic}."
NO_SUCH_TOPIC = "Das Thema „{topic}“ gibt es nicht. /profil zeigt alle."
WHICH_TOPIC = "Bitte nennen Sie ein Thema: {topics}?"
PLEASE_APPROVE = "Ein Rundruf wartet auf Ihre Freigabe."
WAITING_HEAD = "Rundruf {number} ist noch nicht freigegeben. {sentence}"
OTHERS_ASKED = "Vorgelegt zur zweiten Freigabe ({count})."
NO_OTHER = (
    "Es gibt niemanden sonst, der freigeben kann. Ein Team aus einer Person stellt BROADCASTS__FOUR_EYES=false ein."
)
APPROVED_IN_CHAT = (
    "Rundruf {number} ist freigegeben: {time}, Nachrichten: {count}. Bis {until} Uhr können Sie ihn zurücknehmen, "
    "danach hält ihn /stopp an."
)
DISCARDED = "Entwurf {number} ist verworfen."
TAKEN_BACK = "Zurückgenommen. Es ist nichts hinausgegangen."
NOTHING_RUNS = "Es läuft kein Rundruf, und keiner ist geplant."
HALTED = "Angehalten: Rundruf {number}. Zugestellt: {sent} von {total}. Zurückgehalten: {held}."
RESUME, CORRECT, RECALL, REPORT = "Fortsetzen", "Text korrigieren", "Zurückrufen", "Bericht"
REPORTS = "Die letzten Rundrufe:"
REPORT_LABEL = "{number}: {words} ({state})"
AGAIN_TO, LEAVE = "Noch einmal an {name}", "Lassen"
AS_CSV, AS_XLSX = "Als CSV", "Als Excel"
ASK_RECALL = "Schon zugestellte Nachrichten löschen ({count})? Telegram erlaubt das 48 Stunden lang."
RECALL_YES = "Ja, zurückrufen"
NO_FILE_NOW = (
    "Dateien gehen mit einem Rundruf mit: Beginnen Sie mit /rundruf, und senden Sie die Datei, wenn nach dem Text "
    "gefragt wird."
)
MEMBERS_ONLY = "Das gibt es für Mitglieder."
MUTE_HEAD = (
    "Was möchten Sie bekommen? Ein Tipp schaltet um und gilt sofort. Ein einzelnes Thema bestellen Sie so ab: "
    "/stumm Glasfaser"
)
MUTE_BROADCASTS, MUTE_REMINDERS, MUTE_INVITATIONS = "Rundrufe", "Erinnerungen", "Einladungen zu Terminen"
IS_ON, IS_OFF = "✓ {what}", "✗ {what}"
MUTED = "Abbestellt: {what}"
MUTED_TOPIC = "Abbestellt: Rundrufe, Einladungen und Erinnerungen zum Thema {topic}. Ein Tipp schaltet um."
UNMUTED = "Wieder bestellt: {what}"
WAS_RECALLED = "Eine Nachricht an Sie wurde zurückgerufen."
WAS_CORRECTED = "Berichtigt:"
