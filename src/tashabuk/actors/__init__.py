"""Who exists: reviewed data and look-up."""
