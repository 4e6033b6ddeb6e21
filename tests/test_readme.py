"""The README's commands work as they stand there."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\.venv/bin/(lotse .*?)(?:\s+#.*)?$", README, re.MULTILINE)
ENDLESS = ("watch",)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("readme")
    (folder / "ORDNER").mkdir()
    (folder / "ORDNER" / "alt.md").write_text(
        "# Richtlinie Dorfbus\n\nDer Zuschuss beträgt 40 Prozent.\n", encoding="utf-8"
    )
    (folder / "NEU.md").write_text("# Richtlinie Dorfbus 2026\n\nDer Zuschuss beträgt 50 Prozent.\n", encoding="utf-8")
    (folder / "fragen.jsonl").write_text(
        json.dumps({"id": "1", "question": "Wie hoch ist der Zuschuss?"}), encoding="utf-8"
    )
    return folder


def run(command: str, place: Path) -> str:
    done = subprocess.run(
        [str(ROOT / ".venv/bin/lotse"), *_words(command)],
        cwd=place, env=os.environ | {"DATA_DIR": str(place / "data")}, input="Wie hoch ist der Zuschuss?\n",
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, (command, done.stdout, done.stderr)
    return done.stdout


def _words(command: str) -> list[str]:
    return [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', command)][1:]


def test_every_command_of_the_readme_runs(place: Path) -> None:
    assert len(COMMANDS) >= 8
    for command in COMMANDS:
        if any(word in command for word in ENDLESS):
            continue
        if "NUMMER" in command:
            listed = run("lotse documents list --json", place).splitlines()
            number = json.loads(listed[0])["document_id"]
            command = command.replace("NUMMER", number).replace("NEU.pdf", "NEU.md")  # noqa: PLW2901 - filled in
        run(command, place)


def test_each_target_named_in_the_readme_is_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"^make (\w[\w-]*)", README, re.MULTILINE)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
