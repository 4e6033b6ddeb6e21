"""The files for running it on servers name settings that exist."""

import re
from pathlib import Path

import yaml

from knowledge.settings import Settings
from knowledge.settings_problems import settings_of

DEPLOY = Path(__file__).parents[1] / "deploy"
SETTINGS = settings_of(Settings)


def test_the_compose_file_sets_only_settings_that_exist() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]
    assert {"lotse-1", "lotse-2", "postgres", "chroma"} <= set(services)
    for name in ("lotse-1", "lotse-2"):
        assert set(services[name]["environment"]) <= set(SETTINGS)


def test_the_unit_sets_only_settings_that_exist_and_waits_for_running_work() -> None:
    unit = (DEPLOY / "lotse.service").read_text(encoding="utf-8")
    assert set(re.findall(r"^Environment=([A-Z_]+)=", unit, re.MULTILINE)) <= set(SETTINGS)
    assert "TimeoutStopSec=100" in unit


def test_the_image_holds_all_packages() -> None:
    copied = re.findall(r"^COPY (\w+) \w+$", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {"knowledge", "ingest", "bot"} <= set(copied)
