"""The files for running it on servers: their own formats, settings that exist, and everything the image needs."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from knowledge.settings import Settings
from knowledge.settings_problems import settings_of

DEPLOY = Path(__file__).parents[1] / "deploy"
COMPOSE = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
UNIT = (DEPLOY / "lotse.service").read_text(encoding="utf-8")
IMAGE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
SETTINGS = settings_of(Settings)


def test_the_compose_file_sets_only_settings_that_exist() -> None:
    services = yaml.safe_load(COMPOSE)["services"]
    assert {"lotse-1", "lotse-2", "postgres", "chroma"} <= set(services)
    for name in ("lotse-1", "lotse-2"):
        assert set(services[name]["environment"]) <= set(SETTINGS)


def test_the_compose_file_follows_the_compose_specification() -> None:
    check = Path(sys.executable).with_name("check-jsonschema")
    command = [check, "--builtin-schema", "vendor.compose-spec", DEPLOY / "compose.yaml"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_variable_of_the_compose_file_is_named_at_its_top() -> None:
    header = COMPOSE.split("x-lotse:", maxsplit=1)[0]
    wanted = set(re.findall(r"\$\{(\w+)", COMPOSE))
    assert wanted == set(re.findall(r"\b[A-Z]+(?:_[A-Z]+)*\b", header)) & wanted


def test_chroma_on_the_server_has_the_version_of_our_client() -> None:
    pinned = re.search(r"^chromadb==(\S+)", (DEPLOY.parent / "requirements.txt").read_text(), re.MULTILINE)
    assert pinned is not None
    assert yaml.safe_load(COMPOSE)["services"]["chroma"]["image"] == f"chromadb/chroma:{pinned[1]}"


def test_the_unit_sets_only_settings_that_exist_and_waits_for_running_work() -> None:
    assert set(re.findall(r"^Environment=([A-Z_]+)=", UNIT, re.MULTILINE)) <= set(SETTINGS)
    assert "TimeoutStopSec=100" in UNIT


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
def test_the_unit_is_understood_by_systemd_and_shuts_the_bot_in(tmp_path: Path) -> None:
    unit = tmp_path / "lotse.service"
    unit.write_text(UNIT.replace("/opt/zukunftslotse/.venv/bin/lotse", sys.executable), encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=25", unit]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_the_image_holds_all_packages_and_the_builder_gets_what_is_copied() -> None:
    copied = re.findall(r"^COPY (.+) \S+$", IMAGE, re.MULTILINE)
    assert {"knowledge", "ingest", "bot"} <= set(copied)
    given = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert {name for names in copied for name in names.split()} == {line[1:] for line in given if line.startswith("!")}
