"""Document + LanguagePack → Statements, a tuple of stages."""
