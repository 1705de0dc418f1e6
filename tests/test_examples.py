"""The examples run, and say what the tutorial says of them."""

import importlib.util
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"


def test_the_system_of_the_tutorial(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spec = importlib.util.spec_from_file_location("system", EXAMPLES / "system.py")
    assert spec is not None
    assert spec.loader is not None
    system = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(system)
    system.main(tmp_path)
    said = capsys.readouterr().out
    for power in ("IRN", "RUS"):
        (line,) = [line for line in said.splitlines() if line.startswith(f"{power}–TALIBAN: entangled")]
        assert "in the open on 2021" in line
        assert "كلاهما خصم لداعش خراسان منذ 2021" in said.split(line)[1]
        assert "both have been opponents of the United States since" in said.split(line)[1]
    assert "had the United States stayed: 2 strained" in said
    assert "without it: 1 strained (RUS–TALIBAN (−)), blocs IRN, RUS, TALIBAN | ISIS-K" in said
    assert sorted(p.name for p in tmp_path.glob("*.svg")) == ["IRN-TALIBAN.svg", "RUS-TALIBAN.svg", "what-if.svg"]
