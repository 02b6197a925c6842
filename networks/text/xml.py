"""Text for XML: what no XML 1.0 document may hold is left out, whoever let it into the database."""

import re
from typing import Any

from django.utils.xmlutils import SimplerXMLGenerator

# Source: the production `Char` of XML 1.0, section 2.2. Escaping does not help: a reference to such a character is an error too.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_safe(text: str) -> str:
    """The text without control characters, lone surrogates and non-characters."""
    return _NOT_IN_XML.sub("", text)


class SafeXMLGenerator(SimplerXMLGenerator):
    """Django's writer of XML, which leaves out what no document may hold instead of refusing the whole document."""

    def startElement(self, name: str, attrs: Any) -> None:
        """With safe attributes."""
        safe: Any = {key: xml_safe(str(value)) for key, value in attrs.items()}
        super().startElement(name, safe)

    def characters(self, content: str) -> None:
        """With safe text."""
        super().characters(xml_safe(content))
