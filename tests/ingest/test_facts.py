import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from ingest.chunking import chunk
from ingest.facts import describe, find_predecessor
from ingest.facts.titles import find_title
from ingest.model import Block, BlockKind, Description, RawDocument
from ingest.readers import read
from knowledge.german.places import Gazetteer, shipped_municipalities
from knowledge.model import Chunk, Document, DocumentKind, FactKind, Municipality
from knowledge.written_dates import german_date

INVENTED = Municipality("05990001", "Averholt", "Gemeinde", "Kreis Borken", "Münster", 8000, "erfunden", 51.9, 6.8)
GAZETTEER = Gazetteer((*shipped_municipalities(), INVENTED))

RULES = """Richtlinie Digitale Schulwege 2026
Verkehrsstiftung Hellweg
vom 1. Juni 2026

Zuwendungszweck
Die Verkehrsstiftung Hellweg unterstützt Schulträger bei der Erfassung gefährlicher Stellen.

Höhe
Gezahlt werden 60 Prozent, höchstens 2.500 Euro je Grundschule. Anträge stellt der Schulträger.

Antrag
"""
PROJECT = """Bürgerbus auf Zuruf

Gemeinde Averholt, 8.000 Einwohner, Kreis Borken, Regierungsbezirk Münster

Seit Mai 2025 fährt der Bürgerbus nach Anruf. Die Software kommt von der Rufwerk Mobil GmbH.

Ergebnis: 40 Prozent mehr Fahrgäste.
"""
PRESS = """<html><head><title>{title} | Stadt Warburg</title></head><body><main><h1>{title}</h1>
<p>{first}</p><p>„Darauf haben wir gewartet“, sagte Bürgermeister Tobias Scherf.</p></main></body></html>"""
EVENT = """Einladung zum Netzwerktag Datenschutz

Dienstag, 9. März 2027, 9.30 bis 16 Uhr, Stadthalle Beckum

Anmeldung bis 19. Februar 2027 an datenschutz@netz.example. Die Teilnahme ist kostenfrei.
"""
START_UP = """Pegelpost GmbH

Warnt Dörfer vor Starkregen.

Sitz: Siegen
Gründung: 2021
Preis: 480 Euro je Pegel und Jahr
Referenzen: Wilnsdorf, Netphen
"""


def described(folder: Path, text: str, name: str = "blatt.txt") -> tuple[Description, tuple[Chunk, ...]]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    raw = read(path)
    chunks = chunk("d1", raw)
    return describe("d1", raw, chunks, GAZETTEER), chunks


def values(description: Description, kind: FactKind) -> list[str]:
    return [fact.value for fact in description.facts if fact.kind is kind]


def rules(folder: Path, sentence: str) -> Description:
    return described(folder, RULES + sentence)[0]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (RULES, "a.txt", DocumentKind.FUNDING),
        (PROJECT, "a.txt", DocumentKind.PROJECT),
        (PRESS.format(title="Neue Ladesäulen am Markt", first="Die Säulen laufen."), "a.html", DocumentKind.PRESS),
        (EVENT, "a.txt", DocumentKind.EVENT),
        (START_UP, "a.txt", DocumentKind.START_UP),
    ],
)
def test_each_kind_of_document_is_recognised_by_what_it_says(tmp_path: Path, text: str, name: str, kind: DocumentKind):
    assert described(tmp_path, text, name)[0].kind is kind


def test_a_heading_is_the_title_not_the_file_name(tmp_path: Path):
    assert described(tmp_path, PROJECT, "scan_0815.txt")[0].title == "Bürgerbus auf Zuruf"


def test_a_title_in_capitals_becomes_readable(tmp_path: Path):
    title = described(tmp_path, PROJECT.replace("Bürgerbus auf Zuruf", "BÜRGERBUS AUF ZURUF"))[0].title
    assert title == "Bürgerbus auf Zuruf"


@pytest.mark.parametrize("junk", ["Microsoft Word - Dok1.docx", "scan_0815", "Unbenannt", "12.03.2026", ""])
def test_a_stated_title_that_says_nothing_gives_way_to_the_heading(junk: str):
    blocks = (Block(BlockKind.HEADING, "Leitfaden Hitze", level=1), Block(BlockKind.PARAGRAPH, "Es wird warm."))
    assert find_title(RawDocument("scan_0815.pdf", blocks, title=junk)) == "Leitfaden Hitze"


