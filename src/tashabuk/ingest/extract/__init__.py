"""Extractors that run in the helper process: `extract(data, **hints) -> list[Extracted]`, one file a format."""
