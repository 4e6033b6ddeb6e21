"""Settings → Ingestion: the one place where the steps of ingestion get their stores."""

from ingest.originals import Originals
from ingest.reading import ReadingProcess
from ingest.sync import Ingestion
from knowledge.german.places import Gazetteer, shipped_municipalities
from knowledge.settings import Settings
from knowledge.stores import open_stores


def build_ingestion(settings: Settings) -> Ingestion:
    """Open the stores and put ingestion together. Raises CatalogueError."""
    stores = open_stores(settings)
    known = {place.ags: place for place in (*shipped_municipalities(), *stores.catalogue.municipalities())}
    return Ingestion(stores, Originals(settings.data_dir), Gazetteer(tuple(known.values())), ReadingProcess())
