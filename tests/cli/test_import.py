"""`tashabuk import` as users run it: the account, the findings, the list of unresolved actors."""

import csv
import json
from pathlib import Path

from .conftest import Run

EDGES = "source,target,sign,date\nKEN,ETH,1,2019-01-01\nKEN,Dawn Front,-1,2019-02-01\nKEN,ETH,-1,soon\n"
CAMEO = "date,source,target,code\n2019-01-01,KEN,ETH,190\n2019-01-02,KEN,Lilliput,112\n2019-01-03,KEN,ETH,010\nx\n"


def test_the_account_adds_up_and_a_second_import_adds_nothing(tashabuk: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text(CAMEO, encoding="utf-8")
    done = tashabuk("import", "cameo", "mine.csv", "--format", "json", "--unresolved", "unknown.csv")
    assert done.returncode == 1
    assert "mine.csv:5: 1 fields instead of 4" in done.stderr.decode()
    account = json.loads(done.stdout)
    assert (account["rows"], account["mapped"], account["malformed"], account["new"]) == (4, 1, 1, 3)
    assert account["rows"] == account["mapped"] + sum(account["unmapped"].values()) + 1 + account["duplicates"]
    with (tmp_path / "unknown.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [["given", "events"], ["Lilliput", "1"]]
    again = json.loads(tashabuk("import", "cameo", "mine.csv", "--format", "json").stdout)
    assert (again["new"], again["known"]) == (0, 3)


def test_the_account_as_a_table(tashabuk: Run, tmp_path: Path) -> None:
    (tmp_path / "net.csv").write_text(EDGES, encoding="utf-8")
    done = tashabuk("import", "edges", "net.csv")
    lines = dict(line.rsplit(maxsplit=1) for line in done.stdout.decode().splitlines() if line.strip())
    assert {key.strip(): value for key, value in lines.items()} == {
        "rows": "3",
        "mapped": "2",
        "duplicates": "0",
        "malformed": "1",
        "events new in the store": "2",
        "events it had already": "0",
    }


def test_users_actors_and_day(tashabuk: Run, tmp_path: Path) -> None:
    (tmp_path / "more.csv").write_text("id,en\nLILLIPUT,Lilliput\n", encoding="utf-8")
    (tmp_path / "mine.csv").write_text("source,target,code,date\nKEN,Lilliput,112,\n", encoding="utf-8")
    done = tashabuk("import", "cameo", "mine.csv", "--actors", "more.csv", "--date", "2020", "--format", "json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["mapped"] == 1


def test_wrong_usage_is_explained(tashabuk: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text(CAMEO, encoding="utf-8")
    for arguments, words in (
        (("import", "idea", "mine.csv"), "'idea' is not one of"),
        (("import", "cameo", "mine.csv", "--map", "who=A"), "no field 'who'"),
        (("import", "cameo", "mine.csv", "--map", "source"), "--map takes FIELD=COLUMN"),
        (("import", "cameo", "mine.csv", "--encoding", "morse"), "no encoding 'morse'"),
    ):
        done = tashabuk(*arguments)
        assert done.returncode == 2
        assert words in done.stderr.decode()
    done = tashabuk("import", "cameo", "missing.csv")
    assert (done.returncode, "there is no such file" in done.stderr.decode()) == (1, True)


def test_the_command_lists_the_formats_that_exist() -> None:
    from tashabuk.actors import codes
    from tashabuk.cli.commands import importing
    from tashabuk.exchange.incoming.formats import FORMATS

    assert tuple(FORMATS) == importing.FORMATS
    assert codes.SYSTEMS == importing.SYSTEMS
