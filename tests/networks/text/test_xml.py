"""Whatever stands in the database, XML that is written from it can be read."""

from io import StringIO
from xml.etree import ElementTree

import pytest

from networks.text.xml import SafeXMLGenerator, xml_safe

FORBIDDEN = ("\x00", "\x0b", "\x1f", "\ud800", "\udfff", "\ufffe", "\uffff")


@pytest.mark.parametrize("sign", FORBIDDEN)
def test_a_sign_no_document_may_hold_is_left_out_of_text_and_attributes(sign: str) -> None:
    file = StringIO()
    writer = SafeXMLGenerator(file, "utf-8")
    writer.startDocument()
    writer.startElement("a", {"b": f"x{sign}y"})
    writer.characters(f"<Risk{sign}profiles>")
    writer.endElement("a")
    root = ElementTree.fromstring(file.getvalue().encode())
    assert (root.get("b"), root.text) == ("xy", "<Riskprofiles>")


def test_everything_else_stays() -> None:
    text = "Ł\t\n\r \x7f\x85\ud7ff\ue000\ufffd\U0001f600\U0010ffff"
    assert xml_safe(text) == text
