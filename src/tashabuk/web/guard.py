"""What every request passes first: known host, own origin, bounded body; and the headers that every answer leaves with.

The workbench holds no secrets of other sites and speaks to nobody but its own pages: nothing of it may be framed, no
script or style comes from elsewhere or stands in a page, and a change needs a form that we signed for this browser.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tashabuk.web.settings import Settings

SESSION = "tashabuk_session"
TOKEN = "tashabuk_token"
FIELD = "csrf"
HEADER = "x-csrf"
_SAFE = ("GET", "HEAD", "OPTIONS")
_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
    "cache-control": "no-store",
}


class TooLarge(Exception):
    """The body is larger than we take."""


class Guard:
    """ASGI middleware around the whole workbench."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on with a session and with our headers on the answer."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        cookies = _cookies(headers)
        fresh = SESSION not in cookies
        session = secrets.token_urlsafe(24) if fresh else cookies[SESSION]
        scope["tashabuk_session"] = session

        async def decorated(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    answer.setdefault(name, value)
                if fresh:
                    answer.append("set-cookie", f"{SESSION}={session}; Path=/; HttpOnly; SameSite=Strict")
            await send(message)

        refusal = self._refusal(scope, headers, cookies)
        if refusal is not None:
            await refusal(scope, receive, decorated)
            return
        try:
            await self._app(scope, self._bounded(receive), decorated)
        except TooLarge:
            await _too_large(self._settings)(scope, receive, decorated)

    def _refusal(self, scope: Scope, headers: Headers, cookies: dict[str, str]) -> ASGIApp | None:
        host = headers.get("host", "")
        if host not in self._settings.hosts:
            return PlainTextResponse("This workbench answers only to its own address.", 421)
        token = self._token_answer(scope, cookies)
        if token is not None:
            return token
        if scope["method"] not in _SAFE:
            origin = headers.get("origin") or headers.get("referer") or ""
            if urlsplit(origin).netloc != host:
                return PlainTextResponse("A change must come from a page of this workbench.", 403)
            length = headers.get("content-length", "")
            if length and (not length.isdigit() or int(length) > self._settings.largest_request):
                return _too_large(self._settings)
        return None

    def _token_answer(self, scope: Scope, cookies: dict[str, str]) -> ASGIApp | None:
        wanted = self._settings.token
        if wanted is None or hmac.compare_digest(cookies.get(TOKEN, "").encode(), wanted.encode()):
            return None
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if hmac.compare_digest(given.encode(), wanted.encode()):
            answer = RedirectResponse(scope["path"] or "/", 303)
            answer.set_cookie(TOKEN, wanted, httponly=True, samesite="strict")
            return answer
        return PlainTextResponse(
            "Open the address with ?token=…, as the command that serves this page printed it.", 401
        )

    def _bounded(self, receive: Receive) -> Receive:
        taken = 0

        async def bounded() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._settings.largest_request:
                raise TooLarge
            return message

        return bounded


def signature(settings: Settings, session: str) -> str:
    """What a form of this session must carry."""
    return hmac.new(settings.key, session.encode(), hashlib.sha256).hexdigest()


def signed(settings: Settings, session: str, given: str) -> bool:
    """Whether a form is ours."""
    return hmac.compare_digest(signature(settings, session).encode(), given.encode())


def _cookies(headers: Headers) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(headers.get("cookie", "")).items()}
    except CookieError:
        return {}


def _too_large(settings: Settings) -> PlainTextResponse:
    size = settings.largest_request // 1024 // 1024
    return PlainTextResponse(f"That is more than {size} MB. Give less at once, or use: tashabuk read FILE", 413)
