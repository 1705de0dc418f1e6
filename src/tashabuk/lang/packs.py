"""The languages that Tashabuk reads: one line each."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tashabuk.actors.catalogue import Alias
from tashabuk.engine.pack import LanguagePack
from tashabuk.errors import UsageError


def _arabic(aliases: Iterable[Alias]) -> LanguagePack:
    from tashabuk.lang.ar.pack import load  # loaded on demand: a command that reads nothing starts faster

    return load(aliases)


def _arabic_version() -> str:
    from tashabuk.lang.ar.pack import version

    return version()


PACKS: dict[str, Callable[[Iterable[Alias]], LanguagePack]] = {
    "ar": _arabic,
}
VERSIONS: dict[str, Callable[[], str]] = {
    "ar": _arabic_version,
}


def load_pack(code: str, aliases: Iterable[Alias]) -> LanguagePack:
    """The pack of a language; UsageError names the ones that exist."""
    if code not in PACKS:
        raise UsageError(f"Tashabuk cannot read the language {code!r} yet. It reads: {', '.join(sorted(PACKS))}.")
    return PACKS[code](aliases)


def pack_version(code: str) -> str:
    """The version of a language's pack, without loading it; empty for a language that there is no pack for."""
    return VERSIONS[code]() if code in VERSIONS else ""
