"""The door for text of people: nothing that cannot be seen, nothing that XML or JSON refuses."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.handoff.plain import json_text, one_line


@given(st.text())
def test_whatever_comes_in_xml_takes_it_and_it_stays_on_one_line(raw: str) -> None:
    text = one_line(raw)
    assert len(text.splitlines()) <= 1
    element = ET.Element("a")
    element.text = text
    assert (ET.fromstring(ET.tostring(element)).text or "") == text
    text.encode()


def test_what_can_be_seen_stays_as_it_is() -> None:
    assert one_line("裕德路（漕溪路-文定路）]]> <b> 𠮷") == "裕德路（漕溪路-文定路）]]> <b> 𠮷"


def test_json_has_no_nan_and_reads_back() -> None:
    assert json.loads(json_text({"a": "徐\u2028\"'</script>"})) == {"a": "徐\u2028\"'</script>"}
    assert "\u2028" not in json_text("\u2028")
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_text(float("nan"))
