"""Words in templates that no translator would ever see, found by reading the templates."""

import re
from html.parser import HTMLParser

from django.template.base import Lexer, Token, TokenType

from tests.architecture.source import Finding

# Attributes that people read or hear.
SPOKEN = {
    "alt",
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "label",
    "placeholder",
    "title",
    "summary",
}
# Names that are the same in every language.
NAMES = re.compile(r"\b(Limes|TLP|CLEAR|GREEN|AMBER|RED|STRICT|CSV|XLSX|JSON|MB|EU|Markdown)\b")
ENTITY = re.compile(r"&\w+;|&#\w+;")
WORD = re.compile(r"[^\W\d_]{2,}")
PASSED = re.compile(r"""(\w+)=["']([^"']*)["']$""")
SENTENCE = re.compile(r"^[A-Z][^\W\d_]+(?:\s|$)|[^\W\d_]{2,} [^\W\d_]{2,}")
CODE = re.compile(r"\w[_-]\w|=")
# What stands in `{% block body_class %}` and the like.
KEY = re.compile(r"[a-z]+(-[a-z]+)+")
TRANSLATES = {"translate", "trans"}
BLOCKS = {"blocktranslate": "endblocktranslate", "blocktrans": "endblocktrans", "comment": "endcomment"}
# Tags whose literals become text somewhere else, and filters that write their argument.
PASSING = {"include", "with"}
UNREAD = {"class", "classes", "watches", "id", "url", "icon", "data"}
WRITING_FILTERS = re.compile(
    r"""\|(?:default|default_if_none|yesno|pluralize|add|join):(["'])((?:(?!\1).)*)\1"""
)


def unspoken_words(path: str, text: str) -> list[Finding]:
    """Text nodes, spoken attributes and literals of a template that stand outside translate and blocktranslate."""
    tokens = Lexer(text).tokenize()
    bare, findings = [], []
    closing = ""
    for token in tokens:
        name = token.contents.split()[0] if token.contents.split() else ""
        if closing:
            closing = "" if name == closing else closing
        elif token.token_type == TokenType.BLOCK and name in BLOCKS:
            closing = BLOCKS[name]
        elif token.token_type == TokenType.TEXT:
            bare.append(token.contents)
            continue
        else:
            findings += [
                Finding(path, token.lineno, f"translate {each!r}") for each in _literals(token, name)
            ]
        bare.append(_in_place_of(token, bare[-1] if bare else ""))
    reader = _Reader()
    reader.feed("".join(bare))
    findings += [Finding(path, line, f"translate {words!r}") for line, words in reader.found]
    return findings


def _in_place_of(token: Token, before: str) -> str:
    """Keeps lines counted and tags whose name is chosen by a tag (`<h{{ level }}>`, `<{% if url %}a …`) readable as tags."""
    name = "x" if re.search(r"</?\w*$", before) else ""
    return name + "\n" * token.contents.count("\n")


def _literals(token: Token, name: str) -> list[str]:
    if token.token_type == TokenType.COMMENT or name in TRANSLATES:
        return []
    found = [match[1] for match in WRITING_FILTERS.findall(token.contents) if _is_prose(match[1])]
    if name in PASSING:
        passed = token.split_contents()[2 if name == "include" else 1 :]
        found += [
            match[2] for each in passed if (match := PASSED.match(each)) and _is_sentence(*match.groups())
        ]
    return list(dict.fromkeys(found))


def _is_sentence(name: str, words: str) -> bool:
    return bool(SENTENCE.search(words)) and name not in UNREAD


def _is_prose(words: str) -> bool:
    if CODE.search(words):
        return False
    return bool(SENTENCE.search(words)) or ("," in words and bool(WORD.search(words)))


def words_in(text: str) -> str:
    """What remains of a text when names and entities are taken out; empty when no word is left."""
    plain = " ".join(NAMES.sub(" ", ENTITY.sub(" ", text)).split())
    return plain if WORD.search(plain) and not KEY.fullmatch(plain) else ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.silent = 0
        self.found: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in {"style", "script", "code"}
        kind = dict(attrs).get("type")
        for name, value in attrs:
            spoken = name in SPOKEN or (name == "value" and kind in {"submit", "button", "reset"})
            if spoken and value and words_in(value):
                self.found.append((self.getpos()[0], words_in(value)))

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"style", "script", "code"}

    def handle_data(self, data: str) -> None:
        if not self.silent and words_in(data):
            self.found.append((self.getpos()[0], words_in(data)))
