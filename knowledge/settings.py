"""Settings from the environment or `.env`: one section per concern, nested with `__`, checked at start."""

import os
import re
from pathlib import Path
from typing import Annotated, Literal

from dotenv import dotenv_values
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError, ValidationInfo
from pydantic_settings import BaseSettings, SettingsConfigDict
from pydantic_settings import SettingsError as UnreadableSection

from knowledge.errors import SettingsError
from knowledge.settings_problems import first_problem, no_section, refuse_misspelled

ENV_FILE = ".env"
ENCODING = "utf-8-sig"
"""Editors of Windows put a mark before the first name."""


def _http_url(value: str) -> str:
    if not value.startswith(("http://", "https://")):
        raise ValueError("http_url")
    return value.rstrip("/")


HttpUrl = Annotated[str, AfterValidator(_http_url)]


class Section(BaseModel):
    """A section refuses names it does not know, so that a typing error is found at start."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Database(Section):
    """Where the catalogue lives."""

    url: str | None = Field(None, description="SQLAlchemy address; empty: SQLite in DATA_DIR")


class Index(Section):
    """Where the terms of the lexical index are."""

    lexical: Literal["memory", "postgres"] = Field(
        "memory", description="memory, or postgres: terms stay in the database, for large bases and small replicas"
    )


def _with_postgres(value: Index, info: ValidationInfo) -> Index:
    database = info.data.get("database")
    if value.lexical == "postgres" and not (database and (database.url or "").startswith("postgres")):
        raise ValueError("needs_postgres")
    return value


class Chroma(Section):
    """Where vectors live."""

    url: HttpUrl | None = Field(None, description="Chroma server; empty: a folder in DATA_DIR")


class Embeddings(Section):
    """The optional embedding model."""

    model: str | None = Field(None, description="LangChain name, such as openai:text-embedding-3-small; empty: none")
    url: HttpUrl | None = Field(None, description="address of an OpenAI-compatible server; empty: the provider's own")
    api_key: SecretStr | None = Field(None, description="key of the provider")
    weight: float = Field(0.3, ge=0, le=1, description="share of the embedding score in the ranking, 0 to 1")


class Writer(Section):
    """The optional chat model that words answers; without one they are quotations."""

    model: str | None = Field(
        None, description="LangChain name, such as openai:gpt-5-mini or ollama:qwen3; empty: none"
    )
    url: HttpUrl | None = Field(None, description="address of an OpenAI-compatible server; empty: the provider's own")
    api_key: SecretStr | None = Field(None, description="key of the provider")
    patience: float = Field(15.0, ge=1, le=20, description="seconds to wait for the model before quoting instead")


class Reranker(Section):
    """The optional server that says how well a passage answers a question."""

    url: HttpUrl | None = Field(
        None, description="server with POST /rerank as Cohere, Jina and vLLM have it, such as http://…/v1; empty: none"
    )
    model: str = Field("BAAI/bge-reranker-v2-m3", description="name of the model there")
    api_key: SecretStr | None = Field(None, description="key of the provider")
    weight: float = Field(0.5, ge=0, le=1, description="share of its score in the ranking, 0 to 1")
    patience: float = Field(3.0, ge=0.5, le=10, description="seconds to wait for it before ranking without")


class Speech(Section):
    """The optional server that turns voice messages into text."""

    url: HttpUrl | None = Field(None, description="address of an OpenAI-compatible server; empty: no voice messages")
    model: str = Field("whisper-1", description="name of the model there")
    api_key: SecretStr | None = Field(None, description="key of the provider")


def _secret_token(value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
    if value is None and info.data.get("url") is None:
        return None
    if value is None or not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value.get_secret_value()):
        raise ValueError("secret_token")
    return value


class Webhook(Section):
    """Telegram calls the bot instead of being asked; a server in front of it speaks HTTPS."""

    url: HttpUrl | None = Field(None, description="public address of the bot; empty: long polling")
    secret: Annotated[SecretStr | None, AfterValidator(_secret_token)] = Field(
        None, validate_default=True, description="proves that a call comes from Telegram; needed with a URL"
    )
    listen: str = Field("127.0.0.1", description="address that the bot listens on")
    port: int = Field(8443, ge=1, le=65535, description="port that the bot listens on")


class Telegram(Section):
    """The Telegram channel."""

    token: SecretStr | None = Field(None, description="token from @BotFather; empty: terminal only")
    base_url: HttpUrl = Field("https://api.telegram.org/bot", description="Bot API server")
    base_file_url: HttpUrl = Field("https://api.telegram.org/file/bot", description="Bot API server for files")
    webhook: Webhook = Field(default_factory=Webhook, description="The other way to get messages.")


class Operations(Section):
    """What whoever runs the bot looks at."""

    port: int | None = Field(
        None, ge=1, le=65535, description="port of /healthz, /readyz, /metrics; empty: the webhook's, without one none"
    )
    listen: str = Field("127.0.0.1", description="address that this port listens on")
    log: Literal["text", "json"] = Field("text", description="form of the log: text or json, one object a line")


class Bot(Section):
    """Whom the bot serves."""

    access: Literal["invited", "open"] = Field("invited", description="invited: members only; open: all (a trial)")
    admins: str = Field("", pattern=r"^[\d\s,]*$", description="Telegram user ids of administrators, commas between")


class Broadcasts(Section):
    """How messages to many are sent."""

    four_eyes: bool = Field(
        default=True, description="a second organiser approves a broadcast; false for a team of one"
    )
    quiet_hours: bool = Field(
        default=True, description="no broadcasts from 20:00 to 7:30, on Sundays and holidays of NRW"
    )
    cap: int = Field(2, ge=1, description="broadcasts a member gets in seven days at most, urgent ones aside")
    rate: int = Field(25, ge=1, le=30, description="messages a second at most, answers to questions included")


class Settings(BaseSettings):
    """All settings; unknown top-level names are ignored because the environment holds others' too."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE,
        env_file_encoding=ENCODING,
        env_nested_delimiter="__",
        extra="ignore",
        frozen=True,
        env_ignore_empty=True,
    )

    data_dir: Path = Field(Path("data"), description="folder for database, vectors and original files")
    database: Database = Field(default_factory=Database, description="Where the catalogue lives.")
    index: Annotated[Index, AfterValidator(_with_postgres)] = Field(
        default_factory=Index, description="Where the terms of the lexical index are."
    )
    chroma: Chroma = Field(default_factory=Chroma, description="Where vectors live.")
    embeddings: Embeddings = Field(default_factory=Embeddings, description="The optional embedding model.")
    writer: Writer = Field(default_factory=Writer, description="The optional chat model.")
    reranker: Reranker = Field(default_factory=Reranker, description="The optional reranker.")
    speech: Speech = Field(default_factory=Speech, description="The optional server for voice messages.")
    telegram: Telegram = Field(default_factory=Telegram, description="The Telegram channel.")
    bot: Bot = Field(default_factory=Bot, description="Whom the bot serves.")
    broadcasts: Broadcasts = Field(default_factory=Broadcasts, description="How messages to many are sent.")
    operations: Operations = Field(default_factory=Operations, description="What whoever runs the bot looks at.")

    @property
    def database_url(self) -> str:
        """The catalogue's SQLAlchemy address."""
        return self.database.url or f"sqlite:///{self.data_dir / 'lotse.sqlite'}"


def load_settings() -> Settings:
    """Read environment and `.env`. Raises SettingsError with the first wrong setting, named as in `.env`."""
    try:
        refuse_misspelled(Settings, os.environ, dotenv_values(ENV_FILE, encoding=ENCODING))
        return Settings()
    except UnicodeDecodeError as exc:
        raise SettingsError(ENV_FILE, "die Datei ist nicht lesbar", "Text in UTF-8") from exc
    except UnreadableSection as exc:
        raise no_section(Settings, str(exc)) from exc
    except ValidationError as exc:
        # From None: pydantic's own text would show secrets.
        raise first_problem(Settings, exc) from None
