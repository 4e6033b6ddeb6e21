import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from ingest.places_cli import read_municipalities
from knowledge.errors import ImportRefused

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DISTRICT = {"A": "20", "C": "05", "D": "5", "H": "Reg.-Bez. Münster"}
COUNTY = {"A": "40", "B": "43", "C": "05", "D": "5", "E": "98", "H": "Probe"}
UNION = {"A": "50", "B": "50", "C": "05", "D": "5", "E": "98", "F": "0004", "H": "Probeheim"}
PLACE = UNION | {"A": "60", "B": "63", "G": "004", "H": "Probeheim, Stadt der  Proben", "J": "7 104"}
PLACE |= {"O": "7,587248", "P": "51,920000"}
FOREST = PLACE | {"B": "65", "G": "999", "H": "Probewald", "J": "0"}


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
    (place,) = read_municipalities(workbook(tmp_path, DISTRICT, COUNTY, UNION, PLACE, FOREST, {"A": "Fußnote"}))
    assert (place.ags, place.name, place.kind) == ("05598004", "Probeheim", "Stadt")
    assert (place.county, place.district, place.population) == ("Kreis Probe", "Münster", 7104)
    assert (place.latitude, place.longitude) == (51.92, 7.587248)


def test_the_population_of_a_workbook_is_never_shown_without_its_date(tmp_path: Path):
    (place,) = read_municipalities(workbook(tmp_path, DISTRICT, COUNTY, PLACE))
    assert place.population_as_of == "Gebietsstand 31.12.2099"


@pytest.mark.parametrize("wrong", [{"J": "viele"}, {"P": "7,587248"}, {"G": "12345"}, {"H": ""}])
def test_a_row_that_makes_no_sense_is_refused_with_its_number(tmp_path: Path, wrong: dict[str, str]):
    with pytest.raises(ImportRefused) as caught:
        read_municipalities(workbook(tmp_path, DISTRICT, COUNTY, PLACE | wrong))
    assert caught.value.line == 9


def test_another_workbook_is_refused(tmp_path: Path):
    with pytest.raises(ImportRefused, match="kein Auszug"):
        read_municipalities(workbook(tmp_path, PLACE, sheet="Tabelle1"))
