"""Tables that hold nothing of their own: what was worked out from documents, once, to be found again fast."""

DERIVED_TABLES = """
CREATE TABLE signatures (
    document VARCHAR PRIMARY KEY,
    signature BLOB NOT NULL,
    compared BOOLEAN NOT NULL
);
CREATE TABLE copies (
    a VARCHAR NOT NULL,
    b VARCHAR NOT NULL,
    PRIMARY KEY (a, b)
);
CREATE TABLE search_documents (
    number INTEGER PRIMARY KEY,
    document VARCHAR NOT NULL UNIQUE,
    words INTEGER NOT NULL
);
CREATE TABLE search_forms (
    number INTEGER PRIMARY KEY,
    language VARCHAR NOT NULL,
    form VARCHAR NOT NULL,
    UNIQUE (language, form)
);
CREATE TABLE search_keys (
    form INTEGER NOT NULL,
    key VARCHAR NOT NULL,
    weight REAL NOT NULL,
    version VARCHAR NOT NULL
);
CREATE TABLE search_postings (
    form INTEGER NOT NULL,
    document INTEGER NOT NULL,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL
);
"""
"""`search_postings`: word `position` of a document is at character `start` of its text; those of its title are < −1."""
