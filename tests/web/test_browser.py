"""The whole way in a real browser, in both languages: add, document, statements, tie, review, graph, report.

Every page is checked with axe and photographed into `out/screenshots`, wide and narrow, light and dark.
"""

import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright")
axe = pytest.importorskip("axe_core_python", reason="the browser tests need axe-core-python")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="the browser tests need Debian's chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-sync"]
SHOTS = Path(__file__).parents[2] / "out" / "screenshots"
SIZES = {"wide": (1280, 900), "narrow": (390, 844)}
AXE = (Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    store = tmp_path_factory.mktemp("web") / "s.duckdb"
    command = [sys.executable, "-m", "tashabuk", "serve", "--port", str(port), "--store", str(store)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as server:
        assert server.stderr is not None
        assert b"http://" in server.stderr.readline()
        yield f"http://127.0.0.1:{port}"
        server.terminate()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    made = context.new_page()
    problems: list[str] = []
    made.on("pageerror", lambda error: problems.append(str(error)))
    made.on("request", lambda request: problems.append(request.url) if "127.0.0.1" not in request.url else None)
    yield made
    context.close()
    assert problems == []


def added(page: Any, address: str, language: str) -> None:
    """The sample texts are in the store; read once, the first time."""
    page.goto(f"{address}/{language}/add")
    page.locator("form:has(input[value=sample]) button").click()
    page.wait_for_selector("h2", timeout=120_000)
    assert page.locator(".problem").count() == 0


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_whole_way(page: Any, address: str, language: str) -> None:
    added(page, address, language)
    page.locator("main .actions a").first.click()
    page.locator("main .list a").first.click()
    trigger = page.locator(".printed .t").first
    trigger.click()
    assert page.locator("aside .entry.lit").count() >= 1
    page.locator("aside .who a").first.hover()
    assert page.locator(".printed .lit, .printed .actor-lit").count() >= 1
    page.locator("header nav a").nth(4).click()
    page.locator("tbody a").first.click()
    assert page.locator("svg.figure rect").count() > 2
    _judge(page, address, language)
    _graph(page, address, language)
    _what_if(page, address, language)
    with page.expect_download() as download:
        page.goto(f"{address}/{language}/report")
        page.locator("main button[formaction]").click()
    report = Path(download.value.path()).read_text(encoding="utf-8")
    assert f'<html lang="{language}"' in report


def _judge(page: Any, address: str, language: str) -> None:
    page.goto(f"{address}/{language}/review")
    first = page.locator("[name=subject]").first.input_value()
    page.locator("[name=by]").first.fill("رنا")
    page.locator("h1").click()
    page.keyboard.press("a")
    page.wait_for_function("first => document.querySelector('[name=subject]').value !== first", arg=first)
    assert page.locator("[name=by]").first.input_value() == "رنا"
    page.keyboard.press("c")
    page.locator("details [name=date]").fill("2019-05")
    page.locator("details button").click()
    page.wait_for_selector("text=date=2019-05")
    page.locator("button[value=undo]").first.click()
    page.wait_for_load_state()
    assert page.locator("text=date=2019-05").count() == 0


def _graph(page: Any, address: str, language: str) -> None:
    page.goto(f"{address}/{language}/graph")
    node = page.locator(".node circle").first
    node.hover()
    assert page.locator(".node.dim").count() > 0
    box = node.bounding_box()
    page.mouse.move(box["x"] + 4, box["y"] + 4)
    page.mouse.down()
    page.mouse.move(box["x"] + 64, box["y"] + 44, steps=4)
    page.mouse.up()
    assert "translate" in page.locator(".node").first.get_attribute("transform")
    slider = page.locator("[data-slider]")
    slider.evaluate("s => { s.value = s.max; s.dispatchEvent(new Event('change')); }")
    page.wait_for_url("**at=*")
    page.locator(".node circle").first.click()
    page.wait_for_url("**/actors/**")


def _what_if(page: Any, address: str, language: str) -> None:
    page.goto(f"{address}/{language}/balance")
    page.locator("select[name=without]").select_option(index=1)
    page.locator("form:has(select[name=without]) button").click()
    page.wait_for_url("**without=*")
    assert page.locator("tbody tr").count() == 3
    assert page.locator("svg.figure circle").count() > 3


def pages(page: Any, address: str) -> list[str]:
    documents = json.loads(page.request.get(f"{address}/en/documents.json").text())["documents"]
    ties = json.loads(page.request.get(f"{address}/en/ties.json").text())["ties"]
    events = json.loads(page.request.get(f"{address}/en/events.json?order=witnesses").text())["events"]
    pair = f"{ties[0]['a']}/{ties[0]['b']}"
    return [
        *("", "add", "documents", f"documents/{documents[0]['hash']}", "statements?event=AID", "ties", f"ties/{pair}"),
        *(
            f"actors/{ties[0]['a']}",
            "events",
            f"events/{events[0]['id']}",
            "search?q=طالبان وقود",
            "graph",
            "balance",
            f"balance?without={ties[0]['a']}",
            "review",
            "report",
            "nowhere",
        ),
    ]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_page_is_accessible_and_photographed(page: Any, chromium: Any, address: str, language: str) -> None:
    added(page, address, language)
    SHOTS.mkdir(parents=True, exist_ok=True)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for path in pages(page, address):
            page.goto(f"{address}/{language}/{path}")
            page.evaluate(AXE)
            found = page.evaluate("axe.run({resultTypes: ['violations']})")
            serious = [v for v in found["violations"] if v["impact"] in ("serious", "critical")]
            told = [(v["id"], [n["html"][:150] for n in v["nodes"][:3]]) for v in serious]
            assert told == [], f"{language}/{path} {scheme}"
            for size, (width, height) in SIZES.items():
                page.set_viewport_size({"width": width, "height": height})
                name = path.replace("?", "-").replace("/", "-").replace("=", "-")[:24] or "home"
                page.screenshot(path=SHOTS / f"{name}.{language}.{size}.{scheme}.png", full_page=size == "narrow")
                wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                assert wider <= 1, f"{language}/{path} at {width}: {wider} too wide"
            page.set_viewport_size({"width": 1280, "height": 900})


def test_the_pages_work_under_their_own_policy(chromium: Any, address: str) -> None:
    """With the content security policy in force the script runs and nothing is reported."""
    context = chromium.new_context()
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.goto(f"{address}/ar/graph")
    time.sleep(0.5)
    assert told == []
    context.close()
