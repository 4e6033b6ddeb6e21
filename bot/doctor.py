"""Beside the `lotse` command: looks whether settings, stores and documents are fit to serve."""

from bot.texts import command as texts
from ingest.build import build_ingestion
from ingest.check import findings_of
from knowledge.clock import today
from knowledge.settings import Settings


def examine(settings: Settings) -> tuple[list[str], bool]:
    """One German line per part, and whether nothing is damaged. Raises CatalogueError, VectorStoreError."""
    ingestion = build_ingestion(settings)
    findings = findings_of(ingestion, today())
    damage = [found for found in findings if found.damage]
    lines = [
        texts.DATABASE.format(state=texts.HEALTHY),
        texts.DOCUMENTS.format(count=len(ingestion.stores.catalogue.documents())),
        texts.VECTORS.format(state=texts.HEALTHY if not damage else damage[-1].text),
        texts.MODEL.format(name=settings.embeddings.model or texts.NO_MODEL),
        texts.TELEGRAM.format(state=texts.TELEGRAM_SET if settings.telegram.token else texts.NO_TELEGRAM),
    ]
    return lines, not damage
