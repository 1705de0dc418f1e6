"""One small store with everything in it that a format can trip over."""

import datetime as dt
import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import duckdb
import pytest

from tashabuk.actors.catalogue import Catalogue
from tashabuk.model import (
    Certainty,
    Document,
    EventType,
    Judgement,
    Openness,
    PartialDate,
    Sign,
    Span,
    Statement,
    Verdict,
)
from tashabuk.store import Store
from tashabuk.store.coded import CODED_COLUMNS
from tashabuk.workbench.exporting import export
from tashabuk.workbench.giving import Selection

EMBRACE, MARK = "\u202b", "\u200f"
FIRST = (
    "اتهمت كينيا إثيوبيا بدعم حركة الشباب سرا.\n"
    'قال الوزير: "<لن نقبل> & لن نصمت";\tثم سكت.\r\n'
    "التقى وفدا كينيا وإثيوبيا في نيروبي.\n"
    f"=نفت{EMBRACE} إريتريا{MARK} ذلك\x00\x01.\n"
    "أعلن الوزير أن كينيا ستساعد مدنيي الصومال."
)
SECOND = "دعمت إثيوبيا حركة الشباب بالمال. كينيا عدو لحركة الشباب. قصفت حركة الشباب كينيا."
ODD = '=لواء "الفجر" <+> & الضحى'


def _statement(
    document: Document, trigger: str, actor: str, recipient: str, event: str, sign: int, **more
) -> Statement:
    start = document.text.index(trigger)
    first = document.text.rfind("\n", 0, start) + 1
    last = document.text.find("\n", start)
    base = Statement(
        document=document.id,
        actor=tuple(a for a in actor.split("|") if a),
        recipient=tuple(a for a in recipient.split("|") if a),
        event=EventType(event),
        sign=Sign(sign),
        span=Span(start, start + len(trigger)),
        trigger=trigger,
        sentence=Span(first, len(document.text) if last < 0 else last),
        confidence=0.75,
        rules=("قاعدة:1", "actor:b1"),
    )
    return replace(base, **more)


def _documents() -> list[tuple[Document, list[Statement]]]:
    one = Document(
        "خبر 1", FIRST, 'عنوان "أول"; =1+1', dt.date(2021, 5, 4), "@صحيفة الغد", "https://example.org/خبر?a=1&b=2"
    )
    two = Document("d2", SECOND)
    hedged, negated, future = Certainty.HEDGED, Certainty.NEGATED, Certainty.FUTURE
    return [
        (
            one,
            [
                _statement(one, "اتهمت", "KEN", "ETH", "ACCUSE", -1, mode="allege", date=PartialDate(2019)),
                _statement(
                    one, "دعم", "ETH", "ALSHABAAB", "AID", 1, certainty=hedged, holder="KEN", openness=Openness.COVERT
                ),
                _statement(one, "التقى", "KEN|ETH", "", "CONSULT", 1, openness=Openness.OVERT),
                _statement(one, f"نفت{EMBRACE}", "ERI", "ETH", "REJECT", -1, certainty=negated, holder="ERI"),
                _statement(one, "ستساعد", "KEN", "SOM:CVL", "AID", 1, certainty=future, date=PartialDate(2021, 6)),
                _statement(one, "لن نصمت", "KEN", "", "REJECT", -1, date=PartialDate(2021, 5, 3)),
            ],
        ),
        (
            two,
            [
                _statement(two, "دعمت", "ETH", "ALSHABAAB", "AID", 1, date=PartialDate(2020, 3), holder="unnamed"),
                _statement(two, "عدو", "KEN", "ALSHABAAB", "STANCE", -1),
                _statement(two, "قصفت", "ALSHABAAB", f"KEN|{ODD}", "ASSAULT", -1, mode="heavy-weapons"),
            ],
        ),
    ]


CODED = [
    ("icews", "1:2018", "2018-01-02", ["KEN"], ["ETH"], "Kenya", "إثيوبيا", "040", "CONSULT", None, 1, 2.1, 4),
    ("icews", "2:2018", "2018-01-20", ["KEN"], ["ETH"], "Kenya", "Ethiopia", "112", "ACCUSE", None, -1, -3.0, 1),
    ("gdelt", "3", "2018-02-04", ["KEN"], [], "KEN", "XYZ", "01", None, None, 0, 0.0, 1),
]


def coded_parquet(path: Path, rows: Sequence[Sequence[object]] = CODED) -> Path:
    """A Parquet file of coded events."""
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE t ({', '.join(f'{n} {kind}' for n, kind in CODED_COLUMNS.items())})")
        for row in rows:
            connection.execute(f"INSERT INTO t VALUES ({', '.join('?' * len(CODED_COLUMNS))})", [*row, "", "نص", ""])
        connection.execute(f"COPY t TO '{path}' (FORMAT parquet)")
    return path


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store."""
    folder = tmp_path_factory.mktemp("store")
    kept = Store(folder / "s.duckdb")
    one, two = _documents()
    kept.add([one], "r1")
    kept.add([two], "r2")
    kept.add_coded(coded_parquet(folder / "coded.parquet"))
    subject = kept.statements()[0].id
    for number, verdict in enumerate((Verdict.ACCEPT, Verdict.REJECT)):
        at = dt.datetime(2024, 1, 2, 3, 4, number, tzinfo=dt.UTC)
        kept.judge(Judgement(f"j{number}", subject, verdict, "رنا", at, "سبب\nآخر", {}))
    kept.undo("j1")
    return kept.path


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with nothing in it."""
    kept = Store(tmp_path_factory.mktemp("empty") / "s.duckdb")
    kept.check()
    return kept.path


Give = Callable[..., str]


def given(store: Path, name: str, **selection) -> str:
    """What a text format writes to standard output; made once where there is no selection."""
    return _written(store, name, **selection) if selection else _written_once(store, name)


@cache
def _written_once(store: Path, name: str) -> str:
    return _written(store, name)


def _written(store: Path, name: str, **selection) -> str:
    out = io.BytesIO()
    export(store, name, None, Selection(**selection), Catalogue.load(), stdout=out)
    return out.getvalue().decode("utf-8")


@pytest.fixture
def give(store: Path) -> Give:
    """What a text format writes of the store."""
    return lambda name, **selection: given(store, name, **selection)
