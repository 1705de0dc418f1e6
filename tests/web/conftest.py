"""A workbench on a store of one made-up dispatch, without a network and with one."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tashabuk.model import Certainty, Document, EventType, Openness, PartialDate, Sign, Span, Statement
from tashabuk.store import Store
from tashabuk.web.app import make_app
from tashabuk.web.settings import Settings

HOST = "http://127.0.0.1:8765"
TEXT = (
    "زودت غانا توغو بالوقود سرا في 2017. وقصفت توغو مواقع غانية في مارس 2018. "
    "ثم وقعت غانا وتوغو اتفاقا علنيا في أيلول 2021، وقالت بنين إن غانا هددت توغو."
)
SAID = [
    ("زودت", ("GHA",), ("TGO",), EventType.AID, 1, "2017", Openness.COVERT, "author"),
    ("وقصفت", ("TGO",), ("GHA",), EventType.ASSAULT, -1, "2018-03", None, "author"),
    ("وقعت", ("GHA", "TGO"), (), EventType.AGREE, 1, "2021-09", Openness.OVERT, "author"),
    ("هددت", ("GHA",), ("TGO",), EventType.THREATEN, -1, None, None, "BEN"),
]


def document() -> tuple[Document, list[Statement]]:
    made = Document("d1", TEXT, "غانا وتوغو", dt.date(2021, 9, 20), "الأفق", "https://news.example/1")
    statements = []
    for word, actor, recipient, event, sign, date, openness, holder in SAID:
        start = TEXT.index(word)
        statements.append(
            Statement(
                "d1",
                actor,
                recipient,
                event,
                Sign(sign),
                Span(start, start + len(word)),
                word,
                Span(0, len(TEXT)),
                date=PartialDate.parse(date) if date else None,
                holder=holder,
                certainty=Certainty.ASSERTED,
                openness=openness,
                confidence=0.8,
            )
        )
    return made, statements


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    store = Store(tmp_path / "s.duckdb")
    store.add([document()], "test")
    return Settings(store.path)


@pytest.fixture
def browser(settings: Settings) -> Iterator[TestClient]:
    with TestClient(make_app(settings), base_url=HOST, raise_server_exceptions=False) as client:
        yield client


def csrf(client: TestClient) -> str:
    found = re.search(r'data-csrf="(\w+)"', client.get("/en/").text)
    assert found is not None
    return found.group(1)


def post(client: TestClient, path: str, **fields: str):
    return client.post(path, data={"csrf": csrf(client), **fields}, headers={"origin": HOST}, follow_redirects=False)
