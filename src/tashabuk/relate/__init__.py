"""Statements → ties, channels and entanglement."""
