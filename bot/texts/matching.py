"""Every German sentence of /startups and /kommunen; figures and counter-arguments come with the matches."""

QUOTED = "„{text}“ [{number}]"
REPORTED = "„{text}“ (gemeldet am {day})"
AGAINST = "Zu bedenken: {line}"
SAME_REASON = "Beleg wie unter {number}."
KNOWN = "Bekannt: {facts}"
AWAY = "anderer Regierungsbezirk ({})"
ALL_TOPICS = "Alle Themen"
BACK = "‹ Zur Liste"
ALREADY_SHOWN = "Das steht schon weiter unten."

NEED_TOO_LONG = "Das sind {length} Zeichen; ich kann bis {most} lesen. Bitte nennen Sie den Bedarf in ein, zwei Sätzen."
NO_NEED = "Darin erkenne ich keinen Bedarf. Bitte nennen Sie ihn in ein paar Worten, zum Beispiel: Mängelmelder"

MARKET = "Markt der Möglichkeiten"
MARKET_HINT = """\
Zu welchem Thema suchen Sie ein Start-up? Tippen Sie auf ein Thema, oder schreiben Sie den Bedarf dazu, \
zum Beispiel: /startups Schlaglöcher erfassen
"""
NO_START_UPS = "In meinen Unterlagen steht noch kein Start-up."
WITHOUT_TOPIC = "Ohne belegtes Thema: {names}."
ASKED_START_UPS, ASKED_TOWNS = ASKED_FOR = ("Welche Start-ups: {need}", "Welche Kommunen: {need}")
"""How a need is kept among the turns of a chat."""
START_UPS_FOR = "Start-ups für „{need}“"
START_UPS_ON = "Start-ups zum Thema {topic}"
MORE_START_UPS = "Versuchen Sie andere Worte, oder sehen Sie unter allen Themen nach."

TOWNS = "Andere Kommunen"
TOWNS_HINT = """\
Worüber möchten Sie sich austauschen? Tippen Sie auf ein Thema, oder schreiben Sie es dazu, \
zum Beispiel: /kommunen LoRaWAN
"""
TOWNS_FOR = "Kommunen für „{need}“"
NO_TOWNS = "Dazu ist in meinen Unterlagen keine Kommune belegt. Mit /bedarf sehen andere, dass Sie das suchen."
ENDED = "Nicht aufgeführt, weil nur aus einem beendeten Programm bekannt: {names}."
NO_HOME = "Mit Ihrer Kommune im /profil sehen Sie auch Entfernung und Größe."
MAP = "Karte"
MAP_CAPTION = "Kommunen für „{need}“: {names}"
CITY = "kreisfreie Stadt"
TOWNS_WITH_MAP = "Kommunen mit Karte"
GROUP = "Gruppe und Förderung"

GROUP_FOR = "Gruppe für „{need}“"
YOURS = "{name} (Ihre Kommune)"
MISSING = (
    "Noch frei in einer Gruppe aus drei: {count}. Niemand sonst hat diesen Bedarf gemeldet oder veröffentlicht. "
    "Ihren melden Sie mit /bedarf."
)
SUM = "Förderung bei {count} Partnern: {calculation} [{numbers}]"
SHARE = (
    "Eigenanteil mindestens {own} %: Für die ganze Summe braucht es Ausgaben ab {expenses}, davon {self_paid} selbst."
)
NO_SHARE = "Wie hoch der Eigenanteil ist, steht nicht in der Richtlinie."
NO_RULE = "Eine gültige Richtlinie mit Beträgen je Partner steht nicht in meinen Unterlagen."
TO_CLEAR_UP = "Vorher zu klären:"
