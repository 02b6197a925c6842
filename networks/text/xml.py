"""Text for XML: what no XML 1.0 document may hold is left out, whoever let it into the database."""

import re

# Source: the production `Char` of XML 1.0, section 2.2. Escaping does not help: a reference to such a character is an error too.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_safe(text: str) -> str:
    """The text without control characters, lone surrogates and non-characters."""
    return _NOT_IN_XML.sub("", text)
