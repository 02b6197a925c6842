"""What the page of the guided form shows: groups with their fields in order, and the sentence who will read it."""

from dataclasses import dataclass, replace
from typing import Any

from django.forms import BoundField, Form
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kb.records.actions.marking import MarkingChoice
from kb.records.actions.submit import missing_readers
from kb.records.editing import Sitting
from kb.records.marking_form import MarkingForm, marking_form_for
from kb.records.models import Record
from kb.records.pointer_fields import FOUND_BY, POINTER_FIELDS
from kb.records.register import Group, Register, Words
from kb.records.row_rules import errors_of_row
from kb.records.rows import ChildRows
from networks.access import tokens
from networks.access.actions.mark import facts_of
from networks.access.enums import Label, Shape
from networks.access.viewer import Viewer
from networks.access.wording import keepers_sentence, readers_sentence, summary_sentence

# Asked after who may read it: most are filled in already.
PLACED = frozenset({"countries", "topics", "language"})
# Behind *Label and further readers*: what has a good value from the start.
FOLDED_MARKING = ("label", "summary_label", "administrations", "recipients")


OF_A_TEXT = "of a text"


@dataclass(frozen=True)
class FormField:
    """One field, or the child rows of one relation."""

    bound: BoundField | None
    rows: ChildRows | None
    label: Words
    # None: neither needed nor free, because one of several is needed. OF_A_TEXT: of a pointer it may stay empty.
    needed: bool | str | None
    preview: bool
    title: bool
    # A pointer has no such field.
    content: bool = False


@dataclass(frozen=True)
class FormError:
    """An error of the summary at the top, with the place it belongs to."""

    text: str
    url: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class FormGroup:
    """A group of the form; folded unless it has errors."""

    key: str
    title: Words
    why: Words
    fields: list[FormField]
    open: bool

    @property
    def content(self) -> bool:
        """Whether a pointer has nothing of this group."""
        return all(each.content for each in self.fields)


def form_context(request: HttpRequest, sitting: Sitting) -> dict[str, Any]:
    """Context of `records/form.html`."""
    register = sitting.register
    record = sitting.record
    base = f"{record.get_absolute_url()}edit/" if record else f"{register.url}new/"
    tail = f"?{request.GET.urlencode()}" if request.GET and not record else ""
    return {
        "register": register,
        "record": record,
        "form": sitting.form,
        "errors": [*sitting.errors, *errors_of(sitting.marking_form), *_row_errors(sitting)],
        "core": _group(sitting, _part_of_core(register, placed=False)),
        "place": _group(sitting, _part_of_core(register, placed=True)),
        "pointer_switch": _pointer_field(sitting, "is_pointer"),
        "pointer_fields": [_pointer_field(sitting, name) for name in POINTER_FIELDS],
        "groups": [_group(sitting, group) for group in register.groups[1:]],
        "key": sitting.key,
        "version": sitting.version,
        "action": f"{base}{tail}",
        "autosave_url": "" if record and record.live else f"{base}autosave/{tail}",
        "upload_url": f"{base}files/" if record else f"{base}files/{_with_key(request, sitting.key)}",
        **readers_context(sitting.viewer, register, record, sitting.marking_form),
    }


def readers_context(
    viewer: Viewer, register: Register, record: Record | None, form: MarkingForm
) -> dict[str, Any]:
    """Context of `records/form_readers.html`."""
    base = record.get_absolute_url() if record else register.url
    return {
        "marking_form": form,
        "label_now": form["label"].value(),
        "marking_open": any(name in form.errors for name in FOLDED_MARKING),
        "readers_url": f"{base}readers/",
        "readers": words_for(viewer, register, _choice_now(form), record.marking if record else None),
    }


def _with_key(request: HttpRequest, key: str) -> str:
    query = request.GET.copy()
    query["key"] = key
    return f"?{query.urlencode()}"


