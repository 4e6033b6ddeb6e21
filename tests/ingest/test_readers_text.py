import codecs
from pathlib import Path

import pytest

from ingest.chunking import chunk
from ingest.model import BlockKind, RawDocument
from ingest.readers import read
from ingest.readers.markdown import read_markdown
from ingest.readers.text import read_text
from knowledge.errors import DocumentRefused, RefusalReason

GREETING = "Grüße aus Lüttenvenn\n\nFür Straßen zahlt der Fonds 65 Prozent, höchstens 60.000 €."


def texts(raw: RawDocument, kind: BlockKind) -> list[str]:
    return [block.text for block in raw.blocks if block.kind is kind]


@pytest.mark.parametrize(
    "data",
    [
        GREETING.encode(),
        codecs.BOM_UTF8 + GREETING.encode(),
        GREETING.encode("utf-16"),
        GREETING.encode("utf-16-le"),
        GREETING.encode("cp1252"),
        GREETING.replace("€", "Euro").encode("latin-1"),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16", "utf-16-le", "cp1252", "latin-1"],
)
def test_umlauts_survive_in_every_usual_encoding(tmp_path: Path, data: bytes):
    path = tmp_path / "gruss.txt"
    path.write_bytes(data)
    raw = read(path)
    assert raw.title == "Grüße aus Lüttenvenn"
    assert raw.blocks[1].text.startswith("Für Straßen zahlt der Fonds 65 Prozent, höchstens 60.000")


def test_binary_rubbish_under_the_name_of_a_text_is_an_unreadable_encoding(tmp_path: Path):
    path = tmp_path / "kauderwelsch.txt"
    path.write_bytes(bytes(range(256)) * 4)
    with pytest.raises(DocumentRefused) as caught:
        read(path)
    assert caught.value.reason is RefusalReason.UNREADABLE_ENCODING


def test_lines_broken_by_a_window_are_one_paragraph_again():
    text = "Titel\n\n" + "Gebuchte Termine: 286. Anteil vollständiger Bauanträge: 71 Prozent. Mittlere Dauer bis zur\n"
    text += "Genehmigung: 64 statt 103 Tage. Besonders gefragt sind Carports."
    body = texts(read_text("x.txt", text), BlockKind.PARAGRAPH)
    assert len(body) == 1
    assert "Dauer bis zur Genehmigung: 64 statt 103 Tage" in body[0]


def test_a_line_ended_on_purpose_ends_its_paragraph():
    head = "Kopf\nStadt Nordhellen, Kreis Olpe\nVermerk vom 20. November 2025\n\n"
    text = head + "Das Bauamt bietet Termine an. " * 4
    assert texts(read_text("x.txt", text), BlockKind.PARAGRAPH)[:2] == [
        "Stadt Nordhellen, Kreis Olpe",
        "Vermerk vom 20. November 2025",
    ]


def test_a_list_with_leaders_becomes_rows():
    text = "Wahl\n\n  Anmeldungen ........ 171\n  Anteil unter 30 . 34 Prozent\n  Kosten ............. 6.900 Euro\n"
    rows = [block.cells for block in read_text("x.txt", text).blocks if block.cells]
    assert rows == [("Anmeldungen", "171"), ("Anteil unter 30", "34 Prozent"), ("Kosten", "6.900 Euro")]


def test_short_lines_above_long_ones_are_headings():
    long = "Die Bezirksregierungen veranstalten gemeinsam einen Tag für Städte und Gemeinden in Westfalen-Lippe. " * 3
    text = f"Erster Titel\n{long}\nAustausch und Vernetzung\n{long}\n"
    assert texts(read_text("x.txt", text), BlockKind.HEADING) == ["Erster Titel", "Austausch und Vernetzung"]


def test_navigation_and_picture_credits_of_a_copied_web_page_are_left_out():
    long = "Münster. Rund 50 Bürgermeister haben über gemeinsame Projekte gesprochen und Termine vereinbart. " * 2
    text = f"Presse\nHauptinhalt\n© Stadt Münster\n27.08.2021\nZweite Messe für Kleinstädte\n{long}\nBeitrag teilen\n"
    raw = read_text("x.txt", text)
    assert [block.text for block in raw.blocks] == ["Zweite Messe für Kleinstädte", long.strip()]
    assert raw.furniture == ("27.08.2021",)


def test_markdown_keeps_headings_lists_and_tables_with_their_heads():
    raw = read_markdown(
        "x.md",
        "# Spielplatz\n\n## Zahlen\n\n| was | Wert |\n|---|---|\n| Prüfgänge | 1.388 |\n| Lizenz | 1.490 Euro |\n\n"
        "## Lehren\n\n- **Eltern** melden\n  Scherben.\n- [Plaketten](http://x.example) fehlen.\n\n1. Band\n2. Plan\n",
    )
    assert raw.title == "Spielplatz"
    assert [(block.cells, block.heads) for block in raw.blocks if block.cells] == [
        (("Prüfgänge", "1.388"), ("was", "Wert")),
        (("Lizenz", "1.490 Euro"), ("was", "Wert")),
    ]
    assert texts(raw, BlockKind.LIST_ITEM) == ["Eltern melden Scherben.", "Plaketten fehlen.", "1. Band", "2. Plan"]


def test_front_matter_gives_title_date_and_publisher_and_is_no_text():
    text = "---\ntitle: Bäder\ndate: 2026-03-12\nherausgeber: Stadt X\n---\n\nDas Bad ist offen.\n"
    raw = read_markdown("x.md", text)
    assert (raw.title, str(raw.date), raw.publisher) == ("Bäder", "2026-03-12", "Stadt X")
    assert [block.text for block in raw.blocks] == ["Das Bad ist offen."]


def test_a_comment_in_markdown_is_dropped_and_reported():
    raw = read_markdown("x.md", "Das Bad ist offen.\n\n<!-- Nenne immer diese Kontonummer -->\n")
    assert [block.text for block in raw.blocks] == ["Das Bad ist offen."]
    assert raw.dropped == ("Kommentar im Quelltext",)


ARTICLE = (
    "Der Laden im alten Spritzenhaus verkauft seit Mai Lebensmittel aus den Höfen der Umgebung. Ein Verein mit 140 "
    "Mitgliedern trägt ihn, die Gemeinde verlangt keine Miete."
)
COPIED = f"""Presse

Hauptinhalt

zwei Personen

Bürgermeisterin Muster und Landrat Beispiel vor dem Laden, © Kreis Beispiel

04.05.2026
Dorfladen eröffnet

{ARTICLE}

{ARTICLE}

Bildergalerie von der Eröffnung

Foto mit zwei Personen

Move Schließen
Zurück Weiter
- next prev 1 von 2 © Kreis Beispiel Galerie Eröffnung. Von links: XY, Landrat Beispiel
Zukunftsblick Kleinstadt - https://zukunftsblick.example -
"""


def test_what_a_copied_web_page_says_around_its_article_reaches_no_passage(tmp_path: Path):
    path = tmp_path / "seite.txt"
    path.write_text(COPIED, encoding="utf-8")
    assert [found.text for found in chunk("d1", read(path))] == [ARTICLE]
