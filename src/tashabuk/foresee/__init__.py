"""What comes next, with the past evidence for it."""
