"""Review: judge statements one after the other, merge and split actors, take judgements back."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any
from urllib.parse import quote, unquote, urlencode

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from tashabuk.errors import UsageError
from tashabuk.model import Verdict
from tashabuk.web.forms import LONGEST, checked_form, number, statement_filter, text
from tashabuk.web.render import Page, address, language_of, settings_of
from tashabuk.web.statements import FIELDS
from tashabuk.web.words import word
from tashabuk.workbench.judging import CORRECTABLE, export_judgements, import_judgements, judge, undo
from tashabuk.workbench.reviewing import Review, review
from tashabuk.workbench.rows import statement_row

LATEST = 20
"""Judgements shown."""


def review_page(request: Request) -> Page:
    """One statement to judge, and the latest judgements."""
    wanted = statement_filter(request)
    skip = number(request, "skip", 0)
    found = review(settings_of(request).store, replace(wanted, limit=1, offset=skip), text(request, "id"), LATEST)
    given = {k: v for k in FIELDS if (v := text(request, k))}
    values = {
        "found": found,
        "skip": skip,
        "query": urlencode(given),
        "onward": urlencode({**given, "skip": skip} if skip else given),
        "reviewer": unquote(request.cookies.get("tashabuk_reviewer", ""))[:LONGEST],
    }
    return Page("review.html.j2", word("review_nav", language_of(request)), values, lambda: _data(found))


def _data(found: Review) -> dict[str, Any]:
    return {
        "left": found.left,
        "statement": statement_row(found.stored) if found.stored else None,
        "judgements": [{"id": j.id, "subject": j.subject, "verdict": str(j.verdict), "by": j.by} for j in found.latest],
    }


async def judge_one(request: Request) -> Response:
    """Keep a judgement (or take one back) and go to the next statement; JSON for a script that asks for it."""
    sent = await checked_form(request)
    form = {k: v if k == "query" else v[:LONGEST] for k, v in sent.items() if isinstance(v, str)}
    store = settings_of(request).store
    by = form.get("by", "").strip()
    made = ""
    if form.get("verdict") == "undo":
        undo(store, form.get("judgement", ""))
    else:
        verdict = _verdict(form.get("verdict", ""))
        changes: dict[str, str] = {}
        subject = form.get("subject", "").strip()
        if verdict is Verdict.MERGE:
            changes = {"into": form.get("into", "").strip()}
        elif verdict is Verdict.CORRECT:
            changes = _changes(form)
        elif verdict is Verdict.ACCEPT and any(_is_changed(form, field) for field in CORRECTABLE):
            raise UsageError("Fields were changed: press “Correct” to keep that, or load the page again to accept.")
        made = judge(store, subject, verdict, by, form.get("reason", ""), changes).id
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"judgement": made})
    answer = RedirectResponse(address(language_of(request), "review") + f"?{form.get('query', '')}", 303)
    if by:
        answer.set_cookie("tashabuk_reviewer", quote(by), httponly=True, samesite="strict")
    return answer


def _verdict(given: str) -> Verdict:
    try:
        return Verdict(given)
    except ValueError as error:
        raise UsageError(f"verdict: one of {', '.join(Verdict)} is wanted.") from error


def _changes(form: dict[str, str]) -> dict[str, str]:
    """The fields that differ from what the form was made with; several actors are joined by + or commas."""
    changes = {}
    for field in CORRECTABLE:
        if _is_changed(form, field):
            value = form[field].strip()
            if field in ("actor", "recipient"):
                value = value.replace("،", "+").replace(",", "+")
            changes[field] = value
    return changes


def _is_changed(form: dict[str, str], field: str) -> bool:
    return field in form and form[field].strip() != form.get(f"was_{field}", "").strip()


def export(request: Request) -> Response:
    """The judgements that hold as JSON lines."""
    text_lines = "".join(f"{line}\n" for line in export_judgements(settings_of(request).store))
    headers = {"content-disposition": 'attachment; filename="judgements.jsonl"'}
    return Response(text_lines, media_type="application/x-ndjson", headers=headers)


async def import_file(request: Request) -> Response:
    """Keep the judgements of a file; UsageError lists what was wrong with it."""
    form = await checked_form(request)
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise UsageError("Choose a file first.")
    lines = io.StringIO((await file.read()).decode("utf-8", "replace"))
    _, findings = import_judgements(settings_of(request).store, lines, "judgements.jsonl")
    if findings:
        raise UsageError("; ".join(str(f) for f in findings[:10]))
    return RedirectResponse(address(language_of(request), "review"), 303)
