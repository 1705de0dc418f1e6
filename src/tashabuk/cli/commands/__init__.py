"""The commands, one file a family. Each parses, calls one use case, and renders."""
