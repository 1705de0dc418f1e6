"""The field's event data in, ours out."""
