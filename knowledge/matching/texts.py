"""What matching says in its own words, in German: about figures of the directory, gaps and counter-arguments."""

import datetime as dt
from collections.abc import Sequence

from knowledge.german.numbers import grouped
from knowledge.model import Municipality

OTHER_TOPICS = "Weitere"
ONLY_ONE = "Nur ein Treffer: Ein zweites Start-up zu diesem Thema steht nicht in meinen Unterlagen."
ONLY_TWO = "Nur zwei Treffer: Ein drittes Start-up zu diesem Thema steht nicht in meinen Unterlagen."
NONE = "Zu diesem Bedarf steht kein Start-up in meinen Unterlagen."
NO_STATE_REFERENCE = "Eine Referenz in NRW ist in den Unterlagen nicht zu erkennen."
NO_REFERENCE = "Eine Referenz ist in den Unterlagen nicht zu erkennen."
LARGE_REFERENCE = "Die belegten Referenzen in NRW sind deutlich größer: {names}."
FAR_REFERENCE = "Die nächste belegte Referenz ist {distance} km entfernt: {name}."
NO_PRICE = "Ein Preis steht nicht in den Unterlagen."
UNDATED = "Die Quelle trägt kein Datum."
OLD = "Die Angaben sind von {year}."
NOT_CHECKED = "Die Angaben stammen aus einer einzigen Quelle, geprüft sind sie nicht."
PROCUREMENT = (
    "Das ist keine Empfehlung. Für eine Beauftragung gilt das Vergaberecht; bei gleicher Eignung wechselt die "
    "Reihenfolge täglich."
)

OWN = "{name} ist Ihre eigene Gemeinde."
NO_CONSENT = "{name} möchte zurzeit nicht vorgeschlagen werden."
HAS_ENDED = "{name} ist nur aus einem Programm bekannt, das beendet ist."
NOT_IN_AREA = "In {area} ist dazu nichts belegt. Am nächsten kommt:"
LARGER = "{name} ist mit {people} Einwohnern deutlich größer als Ihre Gemeinde, also eher Vorbild als Partner."
LARGE = "{name} hat {people} Einwohner, ist also eher Vorbild als gleich großer Partner."
SMALLER = "{name} ist mit {people} Einwohnern deutlich kleiner als Ihre Gemeinde."
FAR = "{name} ist {distance} km entfernt."
FAILED = "Das Vorhaben wurde nicht fortgeführt; gefragt ist hier, was nicht funktioniert hat."
PLANNED = "Es ist erst geplant, Erfahrungen gibt es noch nicht."
NO_CONTACT = "Wer dort zuständig ist, steht nicht in den Unterlagen."
WILLING_UNKNOWN = "Ob dort Interesse an einem Austausch besteht, ist nicht belegt."
SEEKS = "sucht oder lädt Partner ein"
SHARES = "gibt Unterlagen weiter"
BOTH_SEEK = "sucht dasselbe"
OFFERS = "bietet es an"
REPORTED = "hat das Thema gemeldet"
OPEN = "hat veröffentlicht, was es getan hat"
NAMED = "wird in einer Unterlage genannt"
AS_OF = "Stand {day}"
STAGE_UNKNOWN = "Stand des Vorhabens nicht belegt"
STAGES = {
    "idea": "Idee",
    "planned": "geplant",
    "running": "läuft",
    "finished": "abgeschlossen",
    "failed": "nicht fortgeführt",
}
"""By knowledge.matching.model.Stage."""


def people(place: Municipality) -> str:
    """Population with its date."""
    return f"{grouped(place.population)} Einwohner ({day(place.population_as_of)})"


def distance(kilometres: float, place: Municipality) -> str:
    """How far and in which county."""
    return f"{kilometres:.0f} km entfernt, {place.county}"


def day(iso: str) -> str:
    """An ISO date as in a letter; anything else as it is."""
    try:
        return f"{dt.date.fromisoformat(iso):%d.%m.%Y}"
    except ValueError:
        return iso


def area_name(value: str) -> str:
    """An area after "In": "im Kreis Herford" reads as "dem Kreis Herford"."""
    if "egion" in value:
        return f"der {value}"
    return f"dem {value}" if "reis" in value else value


MAP_HOME = "{name}: Ihre Gemeinde"
MAP_NOTE = "Farben: Regierungsbezirke. Grenzen vereinfacht aus den Ortsmitten. Daten: Destatis, Gemeindeverzeichnis"

LEADS_BY_EXPERIENCE = "{name} hat es schon gemacht und könnte federführend sein; {people}."
LEADS_BY_SIZE = "{name} ist die größte Kommune der Gruppe und könnte federführend sein; {people}."
ASK_CONDITION = "„{condition}“ Trifft das auf Ihre Gruppe zu?"
ASK_DISTRICTS = "Die Gruppe liegt in den Regierungsbezirken {districts}. Welche Bezirksregierung ist zuständig?"
ASK_DEADLINE = "Bis wann sind Anträge möglich? Ein letzter Tag steht nicht in der Richtlinie."


def listed(names: Sequence[str]) -> str:
    """Names as in a sentence: "Arnsberg, Detmold und Münster"."""
    return " und ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def euros(value: float) -> str:
    """An amount as in a letter: "194.444,45 €", cents only where there are some."""
    whole, cents = divmod(round(value * 100), 100)
    return f"{grouped(whole)},{cents:02} €" if cents else f"{grouped(whole)} €"
