"""Where documents, statements and judgements are kept: one DuckDB file."""
