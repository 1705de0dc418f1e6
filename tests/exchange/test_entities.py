"""Statements as entities: validated by followthemoney, parsed by stix2, queried in rdflib."""

import json
from collections import Counter
from pathlib import Path

import pytest
import rdflib
import stix2
from rdflib.namespace import PROV, RDFS, XSD

from tashabuk.exchange.out.stix import EXTENSION
from tashabuk.store import Store

from .conftest import FIRST, ODD, Give, given


def entities(text: str) -> list[dict]:
    return [json.loads(line) for line in text.split("\n")[:-1]]


def test_followthemoney_takes_every_value(give: Give) -> None:
    followthemoney = pytest.importorskip("followthemoney")
    found = entities(give("ftm"))
    ids = {e["id"] for e in found}
    assert len(ids) == len(found)
    for one in found:
        proxy = followthemoney.model.get_proxy(one, cleaned=False)
        proxy.schema.validate({"properties": proxy.to_dict()["properties"]})
        assert {n: len(v) for n, v in proxy.to_dict()["properties"].items()} == {
            n: len(v) for n, v in one["properties"].items()
        }
        for name in ("subject", "object", "organizer", "proof"):
            assert set(one["properties"].get(name, ())) <= ids
    assert Counter(e["schema"] for e in found)["UnknownLink"] == 8


def test_a_link_of_followthemoney_names_its_source(store: Path, give: Give) -> None:
    found = {e["id"]: e for e in entities(give("ftm"))}
    links = [e["properties"] for e in found.values() if e["schema"] == "UnknownLink"]
    (link,) = (p for p in links if p["role"] == ["ACCUSE: allege"])
    assert link["recordId"][0] in {s.id for s in Store(store).statements()}
    assert link["date"] == ["2019"]
    assert link["summary"] == [FIRST.split("\n")[0]]
    assert link["publisher"] == ["@صحيفة الغد"]
    assert link["sourceUrl"] == ["https://example.org/خبر?a=1&b=2"]
    assert f"trigger: اتهمت ({FIRST.index('اتهمت')}-{FIRST.index('اتهمت') + 5})" in link["description"][0]
    assert found[link["subject"][0]]["properties"]["name"] == ["Kenya", "كينيا"]
    assert found[link["proof"][0]]["properties"]["notes"] == ["خبر 1"]


def test_stix2_parses_the_bundle(give: Give) -> None:
    bundle = stix2.parse(give("stix"), allow_custom=False)
    found = {o.id: o for o in bundle.objects}
    assert len(found) == len(bundle.objects)
    for one in found.values():
        for ref in (*one.get("object_refs", ()), *(one[r] for r in ("source_ref", "target_ref") if r in one)):
            assert ref in found
    kinds = Counter(o.type for o in found.values())
    assert kinds == {
        "identity": 6,
        "threat-actor": 1,
        "extension-definition": 1,
        "relationship": 7,
        "opinion": 6,
        "note": 3,
        "report": 2,
    }


def test_a_relationship_of_stix_names_its_source(give: Give) -> None:
    objects = json.loads(give("stix"))["objects"]
    by_id = {o["id"]: o for o in objects}
    attacks = [o for o in objects if o["type"] == "relationship" and "ASSAULT" in o["labels"]]
    assert {by_id[o["target_ref"]]["name"] for o in attacks} == {"Kenya", ODD}
    for one in attacks:
        assert one["relationship_type"] == "targets"
        assert by_id[one["source_ref"]]["aliases"] == ["حركة الشباب"]
        assert one["confidence"] == 75
        statement = one["extensions"][EXTENSION]
        assert statement["sentence"][statement["start"] : statement["end"]] == statement["trigger"] == "قصفت"
        assert statement["document"] == "d2"


def test_what_is_no_claim_is_no_relationship(give: Give) -> None:
    objects = json.loads(give("stix"))["objects"]
    certainties = {o["extensions"][EXTENSION]["certainty"] for o in objects if o["type"] == "relationship"}
    assert certainties == {"asserted", "hedged"}
    hedged = next(o for o in objects if o["type"] == "opinion" and o["opinion"] == "neutral")
    assert hedged["explanation"] == "hedged, on the word of: Kenya"


def test_the_same_store_gives_the_same_bundle(give: Give) -> None:
    assert give("stix") == give("stix", actors=()) != ""


T = rdflib.Namespace("urn:tashabuk:vocabulary:")


def test_every_statement_of_rdf_is_derived_from_a_document(store: Path, give: Give) -> None:
    graph = rdflib.Graph().parse(data=give("rdf"), format="turtle")
    rows = graph.query(
        """
        PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX t: <urn:tashabuk:vocabulary:>
        PREFIX dcterms: <http://purl.org/dc/terms/>
        SELECT ?s ?trigger ?sentence ?document WHERE {
            ?s a t:Statement, prov:Entity ; t:trigger ?trigger ; t:sentence ?sentence ; prov:wasDerivedFrom ?d .
            ?d a prov:Entity ; dcterms:identifier ?document }
        """
    )
    expected = {
        (f"urn:tashabuk:statement:{s.id}", s.statement.trigger, s.document_id) for s in Store(store).statements()
    }
    assert {(str(r.s), str(r.trigger), str(r.document)) for r in rows} == expected


def test_rdf_attributes_a_statement_to_whose_word_it_is(give: Give) -> None:
    graph = rdflib.Graph().parse(data=give("rdf"), format="turtle")
    words = {str(graph.value(s, T.trigger)): graph.value(s, PROV.wasAttributedTo) for s in graph.subjects(T.trigger)}
    assert {str(v) for v in graph.objects(words["دعم"], RDFS.label)} == {"Kenya", "كينيا"}
    assert str(graph.value(words["اتهمت"], RDFS.label)) == "@صحيفة الغد"
    assert words["دعمت"] is None


def test_dates_of_rdf_are_as_exact_as_the_text(give: Give) -> None:
    graph = rdflib.Graph().parse(data=give("rdf"), format="turtle")
    kinds = {str(d): d.datatype for d in graph.objects(None, T.date)}
    assert kinds["2019"] == XSD.gYear
    assert kinds["2020-03"] == XSD.gYearMonth
    assert kinds["2021-05-03"] == XSD.date


def test_an_empty_store_gives_nothing(empty: Path) -> None:
    assert given(empty, "ftm") == ""
    assert [o.type for o in stix2.parse(given(empty, "stix")).objects] == ["identity", "extension-definition"]
    assert not list(rdflib.Graph().parse(data=given(empty, "rdf"), format="turtle").subjects(T.trigger))
