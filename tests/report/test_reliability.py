"""The reliability diagram: well-formed, a point a bin, readable for those who cannot see it."""

import xml.etree.ElementTree as ET

from tashabuk.foresee.scoring import ReliabilityBin
from tashabuk.report.reliability import MARGIN, SIZE, reliability_diagram

SVG = "{http://www.w3.org/2000/svg}"


def test_points_stand_where_said_meets_happened() -> None:
    bins = [ReliabilityBin(0.0, 0.0, 4), ReliabilityBin(1.0, 0.5, 16)]
    root = ET.fromstring(reliability_diagram(bins, "2018 <test>"))
    points = [(float(c.get("cx", 0)), float(c.get("cy", 0)), float(c.get("r", 0))) for c in root.iter(f"{SVG}circle")]
    assert [p[:2] for p in points] == [(MARGIN, SIZE - MARGIN), (SIZE - MARGIN, SIZE / 2)]
    assert points[0][2] < points[1][2]
    assert root.findtext(f"{SVG}title") == "2018 <test>"
    assert "said 1.00, happened 0.50 (16)" in (root.findtext(f"{SVG}desc") or "")


def test_no_forecasts_make_an_empty_diagram() -> None:
    root = ET.fromstring(reliability_diagram([], "none"))
    assert list(root.iter(f"{SVG}circle")) == []
