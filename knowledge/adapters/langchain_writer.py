"""Passages to sentences by a provider's chat model; the only place where LangChain talks to one."""

import json
import re
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import BaseModel, Field, ValidationError

from knowledge.adapters.langchain_models import access_to, foreign_errors_mapped, name_of
from knowledge.adapters.patience import Patience
from knowledge.errors import ModelError
from knowledge.ports import Composed
from knowledge.settings import Writer

EXTRACTING_S = 60.0
"""Seconds for the facts of a document."""
MOST_TOKENS = 1500
LONGEST_ANSWER = 20_000
_OBJECT = re.compile(r"\{.*\}", re.DOTALL)


class Sentence(BaseModel):
    """Ein Satz der Antwort."""

    text: str = Field(description="Ein vollständiger deutscher Satz, Zahlen und Namen genau wie in der Unterlage.")
    evidence: list[int] = Field(description="Nummern der Unterlagen, die den Satz belegen.")


class Reply(BaseModel):
    """Die Antwort, Satz für Satz belegt."""

    sentences: list[Sentence] = Field(description="Leer, wenn die Unterlagen die Frage nicht beantworten.")
    complete: bool = Field(description="Ob die Sätze die Frage vollständig beantworten.")


class Found(BaseModel):
    """Eine Angabe der Unterlage."""

    kind: str = Field(description="Art der Angabe, eine der genannten.")
    wording: str = Field(description="Der Wortlaut der Unterlage, zeichengenau abgeschrieben.")


class Findings(BaseModel):
    """Die Angaben der Unterlage."""

    found: list[Found] = Field(description="Leer, wenn die Unterlage nichts davon sagt.")


Form = TypeVar("Form", bound=BaseModel)


class LangchainWriter:
    """The port ChatModel on any model that LangChain can start by its name; started at the first question."""

    def __init__(self, settings: Writer, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._models: dict[type[BaseModel], Any] = {}
        self._lock = threading.Lock()
        self._patience = Patience("writer", clock)

    @property
    def name(self) -> str:
        """The model's name and, where one is set, its server."""
        return name_of(self._settings)

    def compose(self, instructions: str, task: str) -> Composed:
        """Sentences with the numbers of their passages. Errors: ModelError, within the seconds set as patience."""
        reply = self._in_time(Reply, instructions, task, self._settings.patience)
        return Composed(tuple((one.text.strip(), tuple(one.evidence)) for one in reply.sentences), reply.complete)

    def extract(self, instructions: str, task: str) -> tuple[tuple[str, str], ...]:
        """Kinds and wordings. Errors: ModelError, within EXTRACTING_S seconds: nobody in a chat waits for it."""
        findings = self._in_time(Findings, instructions, task, EXTRACTING_S)
        return tuple((one.kind.strip(), one.wording.strip()) for one in findings.found)

    def _in_time(self, form: type[Form], instructions: str, task: str, patience: float) -> Form:
        self._patience.check()
        # Outside the reader's patience: the provider's library takes seconds to load, once.
        model = self._started(form, patience)
        return self._patience.call(lambda: _ask(model, form, instructions, task), patience)

    def _started(self, form: type[BaseModel], patience: float) -> Any:  # noqa: ANN401 - a runnable LangChain leaves open
        with self._lock, foreign_errors_mapped():
            if form not in self._models:
                self._models[form] = _start(self._settings, form, patience)
            return self._models[form]


def _ask(model: Any, form: type[Form], instructions: str, task: str) -> Form:  # noqa: ANN401 - as above
    with foreign_errors_mapped():
        found = model.invoke([("system", instructions), ("human", task)])
    return _valid(form, found.get("parsed")) or _read(form, found.get("raw"))


def _start(settings: Writer, form: type[BaseModel], patience: float) -> Any:  # noqa: ANN401 - a runnable whose type LangChain leaves open
    from langchain.chat_models import init_chat_model

    options = {"temperature": 0, **access_to(settings)}
    structured: dict[str, Any] = {}
    if (settings.model or "").startswith("openai:"):
        # One try: a second would take what is left of the reader's patience.
        options |= {"timeout": patience, "max_retries": 0, "max_tokens": MOST_TOKENS}
        structured = {"method": "json_schema"}
    model = init_chat_model(settings.model or "", **options)
    # The schema as JSON: with a class, the provider's library parses before we can look at what came.
    return model.with_structured_output(form.model_json_schema(), include_raw=True, **structured)


def _valid(form: type[Form], parsed: object) -> Form | None:
    try:
        return form.model_validate(parsed)
    except ValidationError:
        return None


def _read(form: type[Form], raw: Any) -> Form:  # noqa: ANN401 - a message of LangChain, or None
    """The reply in a message of a server that knows no schemas: the JSON object in its text."""
    content = getattr(raw, "content", "")
    found = _OBJECT.search(content[:LONGEST_ANSWER]) if isinstance(content, str) else None
    if found is None:
        raise ModelError("refused or empty")
    try:
        return form.model_validate(json.loads(found[0]))
    except (ValidationError, ValueError) as exc:
        raise ModelError("answer out of form") from exc
