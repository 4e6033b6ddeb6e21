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
