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

EVENT_TABLES = """
CREATE TABLE events (
    number INTEGER PRIMARY KEY,
    id VARCHAR NOT NULL,
    cell VARCHAR NOT NULL,
    type VARCHAR NOT NULL,
    actor VARCHAR[] NOT NULL,
    recipient VARCHAR[] NOT NULL,
    sign TINYINT NOT NULL,
    claim VARCHAR NOT NULL,
    date VARCHAR,
    stated BOOLEAN NOT NULL,
    day DATE,
    witnesses INTEGER NOT NULL,
    weight DOUBLE NOT NULL,
    grade TINYINT NOT NULL,
    first DATE,
    last DATE,
    contradicts VARCHAR[] NOT NULL,
    documents VARCHAR[] NOT NULL USING COMPRESSION uncompressed,
    publishers VARCHAR[] NOT NULL,
    statements VARCHAR[] NOT NULL,
    prints UBIGINT[] NOT NULL
);
CREATE TABLE event_words (word VARCHAR NOT NULL, sentences INTEGER NOT NULL);
CREATE TABLE event_state (
    content VARCHAR NOT NULL,
    judged VARCHAR NOT NULL,
    merged VARCHAR NOT NULL,
    words VARCHAR NOT NULL,
    sentences BIGINT NOT NULL,
    documents BIGINT NOT NULL
);
"""
"""`weight` is the evidence weight of each of an event's statements. `cell` is what statements of one event must agree
in: type and parties. `prints[i]` tells whether `statements[i]` is still as it was when its event was formed.
Compressed, hashes of documents would take most of the time that it takes to find an event. `event_words` counts the
sentences with a word; `words` names that count. `merged` says which actors were one.
"""
