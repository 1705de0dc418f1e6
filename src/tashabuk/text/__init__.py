"""Characters, folding with an offset map back to the raw text, sentences and tokens."""
