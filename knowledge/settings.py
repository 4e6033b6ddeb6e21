"""Settings from the environment or `.env`: one section per concern, nested with `__`, checked at start."""

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from knowledge.errors import SettingsError

_ALLOWED = {
    "http_url": "eine Adresse, die mit http:// oder https:// beginnt",
    "bool": "true oder false",
    "int": "eine ganze Zahl",
    "float": "eine Zahl mit Punkt, zum Beispiel 0.3",
}


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


class Chroma(Section):
    """Where vectors live."""

    url: HttpUrl | None = Field(None, description="Chroma server; empty: a folder in DATA_DIR")


class Embeddings(Section):
    """The optional embedding model."""

    model: str | None = Field(None, description="LangChain name, such as openai:text-embedding-3-small; empty: none")
    url: HttpUrl | None = Field(None, description="address of an OpenAI-compatible server; empty: the provider's own")
    api_key: SecretStr | None = Field(None, description="key of the provider")
    weight: float = Field(0.3, ge=0, le=1, description="share of the embedding score in the ranking, 0 to 1")


class Telegram(Section):
    """The Telegram channel."""

    token: SecretStr | None = Field(None, description="token from @BotFather; empty: terminal only")
    base_url: HttpUrl = Field("https://api.telegram.org/bot", description="Bot API server")
    base_file_url: HttpUrl = Field("https://api.telegram.org/file/bot", description="Bot API server for files")


class Settings(BaseSettings):
    """All settings; unknown top-level names are ignored because the environment holds others' too."""

    model_config = SettingsConfigDict(
        env_file=".env", env_nested_delimiter="__", extra="ignore", frozen=True, env_ignore_empty=True
    )

    data_dir: Path = Field(Path("data"), description="folder for database, vectors and original files")
    database: Database = Field(default_factory=Database, description="Where the catalogue lives.")
    chroma: Chroma = Field(default_factory=Chroma, description="Where vectors live.")
    embeddings: Embeddings = Field(default_factory=Embeddings, description="The optional embedding model.")
    telegram: Telegram = Field(default_factory=Telegram, description="The Telegram channel.")

    @property
    def database_url(self) -> str:
        """The catalogue's SQLAlchemy address."""
        return self.database.url or f"sqlite:///{self.data_dir / 'lotse.sqlite'}"


def load_settings() -> Settings:
    """Read environment and `.env`. Raises SettingsError with the first wrong setting, named as in `.env`."""
    try:
        return Settings()
    except ValidationError as exc:
        first = exc.errors()[0]
        name = "__".join(str(part) for part in first["loc"]).upper()
        if first["type"] == "extra_forbidden":
            section = name.rsplit("__", 1)[0]
            names = ", ".join(sorted(_names(section)))
            raise SettingsError(name, "diese Einstellung gibt es nicht", f"möglich sind {names}") from exc
        raise SettingsError(
            name, f"„{first['input']}“ ist nicht erlaubt", _allowed(first["type"], first["msg"])
        ) from exc


def _names(section: str) -> list[str]:
    fields: dict[str, Database] = {}
    found = Settings.model_fields.get(section.lower())
    if found is None or found.annotation is None:
        return list(fields)
    return [f"{section}__{name}".upper() for name in found.annotation.model_fields]


def _allowed(kind: str, message: str) -> str:
    for key, text in _ALLOWED.items():
        if key in message or kind.startswith(key):
            return text
    return message
