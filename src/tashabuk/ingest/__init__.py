"""Files and streams → Documents and Findings."""