def _part_of_core(register: Register, placed: bool) -> Group:
    """The first group around the question who reads it: what is told before, where it belongs after."""
    core = register.groups[0]
    return replace(core, fields=tuple(name for name in core.fields if (name in PLACED) == placed))


def _group(sitting: Sitting, group: Group) -> FormGroup:
    fields = [_field(sitting, name) for name in group.fields]
    return FormGroup(group.key, group.title, group.why, fields, any(_is_wrong(each) for each in fields))


def _is_wrong(field: FormField) -> bool:
    if field.bound is not None:
        return bool(field.bound.errors)
    rows = field.rows
    return bool(rows and rows.is_bound and (rows.total_error_count() or rows.lacking))


def _field(sitting: Sitting, name: str) -> FormField:
    register = sitting.register
    if name in register.children:
        rows = sitting.form.rows_named(name)
        return FormField(
            None,
            rows,
            capfirst(rows.model._meta.verbose_name_plural),
            name in register.suffices,
            False,
            False,
            content=True,
        )
    bound = sitting.form[name]
    return FormField(
        bound,
        None,
        bound.label,
        _needed(register, name),
        name in register.prose,
        name == "title",
        content=name in register.content_fields,
    )


def _needed(register: Register, name: str) -> bool | str:
    """A pointer needs its title, its holder and its contact and no more."""
    if name in register.suffices and name in FOUND_BY and name != "title":
        return OF_A_TEXT
    return name in register.suffices


def _pointer_field(sitting: Sitting, name: str) -> FormField:
    bound = sitting.form[name]
    return FormField(bound, None, bound.label, None, False, False)


def errors_of(form: Form) -> list[FormError]:
    """The first error of each field, with its place."""
    return [
        FormError(f"{form.fields[name].label}: {errors[0]}", _place_of(form[name]))
        for name, errors in form.errors.items()
        if name in form.fields
    ]


def _place_of(bound: BoundField) -> str:
    return f"#{bound.auto_id}_field" if bound.use_fieldset else f"#{bound.id_for_label}"


def _row_errors(sitting: Sitting) -> list[FormError]:
    if not sitting.form.is_bound:
        return []
    found = []
    for rows in sitting.form.rows:
        title = capfirst(rows.model._meta.verbose_name_plural)
        messages = [*rows.lacking, *rows.non_form_errors()]
        found += [FormError(f"{title}: {message}", f"#{rows.prefix}_rows") for message in messages]
        for form in rows.forms:
            found += errors_of(form)
            found += [FormError(f"{title}: {words}", f"#{form.prefix}_row") for words in errors_of_row(form)]
    return found


def _choice_now(form: MarkingForm) -> MarkingChoice:
    if form.is_bound and form.is_valid():
        return form.choice()
    if form.held is not None:
        return form.held
    initial = form.initial
    networks = tuple(initial.get("networks", ()))
    return MarkingChoice(initial["label"], initial.get("summary_label", ""), networks=networks)


def words_for(viewer: Viewer, register: Register, choice: MarkingChoice, marking: Any = None) -> str:
    """*Who will be able to read this* for a choice that may not be saved yet, and what is missing before it is submitted."""
    if marking is not None:
        facts = facts_of(marking)
    else:
        facts = tokens.Facts(
            shape=Shape.RECORD,
            label=Label.AMBER,
            owner=viewer.expert_id,
            administration=viewer.administration_id,
        )
    chosen = choice.applying().facts_on(facts)
    sentences = [readers_sentence(viewer, chosen), summary_sentence(chosen), keepers_sentence(chosen)]
    return " ".join(filter(None, [*sentences, missing_readers(register, chosen)]))


def words_for_sent(viewer: Viewer, register: Register, query: Any, record: Record | None = None) -> str:
    """The same for what a form sent while somebody chooses."""
    form = marking_form_for(viewer, register, record, query)
    if form.is_valid():
        return words_for(viewer, register, form.choice(), record.marking if record else None)
    if not query.get("label"):
        return _("Only you so far. Choose a label and a network.")
    return next((each.text for each in errors_of(form)), "")
