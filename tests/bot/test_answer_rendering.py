"""How answers and passages read, in rich text."""

import datetime as dt

from making import chunk, document

from bot.conversation.actions import RichText, Span, Style
from bot.conversation.rendering import answer_text, passage_text
from knowledge.build import Passage
from knowledge.model import Answer, AnswerStatus, Source, Statement, Suggestion

TODAY = dt.date(2026, 11, 22)


def source(chunk_id: str = "d1:a", **fields: object) -> Source:
    values: dict[str, object] = {
        "document_id": chunk_id.split(":", maxsplit=1)[0], "document": "a.pdf", "title": "Richtlinie", "quote": "…",
        "publisher": "Ministerium", "date": dt.date(2021, 8, 31), "page": 3,
    }  # fmt: skip
    return Source(chunk_id, **{**values, **fields})  # type: ignore[arg-type]  # fields are named by the test


def plain(text: RichText) -> str:
    return "".join(span.text for span in text)


def test_the_answer_comes_first_its_sources_last() -> None:
    answer = Answer(
        AnswerStatus.ANSWERED, lead="Vorweg.", statements=(Statement("Es gibt 210 000 Euro.", 0, "210 000 Euro"),),
        closing="Zum Schluss.", sources=(source(),),
    )  # fmt: skip
    assert plain(answer_text(answer, TODAY)) == (
        "Vorweg.\n\nEs gibt 210 000 Euro. [1]\n\nZum Schluss.\n\n[1] Richtlinie, Ministerium, 31.08.2021, S. 3"
    )


def test_only_what_decides_is_bold() -> None:
    answer = Answer(
        AnswerStatus.ANSWERED, statements=(Statement("Es gibt 210 000 Euro.", 0, "210 000 Euro"),), sources=(source(),)
    )
    assert [s.text for s in answer_text(answer, TODAY) if s.style is Style.BOLD] == ["210 000 Euro"]


def test_a_key_that_is_not_in_its_statement_marks_nothing() -> None:
    answer = Answer(AnswerStatus.ANSWERED, statements=(Statement("Ja.", 0, "Nein"),), sources=(source(),))
    assert all(span.style is not Style.BOLD for span in answer_text(answer, TODAY))
    assert plain(answer_text(answer, TODAY)).startswith("Ja. [1]")


def test_several_statements_stand_on_lines_of_their_own() -> None:
    statements = (Statement("Erstens.", 0), Statement("Zweitens.", 1))
    answer = Answer(AnswerStatus.ANSWERED, statements=statements, sources=(source(), source("d2:a")))
    assert plain(answer_text(answer, TODAY)).startswith("• Erstens. [1]\n• Zweitens. [2]\n\n")


def test_sources_on_one_page_share_a_line_and_further_pages_are_short() -> None:
    sources = (source("d1:a"), source("d1:b"), source("d1:c", page=4), source("d2:a", title="Programm", page=None))
    shown = plain(answer_text(Answer(AnswerStatus.ANSWERED, sources=sources), TODAY))
    assert shown.splitlines() == [
        "[1, 2] Richtlinie, Ministerium, 31.08.2021, S. 3",
        "[3] wie [1], S. 4",
        "[4] Programm, Ministerium, 31.08.2021",
    ]


def test_an_ended_source_is_never_shown_as_valid() -> None:
    ended = source(valid_until=dt.date(2025, 12, 31))
    shown = plain(answer_text(Answer(AnswerStatus.ANSWERED, sources=(ended,)), TODAY))
    assert shown.endswith("S. 3 (galt bis 31.12.2025)")


def test_suggestions_give_reasons_with_sources() -> None:
    found = Suggestion("Acker GmbH", ("Misst Pegel.",), (0, 1))
    shown = plain(answer_text(Answer(AnswerStatus.ANSWERED, start_ups=(found,), sources=(source(),)), TODAY))
    assert "Passende Start-ups\n• Acker GmbH: Misst Pegel. [1, 2]" in shown


def test_nothing_is_said_twice() -> None:
    found = Suggestion("Acker GmbH", ("Acker GmbH: Misst Pegel.",), (0,))
    answer = Answer(
        AnswerStatus.ANSWERED, statements=(Statement("Acker GmbH: Misst Pegel.", 0),), start_ups=(found,),
        sources=(source(),),
    )  # fmt: skip
    assert plain(answer_text(answer, TODAY)).count("Acker GmbH") == 1


def test_what_speaks_against_several_is_said_once_with_their_names() -> None:
    partners = (Suggestion("Anröchte", (), (), ("Von 2023.",)), Suggestion("Balve", (), (), ("Von 2023.",)))
    shown = plain(answer_text(Answer(AnswerStatus.ANSWERED, partners=partners), TODAY))
    assert shown == "Zu bedenken\n• Anröchte, Balve: Von 2023."


def test_what_goes_beyond_a_phone_screen_is_folded_and_not_lost() -> None:
    statements = tuple(Statement(f"Satz {number}. " + "Wort " * 30, number) for number in range(5))
    text = answer_text(Answer(AnswerStatus.ANSWERED, statements=statements), TODAY)
    (folded,) = (span.text for span in text if span.style is Style.FOLD)
    assert [line.split(".")[0] for line in folded.splitlines()] == ["• Satz 2", "• Satz 3", "• Satz 4"]
    assert "• Satz 1" in plain(text)


def test_a_list_of_short_rows_and_a_single_long_statement_stay_in_view() -> None:
    rows = tuple(Statement(f"{number} Partner: 35.000 Euro", number) for number in range(12))
    for statements in (rows, (Statement("Wort " * 140, 0),)):
        text = answer_text(Answer(AnswerStatus.ANSWERED, statements=statements), TODAY)
        assert all(span.style is not Style.FOLD for span in text)


def test_a_passage_is_verbatim_with_what_stands_around_it() -> None:
    before, after = chunk("d1:x", "Vorher steht dies."), chunk("d1:y", "Danach steht das.")
    quoted = chunk(heading=("Richtlinie d1", "5 Höhe", "5.4 Beträge"))
    shown = passage_text(Passage(document(), quoted, (before,), (after,)), None, TODAY)
    assert Span("Die Förderung beträgt 6 500 Euro.", Style.QUOTE) in shown
    assert plain(shown) == (
        "Richtlinie d1\nBezirksregierung, 31.03.2026, S. 2\nAbschnitt: 5 Höhe – 5.4 Beträge\n"
        "Im Netz: https://example.org/a\n\n"
        "Vorher steht dies.\nVorhaben Betrag\nDie Förderung beträgt 6 500 Euro.\nDanach steht das."
    )


def test_long_neighbours_are_shortened_at_words_and_marked() -> None:
    long = chunk("d1:x", "Wort " * 200)
    shown = passage_text(Passage(document(), chunk(), (long,), (long,)), None, TODAY)
    assert "… Wort Wort" in plain(shown)
    assert "Wort Wort …" in plain(shown)
    assert len(plain(shown)) < 900


def test_where_several_things_were_asked_each_stands_bold_over_its_statements() -> None:
    statements = (
        Statement("Es gibt Geld.", 0, "Geld", "Was gibt es?"),
        Statement("Ja.", 0, "", "Bis wann?\nNicht sicher:"),
    )
    shown = answer_text(Answer(AnswerStatus.PARTIAL, statements=statements, sources=(source(),)), TODAY)
    assert [span.text for span in shown if span.style is Style.BOLD] == ["Was gibt es?", "Geld", "Bis wann?"]
    assert plain(shown).startswith("Was gibt es?\n• Es gibt Geld. [1]\nBis wann?\nNicht sicher:\n• Ja. [1]")
