"""Settings → Ingestion: the one place where the steps of ingestion get their stores."""

from ingest.originals import Originals
from ingest.reading import ReadingProcess
from ingest.sync import Ingestion
from knowledge.german.municipalities import known_municipalities
from knowledge.german.places import Gazetteer
from knowledge.settings import Settings
from knowledge.stores import open_stores


def build_ingestion(settings: Settings) -> Ingestion:
    """Open the stores and put ingestion together. Raises CatalogueError."""
    stores = open_stores(settings)
    gazetteer = Gazetteer(tuple(known_municipalities(stores.catalogue.municipalities()).values()))
    return Ingestion(stores, Originals(settings.data_dir), gazetteer, ReadingProcess())