def test_a_story_without_a_heading_is_called_by_its_first_sentence():
    story = "Warburg. Der Rat hat die Satzung beschlossen. " + "Es folgte eine lange Aussprache dazu. " * 6
    blocks = (Block(BlockKind.PARAGRAPH, story), Block(BlockKind.HEADING, "Hintergrund", level=2))
    assert find_title(RawDocument("text.txt", blocks)) == "Der Rat hat die Satzung beschlossen"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Stand: 20.02.2026", dt.date(2026, 2, 20)),
        ("Verfasst am 3. März 2026", dt.date(2026, 3, 3)),
        ("Vermerk vom 4. April 2026", dt.date(2026, 4, 4)),
        ("Averholt, den 5. Mai 2026", dt.date(2026, 5, 5)),
        ("Stand: Juni 2026", dt.date(2026, 6, 1)),
        ("Stand: ohne Datum, gelesen am 22.11.2026", None),
        ("Der Rat beschloss am 5. Mai 2024 den Kauf.", None),
        ("Der Vertrag endet am 5. Mai 2029.", None),
    ],
)
def test_the_date_of_issue_is_the_stated_one_and_no_other(tmp_path: Path, line: str, date: dt.date | None):
    head, rest = PROJECT.split("\n\n", 1)
    assert described(tmp_path, f"{head}\n\n{line}\n\n{rest}")[0].date == date


def test_a_date_of_which_only_the_month_is_stated_says_so(tmp_path: Path):
    head, rest = PROJECT.split("\n\n", 1)
    lines = ("Stand: Juni 2026", "Stand: 2.6.2026")
    said = {line: described(tmp_path, f"{head}\n\n{line}\n\n{rest}")[0].month_only for line in lines}
    assert said == {"Stand: Juni 2026": True, "Stand: 2.6.2026": False}
    assert german_date(dt.date(2026, 6, 1), month_only=True) == "Juni 2026"
    assert german_date(dt.date(2026, 6, 1), month_only=False) == "01.06.2026"


def test_an_event_that_was_moved_keeps_the_day_that_no_longer_holds(tmp_path: Path):
    first = "Die für den 25. November 2026 angesetzte Tagung muss entfallen. Neuer Termin ist der 3. Februar 2027."
    found = described(tmp_path, PRESS.format(title="Tagung findet später statt", first=first), "a.html")[0]
    assert (values(found, FactKind.MOVED), values(found, FactKind.CANCELLED)) == (["2026-11-25"], [])


def test_an_event_that_does_not_take_place_is_cancelled(tmp_path: Path):
    found = described(tmp_path, EVENT + "\nDer Netzwerktag wird abgesagt.\n")[0]
    assert values(found, FactKind.CANCELLED) == ["Der Netzwerktag wird abgesagt."]
    assert values(found, FactKind.VENUE) == ["Stadthalle Beckum"]


def test_costs_of_a_project_are_told_from_grants_and_income(tmp_path: Path):
    money = "Kosten: Anschaffung 24.600 Euro, Zuschuss des Landes 9.000 Euro, Betrieb 3.100 Euro im Jahr."
    assert values(described(tmp_path, PROJECT + money)[0], FactKind.COST) == ["24600", "3100"]


def test_a_quota_is_told_from_interest_instalments_and_the_own_share(tmp_path: Path):
    found = rules(tmp_path, "Erstattungen sind mit drei Prozent zu verzinsen. 40 Prozent sind Eigenanteil.")
    assert values(found, FactKind.QUOTA) == ["60"]
    assert values(found, FactKind.CEILING) == ["2500"]


def test_a_start_up_says_what_it_sells_for_how_much_and_where_it_sits(tmp_path: Path):
    found = described(tmp_path, START_UP)[0]
    assert values(found, FactKind.OFFER) == ["Warnt Dörfer vor Starkregen."]
    assert values(found, FactKind.PRICE) == ["480"]
    assert values(found, FactKind.SEAT) == ["Siegen"]


