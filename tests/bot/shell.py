"""The command line in this process, for tests of commands, over a data folder of their own."""

import json
import sys
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from databases import fresh_database

from bot import cli
from bot.storage import Stores, open_stores


class Shell:
    """Someone who types `lotse …` in a folder."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._monkeypatch, self._capsys = folder, monkeypatch, capsys
        monkeypatch.chdir(folder)
        monkeypatch.setenv("DATA_DIR", str(folder))

    def run(self, *words: str) -> tuple[int, str, str]:
        """Exit code and both streams."""
        self._monkeypatch.setattr(sys, "argv", ["lotse", *words])
        with pytest.raises(SystemExit) as left:
            cli.main()
        out, err = self._capsys.readouterr()
        return int(left.value.code or 0), out, err

    def json(self, *words: str) -> list[dict[str, Any]]:
        code, out, err = self.run(*words, "--json")
        assert (code, err) == (0, "")
        return [json.loads(line) for line in out.splitlines()]

    @cached_property
    def stores(self) -> Stores:
        """What the commands read and write."""
        return open_stores(fresh_database(self.folder))
