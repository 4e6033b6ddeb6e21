"""From the catalogue's chunks to ranked evidence: lexical index, concepts, optional vectors, fusion."""
