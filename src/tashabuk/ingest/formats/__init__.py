"""Readers, one file a format or family: `read_X(source) -> Iterator[Part]`; `tashabuk.ingest.kinds` lists them."""