def test_a_press_text_without_a_date_takes_that_of_the_event_it_reports(tmp_path: Path):
    first = "Am Samstag, 12. September 2026, hat der Heimatverein eine Teestube eröffnet."
    assert described(tmp_path, PRESS.format(title="Teestube", first=first), "a.html")[0].date == dt.date(2026, 9, 12)


def test_a_press_text_never_takes_the_date_of_what_is_still_to_come(tmp_path: Path):
    first = "Am Samstag, 12. Dezember 2026, findet der Markt statt."
    assert described(tmp_path, PRESS.format(title="Markt im Dezember", first=first), "a.html")[0].date is None


def test_an_invitation_is_not_dated_by_the_day_of_its_event(tmp_path: Path):
    assert described(tmp_path, EVENT)[0].date is None


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Herausgeber: Verband Ländlicher Schulträger (VLS)", "Verband Ländlicher Schulträger"),
        ("Quelle: Bezirksregierung Münster, Förderseiten", "Bezirksregierung Münster"),
    ],
)
def test_who_issued_a_document_is_read_from_imprint_and_source(tmp_path: Path, line: str, publisher: str):
    text = RULES.replace("Verkehrsstiftung Hellweg\nvom", f"{line}\nvom")
    assert described(tmp_path, text)[0].publisher == publisher


def test_the_letterhead_names_the_publisher(tmp_path: Path):
    assert described(tmp_path, RULES)[0].publisher == "Verkehrsstiftung Hellweg"


def test_a_project_is_published_by_its_municipality(tmp_path: Path):
    assert described(tmp_path, PROJECT)[0].publisher == "Gemeinde Averholt"


@pytest.mark.parametrize(
    ("sentence", "until"),
    [
        ("Die Richtlinie gilt bis zum 30. Juni 2029.", "2029-06-30"),
        ("Sie tritt mit Ablauf des 31. Juli 2029 außer Kraft.", "2029-07-31"),
        ("Das Programm läuft am 31. März 2028 aus.", "2028-03-31"),
        ("Die Bestimmungen enden mit dem 31.12.2028.", "2028-12-31"),
        ("Geltungsdauer: 1. Juli 2026 bis 30. Juni 2029", "2029-06-30"),
        ("Die Förderung ist befristet bis Dezember 2027.", "2027-12-31"),
        ("Das Programm läuft bis Ende 2028.", "2028-12-31"),
        ("Wie lange gilt die Richtlinie? Bis zum 31. Dezember 2028.", "2028-12-31"),
    ],
)
def test_the_last_day_of_validity_is_read_in_every_usual_wording(tmp_path: Path, sentence: str, until: str):
    assert str(rules(tmp_path, sentence).valid_until) == until


@pytest.mark.parametrize(
    "sentence",
    [
        "Der Bewilligungszeitraum endet spätestens am 31. Dezember 2027.",
        "Die Maßnahme muss bis zum 31. Dezember 2027 abgeschlossen sein.",
        "Die Zweckbindung endet am 31. Dezember 2035.",
        "Der Nachweis ist bis zum 31. März 2028 vorzulegen.",
    ],
)
def test_the_end_of_something_else_is_not_the_end_of_the_programme(tmp_path: Path, sentence: str):
    assert rules(tmp_path, sentence).valid_until is None


def test_the_first_day_of_validity_is_read(tmp_path: Path):
    found = rules(tmp_path, "Die Richtlinie tritt am 1. August 2026 in Kraft und gilt bis zum 31. Juli 2029.")
    assert (found.valid_from, found.valid_until) == (dt.date(2026, 8, 1), dt.date(2029, 7, 31))


def test_a_call_that_closes_once_is_over_after_that_day(tmp_path: Path):
    found = rules(tmp_path, "Einsendeschluss ist der 30. September 2026.")
    assert (values(found, FactKind.DEADLINE), found.valid_until) == (["2026-09-30"], dt.date(2026, 9, 30))


