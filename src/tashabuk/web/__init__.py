"""The browser face: parse, call one use case, render."""
