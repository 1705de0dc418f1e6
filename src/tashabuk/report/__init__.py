"""Results → tables, SVG and HTML; knows no store."""
