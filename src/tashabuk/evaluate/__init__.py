"""Gold files, scores and floors."""
