"""XML inside uploaded files, read by lxml within bounds."""

from lxml import etree

from networks.library.enums import FileRefused, Refusal

_UNDECLARED_PREFIX = "NAMESPACE"


def read_xml(part: bytes) -> etree._Element:
    """The root of an XML part. Nothing is fetched, no entity is replaced; raises `FileRefused` for a damaged part.

    lxml refuses deep nesting and huge texts by itself. Prefixes without a declaration are forgiven.
    """
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    try:
        root = etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise FileRefused(Refusal.DAMAGED) from fault
    if root is None or any(fault.domain_name != _UNDECLARED_PREFIX for fault in parser.error_log):
        raise FileRefused(Refusal.DAMAGED)
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise FileRefused(Refusal.DAMAGED)
    return root


def local_name(name: object) -> str:
    """The name of an element or attribute without its namespace or prefix, in lower case; empty for comments."""
    return name.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(name, str) else ""


def attributes(element: etree._Element) -> dict[str, str]:
    """The attributes of an element by their local names."""
    return {local_name(name): str(value) for name, value in element.attrib.items()}
