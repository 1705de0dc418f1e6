"""Bytes of a page to characters, and a piece of markup to plain lines."""

from __future__ import annotations

import re

from lxml import html

from tashabuk.ingest.encoding import NotText, decode

_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.I)
_XML_DECLARATION = re.compile(r"^\ufeff?\s*<\?xml[^>]*\?>")
_BLOCKS = (
    *("p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "blockquote"),
    *("article", "section", "figure", "ul", "ol", "table"),
)


def decode_page(data: bytes, charset: str = "") -> str:
    """The characters of a page. What the bytes themselves show wins; the declaration decides where they show nothing.

    An XML declaration is dropped, since it speaks of the bytes. Raises NotText for binary data.
    """
    found = _DECLARED.search(data[:4096])
    try:
        text = decode(data)
    except NotText:
        text = _declared(data, charset or (found[1].decode() if found else ""))
    return _XML_DECLARATION.sub("", text)


def _declared(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset or "ascii")
    except (LookupError, UnicodeDecodeError) as error:
        raise NotText("its encoding is not known") from error


def plain(markup: str) -> str:
    """The text of a piece of markup, a line for each block.

    >>> plain("<p>one <b>two</b></p><script>x</script><p>three")
    'one two\\nthree'
    """
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    root = html.fragment_fromstring(_XML_DECLARATION.sub("", markup), create_parent="div")
    for element in root.xpath(".//script | .//style | .//comment()"):
        element.drop_tree()
    for element in root.iter(*_BLOCKS):
        element.tail = "\n" + (element.tail or "")
        element.text = "\n" + (element.text or "")
    lines = (" ".join(line.split()) for line in root.text_content().split("\n"))
    return "\n".join(line for line in lines if line)
