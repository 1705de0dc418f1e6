"""CAMEO-coded events as CSV with a header; `--map FIELD=COLUMN` says which column holds which field."""

from __future__ import annotations

from tashabuk.exchange.incoming.codes import cameo
from tashabuk.exchange.incoming.format import AUTO, Format, selected
from tashabuk.exchange.incoming.parties import Parties, who

FIELDS = {
    "date": ("date", "eventdate", "day", "sqldate"),
    "source": ("source", "sourcecode", "actor1code", "actor1", "actor"),
    "target": ("target", "targetcode", "actor2code", "actor2", "recipient"),
    "code": ("code", "cameo", "cameocode", "eventcode", "event"),
    "id": ("id", "eventid", "globaleventid"),
    "sources": ("sources", "numsources"),
    "place": ("place", "location"),
    "text": ("text", "sentence"),
    "url": ("url", "sourceurl"),
}
OPTIONAL = frozenset({"id", "sources", "place", "text", "url"})


def cameo_csv(parties: Parties) -> Format:
    """The format of any table of CAMEO-coded events."""
    return Format(
        name="cameo",
        separator=AUTO,
        fields=FIELDS,
        optional=OPTIONAL,
        named_by_file=True,
        select=selected(
            id="id",
            day="day_of(date)",
            day_given="date",
            actor_key="source",
            recipient_key="target",
            actor_given="source",
            recipient_given="target",
            code="code",
            sources="try_cast(sources AS INTEGER)",
            place="place",
            text="text",
            url="url",
        ),
        code=cameo,
        actors=lambda key: who((parties.any(key), key)),
    )
