"""Last part of sync: the vectors follow the catalogue."""

from knowledge.index.embedded_text import embedded_text
from knowledge.stores import Stores

BATCH = 256
"""So many chunks are embedded at once."""


def sync_vectors(stores: Stores) -> int:
    """Embed what is stale, delete what is gone; how many chunks were embedded. Repairs an interrupted run.

    Raises CatalogueError, VectorStoreError, ModelError.
    """
    catalogue = stores.catalogue
    catalogue.use_embedder(stores.embedder.name)
    stale = catalogue.stale_vectors()
    if not stale:
        return 0
    stores.vectors.refresh(catalogue.generation())
    documents = catalogue.documents()
    wanted = set(stale)
    present = [found for found in catalogue.chunks() if found.id in wanted]
    stores.vectors.delete(sorted(wanted - {found.id for found in present}))
    for start in range(0, len(present), BATCH):
        batch = present[start : start + BATCH]
        vectors = stores.embedder.embed([embedded_text(found) for found in batch])
        stores.vectors.upsert(batch, documents, vectors)
    catalogue.settle_vectors(stale)
    return len(present)
