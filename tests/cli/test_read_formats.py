"""`tashabuk read` on tables, archives and addresses: field names of the user's, findings, exit codes."""

import json
import zipfile
from pathlib import Path

GOOD = "قصفت الطائرات الروسية مواقع تنظيم داعش في سوريا."


def test_columns_of_the_users_naming_and_a_bad_member_of_an_archive(tashabuk, tmp_path: Path) -> None:
    table = f"body,pubdate\n{GOOD},2021-05-04\n"
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("in/news.csv", table)
        archive.writestr("in/broken.pdf", b"%PDF-1.7 nothing")
        archive.writestr("in/table.xls", b"x")
    done = tashabuk(
        "read", "all.zip", "--no-store", "--format", "jsonl", "--field", "text=body", "--field", "published=pubdate"
    )
    (line,) = (json.loads(line) for line in done.stdout.decode().splitlines())
    assert (line["id"], line["published"], bool(line["statements"])) == ("all.zip!in/news.csv:2", "2021-05-04", True)
    messages = done.stderr.decode()
    assert done.returncode == 1
    assert "all.zip!in/broken.pdf: it is damaged" in messages
    assert "all.zip: 1 file of unknown kind was left out (.xls 1)" in messages


def test_fields_that_are_none_are_wrong_usage(tashabuk) -> None:
    for field in ("body", "text=", "words=body"):
        done = tashabuk("read", "-", "--no-store", "--field", field, stdin=GOOD.encode())
        assert (done.returncode, "OURS=YOURS" in done.stderr.decode()) == (2, True)


def test_an_address_of_a_private_network_is_refused(tashabuk) -> None:
    done = tashabuk("read", "http://127.0.0.1:1/a", "--no-store")
    assert (done.returncode, "--private-hosts" in done.stderr.decode()) == (1, True)
