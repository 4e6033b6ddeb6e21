"""`lotse ask` and `lotse eval`: one question, a file of questions, or a measured file of questions."""

import datetime as dt
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from knowledge import command_texts as texts
from knowledge.command_line import GermanCommand, WrongUse, progress
from knowledge.errors import QuestionsRefused

if TYPE_CHECKING:
    from knowledge.answering.compose import Sent
    from knowledge.build import Knowledge
    from knowledge.model import Answer, Question

Today = Annotated[
    str | None, typer.Option("--today", metavar="TAG", help="Der Tag, für den gefragt wird (JJJJ-MM-TT).")
]
Json = Annotated[bool, typer.Option("--json", help="Ausgabe als JSON.")]


def add_to(app: typer.Typer) -> None:
    """Mount the commands of this module."""
    app.command("ask", cls=GermanCommand)(ask)
    app.command("eval", cls=GermanCommand)(evaluate)


def ask(  # noqa: PLR0913, PLR0917 - each an option of the command line
    question: Annotated[str | None, typer.Argument(metavar="FRAGE", help="Die Frage, in Anführungszeichen.")] = None,
    as_json: Json = False,  # noqa: FBT002 - a flag of the command line
    today: Today = None,
    municipality: Annotated[
        str | None, typer.Option("--municipality", metavar="GEMEINDE", help="Name oder Schlüssel der eigenen Gemeinde.")
    ] = None,
    batch: Annotated[
        Path | None, typer.Option("--batch", metavar="DATEI", help="Viele Fragen, eine JSON-Zeile je Frage.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="DATEI", help="Wohin die Antworten kommen.")] = None,
    sent: Annotated[bool, typer.Option("--sent", help="Zeigen, was an Modelle geht.")] = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Eine Frage stellen, oder mit --batch und --out viele."""
    if (question is None) == (batch is None) or (batch is None) != (out is None):
        raise WrongUse(texts.ASK_USE)
    if batch is not None and municipality is not None:
        raise WrongUse(texts.NOT_IN_BATCH)
    day = _day(today)
    if batch is not None and out is not None:
        _ask_batch(batch, out, day)
        return
    from knowledge.answering.record import record
    from knowledge.clock import today as this_day
    from knowledge.model import Question

    knowledge = _knowledge()
    homes = knowledge.gazetteer.by_ags_or_name(municipality) if municipality else []
    if municipality and len(homes) != 1:
        names = ", ".join(place.name for place in homes or knowledge.gazetteer.suggest(municipality))
        raise WrongUse(texts.UNKNOWN_MUNICIPALITY.format(name=municipality, names=names or "–"))
    asked = Question(question or "", day or this_day(), (), homes[0] if homes else None)
    answer, took = _timed(knowledge, asked, _show_sent if sent else None)
    typer.echo(json.dumps(record(answer, took), ensure_ascii=False, indent=2) if as_json else answer.text)


def _ask_batch(batch: Path, out: Path, day: dt.date | None) -> None:
    from knowledge.answering.record import record
    from knowledge.clock import today as this_day
    from knowledge.question_file import QuestionLine, question_of, read_lines

    lines = read_lines(_must_exist(batch), QuestionLine)
    knowledge = _knowledge()
    with out.open("w", encoding="utf-8") as file:
        for line in progress(lines, texts.ASKING, len(lines)):
            question = question_of(line, knowledge.gazetteer.by_ags_or_name, day or line.today or this_day())
            answer, took = _timed(knowledge, question)
            file.write(json.dumps(record(answer, took, line.id), ensure_ascii=False) + "\n")
    typer.echo(texts.BATCH_DONE.format(count=len(lines), out=out))


def _show_sent(task: str) -> None:
    typer.echo(texts.SENT.format(task=task), err=True)


def _timed(knowledge: "Knowledge", question: "Question", sent: "Sent | None" = None) -> "tuple[Answer, float]":
    """The answer and the milliseconds that it took."""
    started = time.perf_counter()
    answer = knowledge.answer(question, sent)
    return answer, (time.perf_counter() - started) * 1000


def evaluate(
    questions: Annotated[Path, typer.Argument(metavar="DATEI", help="Fragen mit Musterantworten, JSON-Zeilen.")],
    compare: Annotated[
        Path | None, typer.Option("--compare", metavar="ALT", help="Ein früheres Ergebnis (aus --out) zum Vergleich.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DATEI", help="Das Ergebnis für später aufheben.")
    ] = None,
    failures: Annotated[bool, typer.Option("--failures", help="Nicht richtige Antworten zeigen.")] = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Antworten an Musterantworten messen: Richtigkeit, Beleg, Seite, Ablehnung, Suche, Antwortzeit."""
    from knowledge.evaluation.compare import format_changes, read_results, write_results
    from knowledge.evaluation.curve import format_curve
    from knowledge.evaluation.figures import table
    from knowledge.evaluation.report import format_failures, format_table
    from knowledge.evaluation.run import run_questions

    _must_exist(questions)
    earlier = read_results(_must_exist(compare)) if compare else {}
    verdicts = run_questions(_knowledge(), questions)
    typer.echo(format_table(table(verdicts)))
    typer.echo("\n" + format_curve(verdicts))
    if failures:
        typer.echo("\n" + format_failures(v for v in verdicts if not v.correct))
    if compare:
        typer.echo("\n" + format_changes(earlier, verdicts))
    if out:
        write_results(out, verdicts)


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError as exc:
        raise WrongUse(texts.WRONG_DAY.format(day=text)) from exc


def _must_exist(path: Path) -> Path:
    if not path.is_file():
        raise WrongUse(texts.NO_FILE.format(path=path))
    return path


def _knowledge() -> "Knowledge":
    from knowledge.build import build
    from knowledge.settings import load_settings

    return build(load_settings())


def wrong_line(exc: QuestionsRefused) -> str:
    """The sentence for a file of questions that departs from its form."""
    where = texts.IN_LINE.format(line=exc.line) if exc.line else ""
    return texts.WRONG_LINE.format(path=exc.path, where=where, field=exc.field)