@pytest.mark.parametrize(
    ("sentence", "deadlines"),
    [
        ("Anträge sind bis zum 31. Januar und bis zum 31. August eines Jahres zu stellen.", ["--01-31", "--08-31"]),
        ("Stichtage sind der 1. März und der 1. September.", ["--03-01", "--09-01"]),
        ("Anträge werden vom 2. Januar bis zum 30. April angenommen.", ["--04-30"]),
        ("Die Antragsfrist endet am 30. September 2027.", ["2027-09-30"]),
        ("Der Verwendungsnachweis ist bis zum 31. März 2028 vorzulegen.", []),
    ],
)
def test_deadlines_for_applications_are_told_from_other_days(tmp_path: Path, sentence: str, deadlines: list[str]):
    assert values(rules(tmp_path, sentence), FactKind.DEADLINE) == deadlines


def test_an_invitation_states_its_day_its_hours_and_the_last_day_to_register(tmp_path: Path):
    found = described(tmp_path, EVENT)[0]
    assert values(found, FactKind.EVENT_DATE) == ["2027-03-09T09:30/16:00"]
    assert values(found, FactKind.DEADLINE) == ["2027-02-19"]


def test_a_last_day_without_a_year_is_the_one_before_the_event(tmp_path: Path):
    found = described(tmp_path, EVENT.replace("19. Februar 2027", "19. Februar"))[0]
    assert values(found, FactKind.DEADLINE) == ["2027-02-19"]


def test_a_cancelled_day_is_no_event(tmp_path: Path):
    first = "Die für den 25. November 2026 angesetzte Tagung muss entfallen. Neuer Termin ist der 3. Februar 2027."
    found = described(tmp_path, PRESS.format(title="Tagung findet später statt", first=first), "a.html")[0]
    assert values(found, FactKind.EVENT_DATE) == ["2027-02-03"]


def test_every_fact_keeps_the_wording_it_was_read_from(tmp_path: Path):
    found, chunks = described(tmp_path, RULES + "Die Richtlinie gilt bis zum 30. Juni 2029.")
    text = " ".join(one.text for one in chunks)
    dated = [fact for fact in found.facts if fact.kind in {FactKind.VALID_UNTIL, FactKind.DEADLINE}]
    assert dated
    assert all(fact.wording in text for fact in dated)


def test_places_topics_and_companies_of_a_project_are_found(tmp_path: Path):
    found = described(tmp_path, PROJECT)[0]
    assert values(found, FactKind.MUNICIPALITY) == ["05990001"]
    assert values(found, FactKind.COUNTY) == ["Kreis Borken"]
    assert values(found, FactKind.DISTRICT) == ["Münster"]
    assert values(found, FactKind.TOPIC)[0] == "Mobilität"
    assert values(found, FactKind.START_UP) == ["Rufwerk Mobil GmbH"]


@pytest.mark.parametrize(
    "told",
    [
        "Wer uns nutzt\n\nWilnsdorf (Pegel), Netphen (Pegel und Regen).",
        "Wo wir schon sind\n\nIn Wilnsdorf machen 54 Häuser mit, in Netphen 23.",
        "Seit Juni läuft in Wilnsdorf ein Probebetrieb, ein zweiter läuft in Netphen.",
    ],
)
def test_where_a_start_up_is_in_use_is_read_under_many_headings_and_in_sentences(tmp_path: Path, told: str):
    names = {place.ags: place.name for place in GAZETTEER.municipalities}
    found = described(tmp_path, f"# Pegelpost GmbH\n\nWarnt Dörfer vor Starkregen.\n\n## {told}", "blatt.md")[0]
    assert sorted(names[ags] for ags in values(found, FactKind.REFERENCE)) == ["Netphen", "Wilnsdorf"]


def test_a_start_ups_seat_is_no_reference(tmp_path: Path):
    names = {place.ags: place.name for place in GAZETTEER.municipalities}
    found = described(tmp_path, START_UP)[0]
    assert [names[ags] for ags in values(found, FactKind.MUNICIPALITY)] == ["Wilnsdorf", "Netphen"]


@pytest.mark.parametrize(
    "said",
    [
        "Der Netzwerktag muss ausfallen. Nachgeholt wird er am Mittwoch, dem 17. März 2027, in Beckum.",
        "Der Netzwerktag wird vom 9. März 2027 auf Mittwoch, den 17. März 2027, verschoben.",
    ],
)
def test_the_new_day_of_a_moved_event_is_read(tmp_path: Path, said: str):
    found = described(tmp_path, f"Einladung zum Netzwerktag\n\nStand: 1. Februar 2027\n\n{said}\n")[0]
    assert values(found, FactKind.EVENT_DATE) == ["2027-03-17"]


