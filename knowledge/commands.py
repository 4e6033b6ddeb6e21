"""`lotse ask` and `lotse eval`: one question, a file of questions, or a measured file of questions."""

import datetime as dt
import json
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from knowledge import command_texts as texts
from knowledge.command_line import GermanCommand, WrongUse, progress
from knowledge.settings import load_settings

if TYPE_CHECKING:
    from knowledge.model import Municipality, Question

Today = Annotated[
    str | None, typer.Option("--today", metavar="TAG", help="Der Tag, für den gefragt wird (JJJJ-MM-TT).")
]
Json = Annotated[bool, typer.Option("--json", help="Ausgabe als JSON.")]


def add_to(app: typer.Typer) -> None:
    """Mount the commands of this module."""
    app.command("ask", cls=GermanCommand)(ask)
    app.command("eval", cls=GermanCommand)(evaluate)


def ask(
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
) -> None:
    """Eine Frage stellen, oder mit --batch und --out viele."""
    if (question is None) == (batch is None) or (batch is None) != (out is None):
        raise WrongUse(texts.ASK_USE)
    day = _day(today)
    if batch is not None and out is not None:
        _ask_batch(batch, out, day)
        return
    from knowledge.answering.record import record
    from knowledge.build import build
    from knowledge.clock import today as this_day
    from knowledge.model import Question

    knowledge = build(load_settings())
    homes = knowledge.gazetteer.by_ags_or_name(municipality) if municipality else []
    if municipality and len(homes) != 1:
        names = ", ".join(place.name for place in homes or knowledge.gazetteer.suggest(municipality))
        raise WrongUse(texts.UNKNOWN_MUNICIPALITY.format(name=municipality, names=names or "–"))
    started = time.perf_counter()
    answer = knowledge.answer(Question(question or "", day or this_day(), (), homes[0] if homes else None))
    took = (time.perf_counter() - started) * 1000
    typer.echo(json.dumps(record(answer, took), ensure_ascii=False, indent=2) if as_json else answer.text)


def _ask_batch(batch: Path, out: Path, day: dt.date | None) -> None:
    from knowledge.answering.record import record
    from knowledge.build import build
    from knowledge.clock import today as this_day

    raws = list(_lines(batch))
    knowledge = build(load_settings())
    with out.open("w", encoding="utf-8") as file:
        for raw in progress(raws, texts.ASKING, len(raws)):
            question = _question(raw, day or this_day(), knowledge.gazetteer.by_ags_or_name, forced=day is not None)
            started = time.perf_counter()
            answer = knowledge.answer(question)
            took = (time.perf_counter() - started) * 1000
            file.write(json.dumps(record(answer, took, raw["id"]), ensure_ascii=False) + "\n")
    typer.echo(texts.BATCH_DONE.format(count=len(raws), out=out))


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
    """Antworten an Musterantworten messen: Richtigkeit, Beleg, Seite, Ablehnung, Suche."""
    from knowledge.build import build
    from knowledge.evaluation.compare import changes, read_results, write_results
    from knowledge.evaluation.report import format_failures, format_table
    from knowledge.evaluation.run import run_questions
    from knowledge.evaluation.score import table

    _must_exist(questions)
    earlier = read_results(_must_exist(compare)) if compare else {}
    verdicts = run_questions(build(load_settings()), questions)
    typer.echo(format_table(table(verdicts)))
    if failures:
        typer.echo("\n" + format_failures(v for v in verdicts if not v.correct))
    if compare:
        typer.echo("\n" + changes(earlier, verdicts))
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


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(_must_exist(path).read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        raw = _parsed(line)
        if not all(isinstance(raw.get(name), str) for name in ("id", "question")):
            raise WrongUse(texts.WRONG_LINE.format(path=path, number=number))
        yield raw


def _parsed(line: str) -> dict[str, Any]:
    try:
        raw = json.loads(line)
    except ValueError:
        return {}
    return raw if isinstance(raw, dict) else {}


def _question(
    raw: dict[str, Any], day: dt.date, resolve: "Callable[[str], Sequence[Municipality]]", *, forced: bool
) -> "Question":
    from knowledge.evaluation.score import question_of

    return question_of(raw if raw.get("today") and not forced else raw | {"today": day.isoformat()}, resolve)
