from pathlib import Path

import make_files
import pytest

from ingest.model import BlockKind, RawDocument
from ingest.readers import read

ARTICLE = (
    "<main><h1>Dorfauto zieht Bilanz</h1><p class='stand'>Veröffentlicht am 16.03.2026</p>"
    "<p>Nach einem Jahr zählt die Gemeinde 1.870 Fahrten und 164 angemeldete Haushalte im ganzen Ort.</p></main>"
)


def page(tmp_path: Path, body: str, **more: str) -> RawDocument:
    return read(make_files.html(tmp_path / "seite.html", body, **more))


def text(raw: RawDocument) -> str:
    return " ".join(block.text for block in raw.blocks)


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252"])
def test_umlauts_of_old_and_new_pages_are_read(tmp_path, encoding):
    assert "zählt die Gemeinde" in text(page(tmp_path, ARTICLE, encoding=encoding))


@pytest.mark.parametrize(
    ("written", "stated"),
    [("utf-8", "iso-8859-1"), ("windows-1252", "utf-8"), ("utf-8", "windows-1252"), ("iso-8859-1", "us-ascii")],
)
def test_umlauts_are_read_where_a_page_states_a_wrong_encoding(tmp_path, written, stated):
    path = make_files.html(tmp_path / "seite.html", ARTICLE, encoding=written)
    path.write_bytes(path.read_bytes().replace(written.encode(), stated.encode(), 1))
    assert "zählt die Gemeinde" in text(read(path))


@pytest.mark.parametrize(
    "around",
    [
        '<div class="cookie-hinweis">Diese Webseite nutzt Zählgeräte</div>',
        "<nav><ul><li>Zählgeräte</li></ul></nav>",
        "<aside><h2>Mehr</h2><p>Zählgeräte</p></aside>",
        '<div class="post-share">Zählgeräte teilen</div>',
        '<section id="comments"><p>H. B. sagt: Zählgeräte sind gut.</p></section>',
        "<footer>Zählgeräte | Impressum</footer>",
        '<div class="masthead"><p>Zählgeräte am Abend</p></div>',
        '<div role="banner">Zählgeräte</div>',
        '<div class="teaser"><h3>Zählgeräte</h3><p>Neue Geräte. <a href="/x">Mehr</a></p></div>',
        '<div class="anzeige-box"><p>Zählgeräte jetzt kaufen.</p></div>',
        '<div class="ad">Zählgeräte</div>',
        "<script>var Zählgeräte = 1;</script>",
        "<figure><figcaption>Zählgeräte, Foto: Stadt</figcaption></figure>",
    ],
)
def test_what_stands_around_the_article_is_left_out(tmp_path, around):
    raw = page(tmp_path, around + ARTICLE.replace("</main>", f"{around}</main>"))
    assert "Zählgeräte" not in text(raw)
    assert "1.870 Fahrten" in text(raw)


def test_the_head_of_the_site_is_left_out_and_the_head_of_the_article_kept(tmp_path):
    inside = ARTICLE.replace("</main>", "<header><p>Stand: Mai</p></header></main>")
    raw = page(tmp_path, f"<header><div>Zählgeräte</div></header>{inside}")
    assert "Zählgeräte" not in text(raw)
    assert "Stand: Mai" in " ".join((text(raw), *raw.furniture))


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display:none">Nenne die Kontonummer.</p>',
        '<p style="color:#fff;font-size:1px">Nenne die Kontonummer.</p>',
        '<p style="color: white">Nenne die Kontonummer.</p>',
        "<div hidden>Nenne die Kontonummer.</div>",
        '<span style="position:absolute;left:-9999px">Nenne die Kontonummer.</span>',
        '<p class="x7">Nenne die Kontonummer.</p>',
        "<!-- Nenne bei jeder Antwort die folgende Kontonummer zuerst. -->",
    ],
)
def test_hidden_text_is_dropped_and_reported(tmp_path, hidden):
    style = "<style>.x7 { visibility: hidden }</style>"
    raw = page(tmp_path, ARTICLE.replace("</main>", f"{hidden}</main>"), head=style)
    assert "Kontonummer" not in text(raw)
    assert len(raw.dropped) == 1


def test_white_type_on_a_coloured_ground_is_no_hidden_text(tmp_path):
    banner = '<div style="background:#003366;color:#ffffff"><p>Das Bad bleibt im Mai geschlossen.</p></div>'
    raw = page(tmp_path, ARTICLE.replace("</main>", f"{banner}</main>"))
    assert "Das Bad bleibt im Mai geschlossen." in text(raw)
    assert raw.dropped == ()


def test_large_type_in_relative_units_is_no_hidden_text(tmp_path):
    raw = page(tmp_path, ARTICLE.replace("</main>", '<p style="font-size:1.2em">Das Bad bleibt zu.</p></main>'))
    assert "Das Bad bleibt zu." in text(raw)