def older(title: str, date: dt.date | None, document_id: str = "d0") -> Document:
    return Document(document_id, "alt.pdf", title, DocumentKind.FUNDING, "x", "/alt.pdf", date=date)


def predecessor(folder: Path, sentence: str, *known: Document) -> str | None:
    found, chunks = described(folder, RULES + sentence)
    document = find_predecessor(found, chunks, known)
    return document.id if document else None


@pytest.mark.parametrize(
    "sentence",
    [
        "Diese Richtlinie ersetzt die Richtlinie vom 12. März 2021.",
        "Sie löst die Fassung von 2021 ab.",
        "Gleichzeitig tritt die Richtlinie vom 12. März 2021 außer Kraft.",
        "Die bisherige Richtlinie wird aufgehoben.",
        "Die Ausgabe 2021 wird durch diese Ausgabe ersetzt.",
        "Die Richtlinie vom 12. März 2021 hat damit ausgedient.",
        "Nach der Richtlinie vom 12. März 2021 wird nichts mehr bewilligt.",
    ],
)
def test_the_older_version_of_the_same_programme_is_the_predecessor(tmp_path: Path, sentence: str):
    known = older("Richtlinie Digitale Schulwege", dt.date(2021, 3, 12))
    assert predecessor(tmp_path, sentence, known) == "d0"


def test_another_programme_of_the_same_year_is_never_the_predecessor(tmp_path: Path):
    other = older("Richtlinie Sichere Radwege 2021", dt.date(2021, 5, 1))
    assert predecessor(tmp_path, "Sie löst die Fassung von 2021 ab.", other) is None


def test_a_version_of_another_year_than_the_one_named_is_not_the_predecessor(tmp_path: Path):
    wrong = older("Richtlinie Digitale Schulwege 2019", dt.date(2019, 3, 12))
    assert predecessor(tmp_path, "Sie löst die Fassung von 2021 ab.", wrong) is None


def test_a_newer_version_is_never_the_predecessor(tmp_path: Path):
    newer = older("Richtlinie Digitale Schulwege 2027", dt.date(2027, 1, 1))
    assert predecessor(tmp_path, "Die bisherige Richtlinie wird aufgehoben.", newer) is None


def test_without_a_word_about_it_nothing_is_replaced(tmp_path: Path):
    known = older("Richtlinie Digitale Schulwege 2021", dt.date(2021, 3, 12))
    assert predecessor(tmp_path, "Anträge sind formlos zu stellen.", known) is None


def test_a_later_one_of_the_same_name_takes_the_place_of_one_that_names_its_end(tmp_path: Path):
    ended = dataclasses.replace(
        older("Richtlinie Digitale Schulwege (RDS 2021)", dt.date(2021, 3, 12)), valid_until=dt.date(2025, 12, 31)
    )
    found, chunks = described(tmp_path, RULES)
    title = "Richtlinie Digitale Schulwege (RDS 2025)"
    later = dataclasses.replace(found, title=title, publisher=None, date=dt.date(2025, 9, 1), supersedes=None)
    assert find_predecessor(later, chunks, [ended]) == ended
    assert find_predecessor(later, chunks, [dataclasses.replace(ended, valid_until=None)]) is None
    assert find_predecessor(later, chunks, [dataclasses.replace(ended, publisher="Kreis")]) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Eine Beratung ersetzt keinen Vorbescheid.",
        "Ausgaben werden nur ersetzt, wenn sie nach dem 1. Januar 2026 entstanden sind.",
        "Frühere Richtlinien gibt es nicht.",
        "Nachfolgende Bestimmungen gelten ab 2026.",
    ],
)
def test_other_things_that_are_replaced_are_no_predecessors(tmp_path: Path, sentence: str):
    assert rules(tmp_path, sentence).supersedes is None


def test_a_version_that_says_it_was_replaced_does_not_claim_to_replace(tmp_path: Path):
    assert rules(tmp_path, "Diese Fassung wurde durch die Richtlinie vom 31.08.2025 ersetzt.").supersedes is None
