"""Coded events of other data sets in: ICEWS, GDELT, POLECAT, ACLED, PLOVER, CAMEO, edge lists, our own lines."""
