"""What holds for every template, whoever wrote it."""

import re

from tests.look.places import COMPONENTS, ROOT, TEMPLATES, all_templates, named_in

_INLINE = re.compile(
    r"<style[\s>]|\sstyle\s*=\s*[\"'{]|\son[a-z]+\s*=\s*[\"']|javascript:|\shx-on", re.IGNORECASE
)
_SCRIPT = re.compile(r"<script\b([^>]*)>", re.IGNORECASE)
_OF_THE_THEME = {"button": "btn"}
_MAIL = {"mail", "mails", "email"}
# The page that needs nothing brings its one style along; the policy of that answer names it by its hash.
_BY_HASH = {"templates/500.html": "<style>{{ style }}</style>"}


def _name(path) -> str:
    return str(path.relative_to(ROOT))


def _pages() -> list:
    return [path for path in all_templates() if not _MAIL & set(path.parts)]


def test_no_template_is_longer_than_eighty_lines() -> None:
    long = {
        _name(path): count for path in all_templates() if (count := len(path.read_text().splitlines())) > 80
    }
    assert long == {}


def test_no_template_carries_a_style_or_a_handler() -> None:
    texts = {_name(path): path.read_text() for path in _pages()}
    for name, style in _BY_HASH.items():
        assert texts[name].count(style) == 1
        texts[name] = texts[name].replace(style, "")
    found = {name: match.group() for name, text in texts.items() if (match := _INLINE.search(text))}
    assert found == {}


def test_every_script_is_a_file_of_ours() -> None:
    inline = {
        _name(path)
        for path in _pages()
        for attributes in _SCRIPT.findall(path.read_text())
        if "src=" not in attributes and 'type="application/json"' not in attributes
    }
    assert inline == set()


def test_every_component_is_shown_on_the_design_page() -> None:
    shown = named_in(TEMPLATES / "design" / "index.html")
    missing = {path.name for path in COMPONENTS.glob("*.html") if f"components/{path.name}" not in shown}
    assert missing == set()


def test_every_component_has_one_root_class_that_is_its_name() -> None:
    wrong = set()
    for path in COMPONENTS.glob("*.html"):
        root = _OF_THE_THEME.get(path.stem, path.stem.replace("_", "-"))
        if not re.search(rf"class=\"(?:[^\"]*\s)?{root}(?![\w-])", path.read_text()):
            wrong.add(path.name)
    assert wrong == set()


def test_every_component_says_what_it_takes() -> None:
    silent = {path.name for path in COMPONENTS.glob("*.html") if not re.search(r"{# \S", path.read_text())}
    assert silent == set()


def test_every_icon_that_a_template_names_is_in_the_sprite() -> None:
    sprite = set(re.findall(r'"([a-z0-9-]+)"', (ROOT / "static/build/icons.mjs").read_text()))
    asked = re.compile(r"components/icon\.html\" with name=\"([^\"]+)\"|\bicon=\"([^\"]+)\"")
    named = {
        first or second
        for path in all_templates()
        if "cms" not in path.parts
        for first, second in asked.findall(path.read_text())
    }
    assert named - sprite == set()
