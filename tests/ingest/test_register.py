import zipfile
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from ingest.places_cli import read_places
from knowledge.errors import ImportRefused
from knowledge.german.municipalities import shipped_municipalities
from knowledge.model import Municipality

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DISTRICT = {"A": "20", "C": "05", "D": "5", "H": "Reg.-Bez. Münster"}
COUNTY = {"A": "40", "B": "43", "C": "05", "D": "5", "E": "98", "H": "Probe"}
UNION = {"A": "50", "B": "50", "C": "05", "D": "5", "E": "98", "F": "0004", "H": "Probeheim"}
PLACE = UNION | {"A": "60", "B": "63", "G": "004", "H": "Probeheim, Stadt der  Proben", "J": "7 104"}
PLACE |= {"O": "7,587248", "P": "51,920000"}
FOREST = PLACE | {"B": "65", "G": "999", "H": "Probewald", "J": "0"}


def read(path: Path, known: dict[str, Municipality] | None = None) -> tuple[Municipality, ...]:
    return read_places(path, known or {}).found


def workbook(folder: Path, *rows: dict[str, str], sheet: str = "Onlineprodukt_Gemeinden31122099") -> Path:
    lines = "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{column}{number}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
            for column, text in cells.items()
        )
        + "</row>"
        for number, cells in enumerate(rows, 7)
    )
    path = folder / "auszug.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook {MAIN} xmlns:r="{RELATIONS}"><sheets><sheet name="Deckblatt" r:id="rId1"/>'
            f'<sheet name="{sheet}" r:id="rId2"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/>'
            '<Relationship Id="rId2" Target="worksheets/sheet2.xml"/></Relationships>',
        )
        archive.writestr("xl/worksheets/sheet2.xml", f"<worksheet {MAIN}><sheetData>{lines}</sheetData></worksheet>")
    return path


def test_an_official_workbook_gives_inhabited_municipalities_with_county_and_district(tmp_path: Path):
    (place,) = read(workbook(tmp_path, DISTRICT, COUNTY, UNION, PLACE, FOREST, {"A": "Fußnote"}))
    assert (place.ags, place.name, place.kind) == ("05598004", "Probeheim", "Stadt")
    assert (place.county, place.district, place.population) == ("Kreis Probe", "Münster", 7104)
    assert (place.latitude, place.longitude) == (51.92, 7.587248)


def test_the_population_of_a_workbook_is_never_shown_without_its_date(tmp_path: Path):
    (place,) = read(workbook(tmp_path, DISTRICT, COUNTY, PLACE))
    assert place.population_as_of == "Gebietsstand 31.12.2099"


@pytest.mark.parametrize("wrong", [{"J": "viele"}, {"P": "7,587248"}, {"G": "12345"}, {"H": ""}])
def test_a_row_that_makes_no_sense_is_refused_with_its_number(tmp_path: Path, wrong: dict[str, str]):
    with pytest.raises(ImportRefused) as caught:
        read(workbook(tmp_path, DISTRICT, COUNTY, PLACE | wrong))
    assert caught.value.line == 9


def test_another_workbook_is_refused(tmp_path: Path):
    with pytest.raises(ImportRefused, match="kein Auszug"):
        read(workbook(tmp_path, PLACE, sheet="Tabelle1"))


KNOWN = {place.ags: place for place in shipped_municipalities()}
HEADS = (
    ("20", "059", "", "Reg.-Bez. Arnsberg", "", None),
    ("40", "05998", "", "Probe", "43", None),
)


def record(kind: str, key: str, union: str, name: str, sort: str, people: int | None) -> str:
    """A line of the fixed-width register, by the columns that the statistical office describes."""
    line = f"{kind}20991231{key:<8}{union:<4}{name:<50}{'':<50}{sort:<2}{'':<4}"
    figures = "" if people is None else f"{1075:011}{people:011}{people // 2:011}{'':<4}59999*****"
    return f"{line}{figures}".ljust(220)


def register(folder: Path, *lines: str, name: str = "GV100AD_311299.txt", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


HEAD = tuple(record(*head) for head in HEADS)
TOWN = record("60", "05998004", "0004", "Löhnhausen, Stadt der Proben", "63", 20166)
FOREST_LINE = record("60", "05998999", "0999", "Probewald", "65", 0)
AT = replace(KNOWN["05566080"], ags="05998004")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_fixed_width_register_renews_figures_and_keeps_known_positions(tmp_path: Path, encoding: str):
    (place,) = read(register(tmp_path, *HEAD, TOWN, FOREST_LINE, encoding=encoding), {"05998004": AT})
    assert (place.ags, place.name, place.kind, place.county) == ("05998004", "Löhnhausen", "Stadt", "Kreis Probe")
    assert (place.district, place.population) == ("Arnsberg", 20166)
    assert place.population_as_of == "Gebietsstand 31.12.2099"
    assert (place.latitude, place.longitude) == (AT.latitude, AT.longitude)


def test_what_has_no_known_position_is_left_out_by_name(tmp_path: Path):
    found = read_places(register(tmp_path, *HEAD, TOWN), {})
    assert (found.found, found.without_position) == ((), ("Löhnhausen",))


def test_the_register_may_come_in_the_archive_it_is_handed_out_in(tmp_path: Path):
    path = tmp_path / "GV100AD3112.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Hinweise.txt", "nichts")
        archive.writestr("GV100AD_311299.ASC", "\n".join([*HEAD, TOWN]).encode("cp1252"))
    assert [place.name for place in read(path, {"05998004": AT})] == ["Löhnhausen"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (TOWN[:-1], "220 Zeichen"),
        ("70" + TOWN[2:], "Satzart"),
        (TOWN[:10] + "17" + TOWN[12:], "Land"),
        (TOWN[:2] + "20991399" + TOWN[10:], "kein Tag"),
        (TOWN[:139] + "viele      " + TOWN[150:], "Einwohnerzahl"),
        (TOWN[:165] + "4815 " + TOWN[170:], "Postleitzahl"),
        ("4" + TOWN[:219], "Satzart"),
    ],
)
def test_a_shifted_or_broken_line_is_refused_with_its_number(tmp_path: Path, line: str, problem: str):
    with pytest.raises(ImportRefused, match=problem) as caught:
        read(register(tmp_path, *HEAD, line), {"05998004": AT})
    assert caught.value.line == 3


def our_list(folder: Path, *places: Municipality) -> Path:
    lines = ["ags,name,kind,kreis,regierungsbezirk,population,population_as_of,lat,lon,source"]
    lines += [
        f"{p.ags},{p.name},{p.kind},{p.county},{p.district},{p.population},{p.population_as_of},{p.latitude},{p.longitude},x"
        for p in places
    ]
    path = folder / "liste.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_list_of_the_whole_state_must_be_whole(tmp_path: Path):
    whole = tuple(KNOWN.values())
    assert len(read(our_list(tmp_path, *whole))) == 396
    with pytest.raises(ImportRefused, match="396 Gemeinden, die Datei nennt 395"):
        read(our_list(tmp_path, *whole[1:]))


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"latitude": 48.1}, "nicht in Nordrhein-Westfalen"),
        ({"population_as_of": ""}, "Datum der Einwohnerzahl"),
        ({"population": -1}, "negativ"),
    ],
)
def test_an_impossible_municipality_is_refused(tmp_path: Path, change: dict[str, float | str], problem: str):
    with pytest.raises(ImportRefused, match=problem):
        read(our_list(tmp_path, replace(KNOWN["05566080"], **change)))
