"""Puts fields that were sent once into the form of a page that was made without them."""

import re
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

# Controls whose value is never put back: a browser takes no files, and nobody keeps passwords.
_LEFT_ALONE = {"password", "file", "submit", "button", "reset", "image"}
_TICKED = {"checkbox", "radio"}
_MACHINE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d*|[\w.:+-]{1,40}")


def matching_form(page: BeautifulSoup, here: str, action: str, fields: dict[str, list[str]]) -> Tag | None:
    """Of the forms that post to `action`, the one that has most of the fields, and the same hidden values."""
    posting = [each for each in page.find_all("form") if _posts_to(each, here, action)]
    return max(posting, key=lambda each: _likeness(each, fields), default=None)


def fill(page: BeautifulSoup, form: Tag, fields: dict[str, list[str]]) -> None:
    """Every control of the form gets what was sent under its name."""
    fields = {name: list(values) for name, values in fields.items()}
    form["data-typed-again"] = ""
    for control in controls_of(form):
        values = fields.get(str(control["name"]), [])
        if control.name == "select":
            _choose(control, values)
        elif control.name == "textarea":
            # A browser drops the first line end of a text area.
            control.string = f"\n{values[0]}" if values else ""
        elif control.get("type") in _TICKED:
            _switch(control, "checked", str(control.get("value", "on")) in values)
        elif values:
            control["value"] = values[0] if len(values) == 1 else values.pop(0)
    for folded in form.find_all("details"):
        if any(_says_something(each, fields) for each in controls_of(folded)):
            folded["open"] = ""


def left_over(form: Tag | None, fields: dict[str, list[str]]) -> list[str]:
    """Texts that found no place, in the order they were sent; not keys, numbers and single choices."""
    placed = {str(each["name"]) for each in form.find_all(attrs={"name": True})} if form else set()
    texts = [value for name, values in fields.items() if name not in placed for value in values]
    return [each for each in texts if each.strip() and not _MACHINE.fullmatch(each.strip())]


def controls_of(form: Tag) -> list[Tag]:
    """Fields that carry something a person typed or chose, hidden ones included."""
    named = form.find_all(["input", "textarea", "select"], attrs={"name": True})
    return [
        each
        for each in named
        if each.get("type") not in _LEFT_ALONE
        and not _is_token(each)
        and each.find_parent("template") is None
    ]


def _says_something(control: Tag, fields: dict[str, list[str]]) -> bool:
    return control.get("type") != "hidden" and any(fields.get(str(control["name"]), []))


def _is_token(control: Tag) -> bool:
    return control["name"] in ("csrfmiddlewaretoken", "written_by")


def _posts_to(form: Tag, here: str, action: str) -> bool:
    target = urlsplit(str(form.get("action") or here)).path
    is_post = str(form.get("method", "get")).lower() == "post"
    return is_post and target == action and form.find_parent("template") is None


def _likeness(form: Tag, fields: dict[str, list[str]]) -> int:
    controls = controls_of(form)
    named = {str(each["name"]) for each in controls}
    alike = [
        each
        for each in controls
        if each.get("type") == "hidden" and str(each.get("value", "")) in fields.get(str(each["name"]), [])
    ]
    return len(named & fields.keys()) + 10 * len(alike)


def _choose(control: Tag, values: list[str]) -> None:
    options = control.find_all("option")
    wanted = [each for each in options if str(each.get("value", each.get_text())) in values]
    if not wanted and "multiple" not in control.attrs:
        return
    for option in options:
        _switch(option, "selected", option in wanted)


def _switch(control: Tag, name: str, on: bool) -> None:
    if on:
        control[name] = ""
    else:
        control.attrs.pop(name, None)
