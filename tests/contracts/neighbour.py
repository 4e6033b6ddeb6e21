"""Another process that writes vectors: reads one JSON order a line, obeys, and says so.

An order: {"place": folder or address, "do": "upsert" | "delete" | "clear", "ids": {chunk id: vector}}.
"""

import json
import sys
from pathlib import Path

import numpy as np
from making import chunk, document

from knowledge.adapters.chroma import open_chroma

EMBEDDER = "contract"


def obey(order: dict[str, object]) -> None:
    place = str(order["place"])
    store = open_chroma(place if place.startswith("http") else Path(place), EMBEDDER)
    ids = order["ids"]
    assert isinstance(ids, dict)
    if order["do"] == "upsert":
        chunks = [chunk(name) for name in ids]
        owners = [document(name) for name in sorted({found.document_id for found in chunks})]
        store.upsert(chunks, owners, np.array(list(ids.values()), dtype=np.float32))
    elif order["do"] == "delete":
        store.delete(list(ids))
    else:
        store.clear()


if __name__ == "__main__":
    for line in sys.stdin:
        obey(json.loads(line))
        print("done", flush=True)
