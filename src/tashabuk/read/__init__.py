"""Document + LanguagePack → Statements, a tuple of stages, one a file; see `pipeline`."""

from tashabuk.read.pipeline import STAGES, read

__all__ = ["STAGES", "read"]
