"""What a request asks for: query values and signed forms, checked."""

from __future__ import annotations

import datetime as dt

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request

from tashabuk.actors.catalogue import Catalogue
from tashabuk.errors import UsageError
from tashabuk.store import Filter
from tashabuk.store.query import Order
from tashabuk.web.guard import FIELD, HEADER, signed
from tashabuk.web.render import settings_of
from tashabuk.workbench.catalogues import catalogue, find_actor

PAGE = 50
"""Rows of one page of a list."""
LONGEST = 500
"""Characters of a query value or a name; longer ones are nobody's."""


async def checked_form(request: Request) -> FormData:
    """The form of a change, once its signature is seen; 403 otherwise."""
    settings = settings_of(request)
    form = await request.form(max_files=settings.most_files, max_fields=200, max_part_size=settings.largest_request)
    given = request.headers.get(HEADER) or str(form.get(FIELD, ""))
    if not signed(settings, request.scope["tashabuk_session"], given):
        raise HTTPException(403, "The form is too old. Go back, load the page again and repeat.")
    return form


def text(request: Request, key: str) -> str:
    """A query value, without blanks around it; UsageError for a monstrous one."""
    value = request.query_params.get(key, "").strip()
    if len(value) > LONGEST:
        raise UsageError(f"{key}: more than {LONGEST} characters.")
    return value


def number(request: Request, key: str, default: int, least: int = 0, most: int = 10**9) -> int:
    """A whole number out of the query; UsageError for anything else."""
    value = text(request, key)
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise UsageError(f"{key}: a whole number from {least} to {most} is wanted.")
    return int(value)


def day(request: Request, key: str) -> dt.date | None:
    """A day, month or year out of the query; UsageError for anything else."""
    value = text(request, key)
    if not value:
        return None
    return parsed_day(value, key)


def parsed_day(value: str, key: str) -> dt.date:
    """A day from 2021-09-20, 2021-09 or 2021; UsageError for anything else."""
    parts = value.split("-")
    try:
        return dt.date(int(parts[0]), *(int(p) for p in (*parts[1:3], *["1"] * (3 - len(parts)))))
    except (ValueError, TypeError, OverflowError) as error:
        raise UsageError(f"{key}: “{value[:40]}” is no date. Write it as 2021-09-20, 2021-09 or 2021.") from error


def actor(request: Request, key: str, names: Catalogue) -> str:
    """An actor's id out of the query, given by any name or by an id that the store has."""
    return actor_id(request, text(request, key), names)


def actor_id(request: Request, given: str, names: Catalogue) -> str:
    """The id of an actor given by any name; UsageError for one whom neither we nor the store know."""
    return find_actor(settings_of(request).store, given, names).id if given else ""


def statement_filter(request: Request) -> Filter:
    """The filter of a list of statements."""
    names = catalogue()
    sign = text(request, "sign")
    if sign not in ("", "-1", "0", "1"):
        raise UsageError("sign: -1, 0 or 1 is wanted.")
    order = text(request, "order") or Order.OLDEST
    if order not in set(Order):
        raise UsageError(f"order: one of {', '.join(Order)} is wanted.")
    a, b = actor(request, "a", names), actor(request, "b", names)
    return Filter(
        actor=actor(request, "actor", names),
        recipient=actor(request, "recipient", names),
        anyone=actor(request, "any", names) or (a if not b else ""),
        pair=(a, b) if a and b else None,
        event=text(request, "event").upper(),
        sign=int(sign) if sign else None,
        certainty=text(request, "certainty"),
        openness=text(request, "openness"),
        holder=_holder(request, names),
        start=day(request, "from"),
        end=day(request, "to"),
        publisher=text(request, "publisher"),
        document=text(request, "document"),
        order=Order(order),
        limit=PAGE,
        offset=PAGE * number(request, "page", 0, most=10**7),
    )


def _holder(request: Request, names: Catalogue) -> str:
    given = text(request, "holder")
    return given if given in ("", "author", "unnamed") else actor_id(request, given, names)
