"""The workbench as an ASGI application: addresses, their pages, and what happens when something goes wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from tashabuk.errors import StoreBusy, TashabukError
from tashabuk.web import (
    actors,
    adding,
    balance,
    documents,
    events,
    forecasts,
    graph,
    home,
    reports,
    review,
    search,
    statements,
    ties,
)
from tashabuk.web.guard import Guard
from tashabuk.web.jobs import Jobs
from tashabuk.web.render import Page, html, language_of, twin
from tashabuk.web.settings import Settings
from tashabuk.web.words import word
from tashabuk.workbench.current import lasting


class _Language(StringConvertor):
    """The first part of an address."""

    regex = "ar|en"


register_url_convertor("lang", _Language())
Handler = Callable[[Request], Page]
PAGES: tuple[tuple[str, Handler], ...] = (
    ("add", adding.add_page),
    ("add/{job}", adding.job_page),
    ("documents", documents.list_page),
    ("documents/{hash}", documents.document_page),
    ("statements", statements.list_page),
    ("ties", ties.list_page),
    ("ties/{a}/{b}", ties.tie_page),
    ("ties/{a}/{b}/forecast", forecasts.tie_page),
    ("actors/{actor}", actors.actor_page),
    ("actors/{actor}/forecast", forecasts.actor_page),
    ("events", events.list_page),
    ("events/{event}", events.event_page),
    ("graph", graph.graph_page),
    ("balance", balance.balance_page),
    ("search", search.search_page),
    ("review", review.review_page),
    ("report", reports.report_page),
)
"""Address below the language → handler; each has a JSON twin at the same address with `.json`."""
DOWNLOADS: tuple[tuple[str, Callable[[Request], Response]], ...] = (
    ("statements/export", statements.export),
    ("report/download", reports.download),
    ("review/judgements", review.export),
)
ACTIONS: tuple[tuple[str, Callable[[Request], Awaitable[Response]]], ...] = (
    ("add", adding.add),
    ("review", review.judge_one),
    ("review/import", review.import_file),
)


def make_app(settings: Settings) -> Starlette:
    """The application for one store."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        with lasting(settings.store):
            yield

    app = Starlette(
        routes=_routes(),
        lifespan=lifespan,
        middleware=[Middleware(Guard, settings=settings)],
        exception_handlers={TashabukError: _mistake, HTTPException: _missing, Exception: _broken},
    )
    app.state.settings = settings
    app.state.jobs = Jobs(settings)
    return app


def _routes() -> list[BaseRoute]:
    routes: list[BaseRoute] = [
        Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")),
        Route("/", _first),
        Route("/{language:lang}", _first),
        Route("/{language:lang}/", _shown(home.home_page)),
        Route("/{language:lang}/index.json", _data(home.home_page)),
    ]
    routes += [Route(f"/{{language:lang}}/{path}", _download(handler)) for path, handler in DOWNLOADS]
    routes += [Route(f"/{{language:lang}}/{path}", action, methods=["POST"]) for path, action in ACTIONS]
    for path, handler in PAGES:
        routes.append(Route(f"/{{language:lang}}/{path}.json", _data(handler)))
        routes.append(Route(f"/{{language:lang}}/{path}", _shown(handler)))
    return routes


def _shown(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    async def shown(request: Request) -> Response:
        return html(request, await run_in_threadpool(handler, request))

    return shown


def _data(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    async def data(request: Request) -> Response:
        return twin(await run_in_threadpool(handler, request))

    return data


def _download(handler: Callable[[Request], Response]) -> Callable[[Request], Awaitable[Response]]:
    async def download(request: Request) -> Response:
        return await run_in_threadpool(handler, request)

    return download


async def _first(request: Request) -> Response:
    return RedirectResponse(f"/{language_of(request)}/", 303)


async def _mistake(request: Request, error: Exception) -> Response:
    return _problem(request, str(error), 503 if isinstance(error, StoreBusy) else 400)


async def _missing(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    text = word("not_found", language_of(request)) if error.status_code == 404 else str(error.detail)
    return _problem(request, text, error.status_code)


async def _broken(request: Request, error: Exception) -> Response:
    return _problem(request, f"{type(error).__name__}. {word('nothing_lost', language_of(request))}", 500)


def _problem(request: Request, text: str, status: int) -> Response:
    page = Page("problem.html.j2", word("error", language_of(request)), {"text": text}, lambda: {"error": text}, status)
    return twin(page) if request.url.path.endswith(".json") else html(request, page)
