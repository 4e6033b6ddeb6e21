"""What the bot and its commands say about members: invitations, joining, consent, profile."""

from bot.people.model import Role

ROLES = {
    Role.MAYOR: "Bürgermeisterin oder Bürgermeister",
    Role.STAFF: "Redaktion",
    Role.ORGANISER: "Organisation",
    Role.ADMIN: "Verwaltung des Dienstes",
}

# The command line
NO_LINK = (
    "Code: {code}\nDer Name des Bots ist noch nicht bekannt. Nach dem ersten „lotse bot“ druckt dieser Befehl den "
    "fertigen Link; bis dahin: https://t.me/NAME_DES_BOTS?start={code}"
)
INVITED = "Gilt für {uses} als {role}, bis {day}. Der Link wird nur dieses eine Mal gezeigt."
ONE_USE, MANY_USES = "eine Person", "{count} Personen"
REVOKED = "Mit diesem Code kommt niemand mehr hinein."
NO_SUCH_CODE = "Diesen Code gibt es nicht."
UNKNOWN_ROLE = "Die Rolle „{role}“ gibt es nicht. Möglich sind: {roles}."
NOT_BY_INVITATION = "Administratoren werden nicht eingeladen, sondern mit „lotse members add“ oder BOT__ADMINS benannt."
UNKNOWN_PLACE = "Die Kommune „{name}“ ist nicht im Verzeichnis. Ähnlich heißen: {names}."
UNKNOWN_PLACE_ALONE = "Die Kommune „{name}“ ist nicht im Verzeichnis, und keine heißt ähnlich."
AMBIGUOUS_PLACE = "„{name}“ gibt es mehrmals: {names}. Geben Sie bitte den Schlüssel an."
PLACE_LINE = "{name} ({county}, {ags})"
ADDED = "{chat} ist jetzt Mitglied: {role}{place}."
CHANGED = "{chat} hat jetzt die Rolle {role}{place}."
MEMBER_LINE = "{chat:<22} {role:<10} {place:<28} seit {since}{state}"
NO_PLACE = "–"
BLOCKED = ", blockiert den Bot"
NO_CONSENT = ", Einwilligung offen"
REQUEST_LINE = "{chat:<22} bittet seit {since} um Freischaltung: „{words}“"
NO_MEMBERS = "Noch keine Mitglieder. „lotse members invite --role mayor“ druckt eine Einladung."
REMOVED = "{chat} ist kein Mitglied mehr; was über diesen Chat gespeichert war, ist gelöscht."
NO_MEMBER = "{chat} ist kein Mitglied."
WHO = "Geben Sie eine Telegram-Nummer an, zum Beispiel: lotse members remove 4711"
ELIGIBLE = "{name} ist als teilnahmeberechtigt vermerkt: {population}."
NOT_ELIGIBLE = "{name} ist als nicht teilnahmeberechtigt vermerkt: {population}."
UNMARKED = "Für {name} entscheidet wieder die Einwohnerzahl: {population}."
OUT_OF_RANGE = "{name} {value} passt nicht: möglich ist 1 bis {most}."