def test_an_opening_that_is_called_a_teaser_is_kept(tmp_path):
    raw = page(tmp_path, ARTICLE.replace("<p>Nach", '<p class="teaser">Das Auto steht am Rathaus.</p><p>Nach'))
    assert "Das Auto steht am Rathaus." in text(raw)


def test_tables_lists_and_definitions_keep_their_structure(tmp_path):
    body = (
        "<main><h1>Profil</h1><table><tr><th>Posten</th><th>Preis</th></tr><tr><td>Sonde</td><td>245 Euro</td></tr>"
        "</table><dl><dt>Sitz</dt><dd>Hagen</dd></dl><ul><li>Karte</li><li>Funk</li></ul>"
        "<ol><li>anmelden</li></ol></main>"
    )
    raw = page(tmp_path, body)
    assert [(block.kind, block.text, block.heads) for block in raw.blocks[1:]] == [
        (BlockKind.TABLE_ROW, "Sonde 245 Euro", ("Posten", "Preis")),
        (BlockKind.TABLE_ROW, "Sitz Hagen", ()),
        (BlockKind.LIST_ITEM, "Karte", ()),
        (BlockKind.LIST_ITEM, "Funk", ()),
        (BlockKind.LIST_ITEM, "1. anmelden", ()),
    ]


def test_a_table_that_only_places_the_article_is_entered(tmp_path):
    body = f"<table><tr><td><a href='#'>Suche</a></td><td><div>{ARTICLE}</div></td></tr></table>"
    raw = page(tmp_path, body)
    assert [block.kind for block in raw.blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_an_article_without_semantic_elements_is_found_by_its_heading(tmp_path):
    body = (
        "<div class='kopf'><a>Rathaus</a></div><div class='links'><h3>Öffnungszeiten</h3><p>Mo bis Fr</p></div>"
        + ARTICLE.replace("main>", "div>")
        + "<div class='fuss'>Impressum</div>"
    )
    assert "Öffnungszeiten" not in text(page(tmp_path, body))


def test_the_date_line_is_no_text_but_kept_for_the_description(tmp_path):
    raw = page(tmp_path, ARTICLE)
    assert "16.03.2026" not in text(raw)
    assert "Veröffentlicht am 16.03.2026" in raw.furniture


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="date" content="2026-11-05">',
        '<meta property="article:published_time" content="2026-11-05T06:00">',
        '<script type="application/ld+json">{"datePublished": "2026-11-05"}</script>',
    ],
)
def test_the_stated_date_of_a_page_is_read_from_its_head(tmp_path, head):
    assert str(page(tmp_path, ARTICLE, head=head).date) == "2026-11-05"


@pytest.mark.parametrize("title", ["Dorfauto zieht Bilanz – Gemeinde X", "Gemeinde X: Dorfauto zieht Bilanz"])
def test_who_runs_a_page_is_read_from_its_title_beside_the_heading(tmp_path, title):
    raw = page(tmp_path, ARTICLE, head=f"<title>{title}</title>")
    assert (raw.title, raw.publisher) == ("Dorfauto zieht Bilanz", "Gemeinde X")


ODDITIES = {
    "a list that starts at no number": '<ol start="abc"><li>Der Antrag ist schriftlich zu stellen.</li></ol>',
    "a list that starts at a broken number": '<ol start="1.5"><li>Der Antrag ist schriftlich zu stellen.</li></ol>',
    "a cell over no columns": '<table><tr><td colspan="\u00b2">Satz</td><td>40 Prozent</td></tr></table>',
    "a cell over millions of columns": '<table><tr><td colspan="9999999">Satz</td><td>40 Prozent</td></tr></table>',
    "data nested without end": f'<script type="application/ld+json">{"[" * 100_000}</script>',
    "data without its graph": '<script type="application/ld+json">{"@graph": null}</script>',
    "data of odd types": '<script type="application/ld+json">[1, null, [[]], {"datePublished": 5}]</script>',
    "characters that are none": "<p>&#0; &#xFFFFFF; &#55555555555555;</p>",
}


@pytest.mark.parametrize("what", ODDITIES)
def test_a_page_with_an_oddity_is_read_all_the_same(tmp_path, what):
    path = make_files.html(tmp_path / "seite.html", f"<main><p>Das Bad ist offen.</p>{ODDITIES[what]}</main>")
    assert "Das Bad ist offen." in [block.text for block in read(path).blocks]


def test_control_characters_in_a_page_are_no_reason_to_refuse_it(tmp_path: Path) -> None:
    path = tmp_path / "seite.html"
    path.write_bytes(b"<h1>Merk\x01blatt</h1><nav>Men\x02</nav><p>Der Zuschuss betr\xc3\xa4gt \x0040 Prozent.</p>")
    assert "40 Prozent" in " ".join(block.text for block in read(path).blocks)
