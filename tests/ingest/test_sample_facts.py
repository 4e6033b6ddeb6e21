"""The facts of the shipped samples, file by file: what a card or a list may say of them."""

from dataclasses import dataclass

import pytest

from ingest.chunking import chunk
from ingest.facts import describe
from ingest.model import Description
from ingest.readers import read
from ingest.sync import SAMPLES, files_under
from knowledge.german.places import Gazetteer, shipped_municipalities
from knowledge.model import Chunk, FactKind

GAZETTEER = Gazetteer(shipped_municipalities())
NAMES = {place.ags: place.name for place in GAZETTEER.municipalities}
PLACED = {FactKind.MUNICIPALITY, FactKind.REFERENCE}
INSIDE = tuple(FactKind)[tuple(FactKind).index(FactKind.ELIGIBLE) :]
"""Kinds whose wording stands in a passage or a heading; names of programmes may stand in the title alone."""

ANSWERS = (
    "Das Start-up neuraflow beantwortet Anfragen an das Rathaus mit künstlicher Intelligenz, "
    "schriftlich und am Telefon."
)

EXPECTED: dict[str, dict[str, list[str]]] = {
    "Digitale_Infrastruktur-Koordination_nur_Kreise.docx": {
        "programme": ["Digitale Infrastruktur-Koordination"],
        "eligible": [
            "Kreisangehörige Städte und Gemeinden können diese Förderung nicht selbst beantragen.",
            "nur Kreise und kreisfreie Städte",
        ],
        "quota": ["80"],
        "ceiling": ["210000"],
        "amount": [],
        "authority": ["Zuständig ist Ihr Kreis."],
        "deadline": ["2027-08-31"],
    },
    "Digitale_Modellregionen_NRW_beendet.pdf": {"quota": ["50", "80", "90"], "amount": [], "ceiling": []},
    "IKZ-Richtlinie_NRW_2019_ersetzt.pdf": {
        "short_name": ["IKZ"],
        "funded": ["die Anbahnung einer Zusammenarbeit", "ihre Vorbereitung", "ihre Einrichtung."],
        "amount": [],
        "ceiling": [],
    },
    "IKZ-Richtlinie_NRW_2021_Zusammenfassung.pdf": {
        "programme": ["Förderung interkommunaler Zusammenarbeit in NRW"],
        "short_name": ["IKZ"],
        "quota": ["90"],
        "amount": ["175000", "35000", "75000", "210000", "245000", "280000"],
        "ceiling": [],
        "valid_from": ["2021-10-02"],
        "municipality": [],
        "district": ["Arnsberg", "Detmold", "Münster"],
        "deadline": [],
    },
    "Struktur-und_Dorfentwicklung_NRW_2026.pdf": {
        "eligible": ["Gefördert wird in Orten und Ortsteilen mit bis zu 10.000 Einwohnerinnen und Einwohnern."],
        "ceiling": ["250000"],
        "amount": [],
    },
    "ikz_hessen_nur_zum_vergleich.txt": {"not_funded": [], "quota": []},
    "2019-09-10_zukunftsmesse_angekuendigt.html": {
        "event_date": ["2019-09-17"],
        "venue": ["Kaiserhaus in Neheim"],
        "organiser": ["Bezirksregierungen Arnsberg, Detmold und Münster"],
    },
    "2022-08-19_dritte_zukunftsmesse_rheda-wiedenbrueck.html": {
        "venue": ["Rheda-Wiedenbrück"],
        "municipality": ["Rheda-Wiedenbrück", "Detmold", "Kalletal", "Saerbeck", "Freudenberg"],
        "moved": [],
        "cancelled": [],
    },
    "2025-09-10_siebzehn_bescheide_dorfentwicklung.txt": {
        "municipality": ["Gescher", "Lotte", "Nottuln", "Raesfeld", "Recke", "Tecklenburg", "Wadersloh"],
        "district": ["Münster"],
    },
    "Zukunftsmessen_Kleinstaedte_Ueberblick.pdf": {
        "venue": ["Arnsberg, Kaiserhaus in Neheim", "Münster, Leonardo-Campus der FH", "Rheda-Wiedenbrück"],
        "event_date": [],
    },
    "myGovernment_2023_Start-ups.docx": {"venue": ["Hertie School in Berlin"], "event_date": []},
    "Fuenf_fuer_Suedwestfalen.docx": {"cost": ["17000000"], "period": ["/2026"]},
    "Kreis_Steinfurt_Digitalisierungsstrategie.pdf": {"period": ["2023-01/"], "stage": ["running"]},
    "OWL_Modellprojekte_und_Delbrueck_LoRaWAN.pdf": {"cost": ["258126"], "stage": ["finished"]},
    "Smart_Country_Side_Dorf-Zukunft-Digital.pdf": {"cost": ["840000"], "stage": ["running"]},
    "holibri_on-demand_hoexter.md": {
        "period": ["2021-12-06/"],
        "stage": ["running"],
        "cost": [],
        "result": [
            "Haltepunkte: 1.300",
            "Fahrzeuge: 5 elektrische Kleinbusse",
            "Fahrgäste: rund 6.500 im Monat",
            "Danach ging das Angebot weiter.",
        ],
    },
    "lorawan_und_strassenzustand_beispiele.md": {"period": ["2023/", "2020/"]},
    "Smart_Village_Solutions_Buerger-App.docx": {
        "start_up": ["Smart Village Solutions SVS GmbH"],
        "reference": ["Bad Belzig", "Hagenow"],
        "price": [],
    },
    "XignSys_Buerger-ID_Steckbrief.pdf": {"seat": ["Gelsenkirchen"], "reference": ["Gelsenkirchen", "Aachen"]},
    "assono_chatbot.md": {"seat": ["Schleswig-Holstein"], "reference": ["Bad Oeynhausen"]},
    "bee-smart-city.txt": {"seat": ["Mülheim"], "reference": ["Bochum", "Bottrop", "Hagen"]},
    "bottom-up-city.txt": {"offer": [], "reference": [], "seat": []},
    "neuraflow_Steckbrief.pdf": {
        "reference": ["Nettetal", "Bonn", "Gersheim", "Wadgassen"],
        "offer": [
            ANSWERS,
            "KI-Chatbot für die Internetseite der Kommune",
            "Voicebot, der Anrufe entgegennimmt",
            "interner Assistent für Beschäftigte",
        ],
    },
    "summ-ai_einfache_sprache.html": {"reference": ["Hamburg"], "seat": []},
    "vialytics_Steckbrief.pdf": {
        "seat": ["Stuttgart"],
        "reference": [
            "Mengen", "Hohentengen", "Eigeltingen", "Niedereschach", "Kornwestheim", "Westerstede",
        ],
    },
    "viind_chatbot-plattform.md": {"reference": []},
    "wer-denkt-was_maengelmelder.html": {"seat": ["Darmstadt"], "reference": ["Rheda-Wiedenbrück"]},
}  # fmt: skip


