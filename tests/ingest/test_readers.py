import logging
from pathlib import Path

import make_files
import pytest

from ingest.readers import LARGEST, read
from ingest.readers.recognition import can_recognise
from ingest.sync import SAMPLES
from knowledge.errors import DocumentRefused, RefusalReason


def refusal(path: Path) -> RefusalReason:
    with pytest.raises(DocumentRefused) as caught:
        read(path)
    assert caught.value.name == path.name
    return caught.value.reason


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_missing_file_is_refused_by_name(tmp_path):
    assert refusal(tmp_path / "weg.pdf") is RefusalReason.MISSING


def test_a_folder_is_not_taken_for_a_document(tmp_path):
    assert refusal(tmp_path) is RefusalReason.MISSING


def test_an_empty_file_is_refused_as_empty(tmp_path):
    assert refusal(written(tmp_path / "leer.txt", b" \n")) is RefusalReason.EMPTY


def test_a_file_of_more_than_50_megabytes_is_refused_unread(tmp_path):
    path = tmp_path / "gross.pdf"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    assert refusal(path) is RefusalReason.TOO_LARGE


@pytest.mark.parametrize("name", ["film.mp4", "plan.dwg", "programm.exe"])
def test_formats_that_nobody_can_read_here_are_refused_by_that_reason(tmp_path, name):
    assert refusal(written(tmp_path / name, b"MZ\x90\x00xxxx")) is RefusalReason.UNKNOWN_FORMAT


@pytest.mark.parametrize("name", ["tabelle.xlsx", "folien.pptx", "brief.odt", "foto.jpg", "liste.zip"])
def test_a_file_that_is_not_what_its_name_promises_is_broken(tmp_path, name):
    assert refusal(written(tmp_path / name, b"MZ\x90\x00xxxx")) is RefusalReason.BROKEN


def test_a_zip_that_is_no_word_file_is_an_unknown_format(tmp_path):
    import zipfile

    path = tmp_path / "archiv.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("notiz.txt", "kein Word")
    assert refusal(path) is RefusalReason.UNKNOWN_FORMAT


def test_a_truncated_word_file_is_broken(tmp_path):
    whole = make_files.docx(tmp_path / "ganz.docx").read_bytes()
    assert refusal(written(tmp_path / "halb.docx", whole[: len(whole) // 2])) is RefusalReason.BROKEN


def test_a_truncated_pdf_is_broken_or_has_no_text_but_never_raises_anything_foreign(tmp_path, caplog):
    caplog.set_level(logging.CRITICAL)
    whole = make_files.simple_pdf(tmp_path / "ganz.pdf", ["Die Frist endet am 31. Januar 2027."] * 30).read_bytes()
    for share in (0.05, 0.2, 0.4, 0.6, 0.8, 0.95):
        path = written(tmp_path / "halb.pdf", whole[: int(len(whole) * share)])
        assert refusal(path) in {RefusalReason.BROKEN, RefusalReason.NO_TEXT, RefusalReason.EMPTY}


def read_or_reason(path):
    try:
        read(path)
    except DocumentRefused as refused:
        return refused.reason
    return "read"


def test_a_pdf_with_flipped_bytes_is_read_or_refused_but_never_raises_anything_foreign(tmp_path):
    whole = make_files.simple_pdf(tmp_path / "ganz.pdf", ["Die Frist endet am 31. Januar 2027."] * 8).read_bytes()
    for place in range(10, len(whole), len(whole) // 25):
        damaged = bytearray(whole)
        damaged[place : place + 8] = b"\x00<<[(/\xff>"
        outcome = read_or_reason(written(tmp_path / "kaputt.pdf", bytes(damaged)))
        assert outcome in {"read", RefusalReason.BROKEN, RefusalReason.NO_TEXT, RefusalReason.EMPTY}


@pytest.mark.parametrize("kind", ["docx", "html", "md", "txt"])
def test_a_file_with_flipped_bytes_is_read_or_refused_but_never_raises_anything_foreign(tmp_path, kind):
    samples = sorted(SAMPLES.rglob(f"*.{kind}"))[:3]
    assert samples
    for sample in samples:
        whole = sample.read_bytes()
        for place in range(0, len(whole), max(1, len(whole) // 25)):
            damaged = bytearray(whole)
            damaged[place : place + 6] = b'\x00<[\xff&"'
            assert read_or_reason(written(tmp_path / f"kaputt.{kind}", bytes(damaged))) in {"read", *RefusalReason}


def test_a_pdf_that_needs_a_password_is_refused_as_encrypted(tmp_path):
    assert refusal(make_files.encrypted_pdf(tmp_path / "zu.pdf", "geheim")) is RefusalReason.ENCRYPTED


def test_a_word_file_that_needs_a_password_is_refused_as_encrypted(tmp_path):
    container = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\xff" * 99
    )
    assert refusal(written(tmp_path / "zu.docx", container)) is RefusalReason.ENCRYPTED


def test_a_word_file_of_the_old_format_is_an_unknown_format(tmp_path):
    assert refusal(written(tmp_path / "alt.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) is RefusalReason.UNKNOWN_FORMAT


def test_a_pdf_that_is_only_protected_against_printing_is_read(tmp_path):
    raw = read(make_files.encrypted_pdf(tmp_path / "offen.pdf", None))
    assert raw.blocks[0].text == "Die Frist endet am 31. Januar 2027."


def test_a_scan_without_text_is_refused_for_that_reason(tmp_path):
    reason = refusal(make_files.picture_pdf(tmp_path / "scan.pdf"))
    assert reason is (RefusalReason.NO_TEXT if can_recognise() else RefusalReason.NO_RECOGNITION)


@pytest.mark.parametrize("suffix", [".txt", ".html", ".docx", ""])
def test_the_content_decides_not_the_suffix(tmp_path, suffix):
    path = make_files.simple_pdf(tmp_path / f"eigentlich_pdf{suffix}", ["Die Frist endet am 31. Januar 2027."])
    assert read(path).pages == 1


def test_text_under_the_name_of_a_pdf_is_broken(tmp_path):
    assert refusal(written(tmp_path / "text.pdf", b"Kein PDF")) is RefusalReason.BROKEN


def test_a_web_page_under_the_name_of_a_text_is_read_as_a_web_page(tmp_path):
    path = make_files.html(tmp_path / "seite.txt", "<main><h1>Bad offen</h1><p>Es kostet 3 Euro.</p></main>")
    assert [block.text for block in read(path).blocks] == ["Bad offen", "Es kostet 3 Euro."]
