"""Use cases, one a file; the one place that knows all of the rest."""
