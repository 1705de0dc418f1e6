"""Coded events of other data sets in: POLECAT, ICEWS, GDELT, …; ours and graph formats out."""
