"""The allow-list: whatever the parser made, only these elements, attributes and schemes leave the house."""

import nh3

from networks.prose.addresses import OTHER_SCHEMES, WEB_SCHEMES

_BLOCK_TAGS = "p hr h3 h4 h5 h6 pre blockquote ul ol li table thead tbody tr th td div"
_INLINE_TAGS = "br strong em del sub sup code span a img"
_CLASSES = {
    "a": {"mention", "reference", "footnote-ref", "footnote-backref"},
    "span": {"mention", "reference", "task-mark"},
    "li": {"task"},
    "div": {"admonition", "note", "tip", "important", "warning", "danger", "footnote", "table-scroll"},
    "p": {"admonition-title"},
    "td": {"align-center", "align-right"},
    "th": {"align-center", "align-right"},
}
_ATTRIBUTES = {
    "a": {"href", "title", "id", "aria-label"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "li": {"id"},
    "sup": {"id"},
    "span": {"aria-label"},
    "h3": {"id"},
    "h4": {"id"},
    "h5": {"id"},
    "h6": {"id"},
}
_FIXED_VALUES = {
    "span": {"role": {"img"}},
    "div": {"tabindex": {"0"}},
    "img": {"loading": {"lazy"}},
}

_cleaner = nh3.Cleaner(
    tags={*_BLOCK_TAGS.split(), *_INLINE_TAGS.split()},
    attributes=_ATTRIBUTES,
    allowed_classes=_CLASSES,
    tag_attribute_values=_FIXED_VALUES,
    set_tag_attribute_values={"pre": {"tabindex": "0"}},
    url_schemes=set(WEB_SCHEMES | OTHER_SCHEMES),
    link_rel="noopener noreferrer nofollow",
    strip_comments=True,
    generic_attribute_prefixes=set(),
)


def clean(markup: str) -> str:
    """The markup with nothing but what the allow-list names."""
    return _cleaner.clean(markup)