@dataclass(frozen=True)
class Described:
    """A sample as ingestion sees it."""

    said: Description
    chunks: tuple[Chunk, ...]

    def values(self, kind: FactKind) -> list[str]:
        """The values of one kind, each once; municipalities by name."""
        found = [fact.value for fact in self.said.facts if fact.kind is kind]
        return list(dict.fromkeys(NAMES.get(value, value) if kind in PLACED else value for value in found))


@pytest.fixture(scope="module")
def samples() -> dict[str, Described]:
    found = {}
    for file in files_under([SAMPLES]):
        raw = read(file)
        chunks = chunk("d1", raw)
        found[file.name] = Described(describe("d1", raw, chunks, GAZETTEER), chunks)
    return found


@pytest.mark.parametrize("file", EXPECTED)
def test_the_facts_of_a_sample_are_the_ones_its_text_states(samples: dict[str, Described], file: str) -> None:
    wanted = {FactKind(kind): values for kind, values in EXPECTED[file].items()}
    assert {kind: samples[file].values(kind) for kind in wanted} == wanted


def test_every_wording_stands_in_its_passage(samples: dict[str, Described]) -> None:
    for file, sample in samples.items():
        for fact in sample.said.facts:
            if fact.kind in INSIDE and fact.wording != sample.said.title:
                places = [c for c in sample.chunks if fact.wording in c.text or fact.wording in c.heading]
                assert fact.page in {place.page for place in places}, f"{file}: {fact}"
