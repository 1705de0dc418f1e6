"""Texts into the store: pasted, as files, from an address, or the samples; and how far their reading is."""

from __future__ import annotations

import datetime as dt
import secrets
import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tashabuk.errors import UsageError
from tashabuk.ingest import Given
from tashabuk.web.forms import checked_form, parsed_day
from tashabuk.web.jobs import Job, Jobs
from tashabuk.web.render import Page, address, language_of, settings_of
from tashabuk.web.words import word
from tashabuk.workbench.reading import ReadOptions
from tashabuk.workbench.samples import SAMPLES_PUBLISHED, sample_texts


def add_page(request: Request) -> Page:
    """The forms."""
    return Page("add.html.j2", word("add", language_of(request)))


def job_page(request: Request) -> Page:
    """How far a reading is, and its findings."""
    job = _jobs(request).get(str(request.path_params["job"]))
    if job is None:
        raise HTTPException(404)
    title = word("finished" if job.state == "finished" else "reading", language_of(request))
    return Page("job.html.j2", title, {"job": job.data()}, job.data)


async def add(request: Request) -> Response:
    """Start reading what a form brings, and go to the page that shows how far it is."""
    form = await checked_form(request)
    language = language_of(request)
    number = _jobs(request).start(await _job(request, form))
    return RedirectResponse(address(language, "add", number), 303)


async def _job(request: Request, form: FormData) -> Job:
    store = settings_of(request).store
    what = form.get("what")
    private = settings_of(request).private_urls
    given = Given(_day(form), str(form.get("title", ""))[:300], private_hosts=private)
    if what == "sample":
        paths = [str(p) for p in sample_texts()]
        return Job(paths, ReadOptions(Given(SAMPLES_PUBLISHED), store))
    if what == "address":
        link = str(form.get("address", "")).strip()
        if not link.startswith(("http://", "https://")):
            raise UsageError("An address begins with http:// or https://.")
        return Job([link], ReadOptions(given, store))
    folder = Path(tempfile.mkdtemp(prefix="tashabuk-"))
    if what == "text":
        pasted = str(form.get("text", ""))
        if not pasted.strip():
            raise UsageError("Paste a text first.")
        path = folder / f"{secrets.token_hex(6)}.txt"
        path.write_text(pasted, encoding="utf-8", errors="surrogatepass")
        return Job([str(path)], ReadOptions(given, store), folder)
    files = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
    if not files:
        raise UsageError("Choose a file first.")
    return Job([str(p) for p in await _saved(files, folder)], ReadOptions(given, store), folder)


async def _saved(files: Sequence[UploadFile], folder: Path) -> list[Path]:
    """Uploads under names of our own; of theirs only what is harmless is kept, for ids, dates and findings."""
    paths = []
    for number, file in enumerate(files):
        own = PurePosixPath((file.filename or "").replace("\\", "/")).name
        kept = "".join(c for c in own if c.isalnum() or c in "-_. ").lstrip(". ")[-80:] or "file"
        place = folder / str(number)
        place.mkdir()
        path = place / kept
        with path.open("wb") as out:
            while block := await file.read(1 << 20):
                out.write(block)
        paths.append(path)
    return paths


def _day(form: FormData) -> dt.date | None:
    given = str(form.get("published", "")).strip()
    return parsed_day(given, "published") if given else None


def _jobs(request: Request) -> Jobs:
    jobs: Jobs = request.app.state.jobs
    return jobs
