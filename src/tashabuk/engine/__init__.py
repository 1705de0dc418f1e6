"""Rule matching and ranking with no language in it."""
