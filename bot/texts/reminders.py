"""Every German sentence of reminders: to members, to organisers, and about one's own reminders."""

EVENT_DAY = "Erinnerung: „{title}“ ist {soon}, {hours}."
EVENT_DAY_ALL = "Erinnerung: „{title}“ ist {soon}."
EVENT_HOURS = "Erinnerung: „{title}“ beginnt heute um {clock} Uhr."
EVENT_PLACE = "Ort: {place}"
EVENT_ANSWER = "„{title}“, {when}: Anmeldeschluss ist {soon}, {clock} Uhr. Sie haben noch nicht geantwortet."
FROM, BETWEEN = "ab {start} Uhr", "{start} bis {end} Uhr"

DEADLINE = "Frist {soon}{left}: {title}{publisher}"
LEFT_MANY = " (in {days} Tagen)"
DEADLINE_QUOTE = "„{wording}“"
DEADLINE_SOURCE = "Quelle: {title}{publisher}, {dated}{page}"
UNDATED = "ohne Datum"
DATED = "Stand {day}"
PAGE = ", S. {page}"
UNCONFIRMED = "Diese Frist ist nicht bestätigt. Bitte fragen Sie bei der zuständigen Stelle nach."
WHY_TOPIC = "Sie erhalten das, weil Sie dem Thema {topic} folgen."
WHY_WISH = "Sie haben um diese Erinnerung gebeten."
STOP_BUTTON = "Nicht mehr erinnern"

OFFER_BUTTON = "Erinnern: {day}"
WISHED = "Ich erinnere Sie vor dem {day}. /erinnerungen zeigt alle."
WISHED_UNCONFIRMED = "Ich erinnere Sie vor dem {day}. Die Frist ist nicht bestätigt. /erinnerungen zeigt alle."
WISHED_ALREADY = "Daran erinnere ich Sie schon: /erinnerungen"
WISH_OVER = "Diese Frist ist vorbei."

HEAD = "Ihre Erinnerungen"
NONE = (
    "Zurzeit gibt es nichts, woran ich Sie erinnere. Zu Terminen sagen Sie unter /termine zu; bei Antworten mit einer "
    "Frist gibt es den Knopf „Erinnern“."
)
LINE_EVENT = "{number}. Termin {when}: {title}"
LINE_DEADLINE = "{number}. Frist {when}: {title}"
LINE_TOPIC = "Dazu Fristen zu Ihren Themen: {topics} (ändern unter /profil)"
LINE_GONE = "Unterlage nicht mehr im Bestand"
ALL_OFF = "Alle Erinnerungen sind aus."
STOP = "{number} stoppen"
ALL_STOP, ALL_ON = "Alle ausschalten", "Wieder einschalten"
STOPPED = "Gestoppt. Sie werden daran nicht mehr erinnert."
STOPPED_ALL = "Sie erhalten keine Erinnerungen mehr."
UNDO = "Doch erinnern"
RESUMED = "Sie werden wieder erinnert."

RADAR_HEAD = "Fristen-Radar (Entwürfe, noch nicht gesendet)"
RADAR_LINE = "{number}. {day}: {title}{publisher}, {dated}"
RADAR_QUOTE = "   „{wording}“"
RADAR_UNCONFIRMED = "   nicht bestätigt"
RADAR_TOPICS = "   Themen {topics}; „senden“ geht an {people}"
RADAR_NO_TOPICS = "   ohne Thema, deshalb folgt niemand; ein Thema lässt sich unter /dokumente nachtragen"
RADAR_SEND, RADAR_DROP = "{number} senden", "{number} verwerfen"
RADAR_SENT = "Frist {day}: Die Erinnerung geht an {people}."
RADAR_DROPPED = "Frist {day}: verworfen, es wird nichts gesendet."
RADAR_DECIDED = "Darüber ist schon entschieden."
RADAR_OVER = "Diese Frist gibt es nicht mehr oder sie ist vorbei."

COMMANDS_HELP = "Erinnerungen: was ansteht und was schon gesendet ist."
LISTED_LINE = "{due}  {chat}  {state}  {text}"
LISTED_NONE = "Es steht keine Erinnerung an."
STATES = {
    "planned": "geplant",
    "pending": "wartet",
    "sending": "unterwegs",
    "sent": "gesendet",
    "uncertain": "unsicher",
    "blocked": "blockiert",
    "unsubscribed": "abbestellt",
    "failed": "Fehler",
    "cancelled": "zurückgenommen",
    "expired": "verfallen",
}
WROTE = "Niedergeschrieben: {count}"
WOULD_WRITE = "Fällig: {count}"
