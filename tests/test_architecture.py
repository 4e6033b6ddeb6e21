"""The walls of the house: which way imports go, in which rooms foreign libraries live, how a module looks."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("knowledge", "ingest", "bot")
LONGEST = 260
ROOMS = {
    "telegram": ("bot/telegram/",),
    "tornado": ("bot/telegram/",),
    "prometheus_client": ("bot/metrics.py",),
    "chromadb": ("knowledge/adapters/chroma.py",),
    "langchain": ("knowledge/adapters/langchain_models.py", "knowledge/adapters/langchain_writer.py"),
    "openai": (
        "knowledge/adapters/langchain_models.py",
        "knowledge/adapters/speech.py",
    ),
    "httpx": ("knowledge/adapters/", "bot/telegram/"),
    "pypdf": ("ingest/readers/pdf.py",),
    "docx": ("ingest/readers/docx.py",),
    "pptx": ("ingest/readers/pptx.py",),
    "openpyxl": ("ingest/readers/sheets.py", "bot/spreadsheets.py"),
    "icalendar": ("bot/events/calendar_file.py", "bot/events/calendar_import.py"),
    "recurring_ical_events": ("bot/events/calendar_import.py",),
    "dateutil": ("bot/broadcasts/series.py", "bot/events/series.py"),
    "holidays": ("bot/broadcasts/schedule.py",),
    "striprtf": ("ingest/readers/rtf.py",),
    "oxmsg": ("ingest/readers/outlook.py",),
    "pytesseract": ("ingest/readers/recognition.py",),
    "sqlalchemy": ("knowledge/catalogue/", "bot/storage/"),
    "alembic": ("knowledge/catalogue/",),
    "typer": (
        "bot/broadcasts/commands.py",
        "bot/cli.py",
        "bot/operations/commands.py",
        "bot/events/commands.py",
        "bot/groups/commands.py",
        "bot/people/commands.py",
        "bot/reminders/commands.py",
        "ingest/care_commands.py",
        "ingest/commands.py",
        "knowledge/commands.py",
        "knowledge/command_line.py",
    ),
    "rich": ("bot/terminal.py", "knowledge/command_line.py"),
}
"""A library and its relatives ("langchain_core") to the only places that import them."""
AT_MODULE_LEVEL = {
    "telegram": ("bot/telegram/",),
    "sqlalchemy": ("knowledge/catalogue/", "bot/storage/"),
    "alembic": ("knowledge/catalogue/",),
}
"""Heavy libraries that their room may import at once, because the room itself is opened late."""
HEAVY = (
    "telegram", "chromadb", "langchain", "openai", "pypdf", "pypdfium2", "docx", "pptx", "openpyxl", "striprtf",
    "oxmsg", "pytesseract", "trafilatura", "lxml", "PIL",
    "sqlalchemy", "alembic", "dateparser",
)  # fmt: skip
LATE = ("chromadb", "langchain", "openai", "pypdf", "docx", "lxml", "pptx", "openpyxl", "pytesseract", "icalendar")
"""Libraries that no import of our own modules loads."""
UNDER = {
    "knowledge.facts": set(),
    "knowledge.model": {"facts", "written_dates"},
    "knowledge.errors": set(),
    "knowledge.ports": {"model"},
    "knowledge.german": {"errors", "model"},
    "knowledge.index": {"german", "model", "ports"},
    "knowledge.matching": {"errors", "fonts", "german", "index", "model", "ports"},
    "knowledge.answering": {"errors", "german", "index", "matching", "model", "ports", "written_dates"},
    "knowledge.accessions": {"model"},
    "knowledge.catalogue": {"accessions", "errors", "index", "model", "ports"},
    "knowledge.adapters": {"errors", "model", "ports", "settings"},
}
"""What a part of knowledge may import from knowledge: answering, for one, knows no database and no model."""


@dataclass(frozen=True)
class Import:
    """One import of a module: its full name, and whether it happens as soon as the module is loaded."""

    name: str
    at_once: bool

    def of(self, library: str) -> bool:
        """Whether it belongs to a library or a relative of it."""
        top = self.name.split(".")[0]
        return top == library or top.startswith(f"{library}_")


def files() -> list[str]:
    """All modules, as paths from the root of the repository."""
    return [path.relative_to(ROOT).as_posix() for name in PACKAGES for path in sorted((ROOT / name).rglob("*.py"))]


@cache
def tree(file: str) -> ast.Module:
    return ast.parse((ROOT / file).read_text(encoding="utf-8"))


@cache
def imports(file: str) -> tuple[Import, ...]:
    return tuple(_imports(tree(file), at_once=True))


def _imports(node: ast.AST, *, at_once: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.Import(names=names):
                yield from (Import(alias.name, at_once) for alias in names)
            case ast.ImportFrom(module=str(module), names=names):
                yield from (Import(f"{module}.{alias.name}", at_once) for alias in names)
            case ast.ImportFrom():
                yield Import(".", at_once)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield from _imports(child, at_once=False)
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                yield from _imports(child, at_once=False)
            case _:
                yield from _imports(child, at_once=at_once)


def part(file: str) -> str:
    """The part of the house that a module belongs to: "knowledge.german", "ingest.sync"."""
    return ".".join(Path(file).with_suffix("").parts[:2])


def our_own(file: str) -> set[str]:
    """The parts of our own that a module imports."""
    names = [found.name for found in imports(file) if found.name.split(".")[0] in PACKAGES]
    return {".".join(name.split(".")[:2]) for name in names} - {part(file)}


def test_imports_are_written_in_full() -> None:
    assert [file for file in files() if any(found.name == "." for found in imports(file))] == []


def test_imports_go_one_way_from_bot_over_ingest_to_knowledge() -> None:
    allowed = {"knowledge": {"knowledge"}, "ingest": {"knowledge", "ingest"}, "bot": {"knowledge", "ingest", "bot"}}
    wrong = [
        f"{file} imports {name}"
        for file in files()
        for name in our_own(file)
        if name.split(".")[0] not in allowed[file.split("/")[0]]
    ]
    assert wrong == []


def test_no_part_imports_itself_by_way_of_others() -> None:
    graph: dict[str, set[str]] = {}
    for file in files():
        if not file.startswith("bot/"):
            graph.setdefault(part(file), set()).update(our_own(file))
    TopologicalSorter(graph).prepare()


def test_no_module_of_the_bot_imports_itself_by_way_of_others() -> None:
    """By modules, since the table of features (bot/conversation/core.py) stands above the features it names."""
    modules = {file.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for file in files()}
    graph = {
        file.removesuffix(".py").removesuffix("/__init__").replace("/", "."): {
            module for found in imports(file) for module in (found.name, found.name.rpartition(".")[0])
            if module in modules and module.startswith("bot.") and module.count(".") > 1
        }
        for file in files()
        if file.startswith("bot/")
    }  # fmt: skip
    TopologicalSorter({name: below - {name} for name, below in graph.items()}).prepare()


@pytest.mark.parametrize("name", UNDER)
def test_a_part_of_knowledge_imports_only_what_lies_under_it(name: str) -> None:
    found = {below for file in files() if part(file) == name for below in our_own(file)}
    assert found <= {f"knowledge.{below}" for below in UNDER[name]}


def test_the_conversation_knows_no_channel() -> None:
    for file in files():
        if file.startswith("bot/conversation/"):
            assert not our_own(file) & {"bot.telegram", "bot.terminal", "bot.cli"}, file


@pytest.mark.parametrize("library", ROOMS)
def test_a_library_stays_in_its_rooms(library: str) -> None:
    using = [file for file in files() if any(found.of(library) for found in imports(file))]
    assert using, "a room of a library that nobody uses"
    assert [file for file in using if not file.startswith(ROOMS[library])] == []


@pytest.mark.parametrize("library", HEAVY)
def test_heavy_libraries_are_imported_inside_functions_outside_their_rooms(library: str) -> None:
    room = AT_MODULE_LEVEL.get(library, ("nowhere",))
    at_once = [file for file in files() if any(found.of(library) and found.at_once for found in imports(file))]
    assert [file for file in at_once if not file.startswith(room)] == []


def test_no_import_of_our_own_loads_a_library_that_takes_seconds() -> None:
    modules = [file.removesuffix(".py").replace("/", ".") for file in files() if "/migrations/" not in file]
    names = [name.removesuffix(".__init__") for name in modules if not name.endswith("__main__")]
    script = f"import importlib, sys; [importlib.import_module(name) for name in {names!r}]; print(*sys.modules)"
    loaded = subprocess.check_output([sys.executable, "-c", script], text=True, cwd=ROOT).split()
    assert [name for name in loaded if any(Import(name, at_once=True).of(library) for library in LATE)] == []


@pytest.mark.parametrize("file", files())
def test_a_module_begins_by_saying_in_a_sentence_where_it_sits(file: str) -> None:
    said = ast.get_docstring(tree(file))
    assert said, "no docstring"
    first = said.split("\n\n")[0]
    assert first[0].isupper() or first[0] == "`"
    assert first.endswith("."), first


def test_no_module_is_longer_than_its_measure() -> None:
    lengths = {file: len((ROOT / file).read_text(encoding="utf-8").splitlines()) for file in files()}
    assert {file: length for file, length in lengths.items() if length > LONGEST} == {}


def test_every_data_file_of_a_package_is_shipped_with_it() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["*"]
    tracked = subprocess.check_output(["git", "ls-files", "-z", *PACKAGES], text=True, cwd=ROOT).split("\0")[:-1]
    data = [Path(name) for name in tracked if not name.endswith(".py")]
    assert data
    assert [str(path) for path in data if not any(path.match(pattern) for pattern in patterns)] == []
