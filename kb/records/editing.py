"""One sitting of writing: the forms of a text and its readers, saved and sent together."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Form
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from kb.records.actions.draft import EditedMeanwhile, Saved, create_draft, save_draft, version_of
from kb.records.actions.marking import MarkingChoice, change_marking, choice_of, networks_to_offer
from kb.records.forms import RecordForm, form_class
from kb.records.marking_form import MarkingForm
from kb.records.models import Record, RecordAttachment
from kb.records.register import Register
from networks.access.http import ViewerRequest
from networks.access.viewer import Viewer
from networks.library.models import StoredFile
from networks.people.interrupted_forms import sent_before
from networks.people.models import Language
from networks.spaces.models import Network

MOST_FILES = 20
# Two new texts of one person with the same words within this time are one form that was sent twice.
SAME_TEXT_WITHIN = timedelta(hours=1)


@dataclass
class Sitting:
    """What the form's page needs; `record` is None until something was kept."""

    viewer: Viewer
    register: Register
    record: Record | None
    text: Record
    form: RecordForm
    marking_form: MarkingForm
    key: str
    version: str
    errors: list[str] = field(default_factory=list)

    @property
    def is_valid(self) -> bool:
        """Both forms; every error is collected at once."""
        fine = [self.form.is_valid(), self.marking_form.is_valid()]
        return all(fine)


def new_text(viewer: Viewer, register: Register, query: QueryDict) -> Record:
    """An empty text in the writer's language, filled in where the address says from what."""
    text = register.model()
    text.language = Language.objects.filter(code=viewer.expert.language if viewer.expert else "en").first()
    home = viewer.expert.administration if viewer.expert else None
    if home and home.country:
        text.countries = [home.country]
    if register.prefill:
        register.prefill(viewer, query, text)
    return text


def sitting_for_new(request: ViewerRequest, register: Register) -> Sitting:
    """A text that nobody has kept yet; its key makes a form sent twice one draft."""
    sent = request.POST or sent_before(request)
    # A file is sent alone, before anything else was kept: its address carries the key.
    key = _key((sent or QueryDict()).get("key") or request.GET.get("key"))
    existing = Record.objects.filter(creation_key=key, marking__owner=request.viewer.expert_id).first()
    if existing is not None:
        return sitting_for(request, register, existing.specific, version_of(existing))
    text = new_text(request.viewer, register, request.GET)
    return Sitting(
        viewer=request.viewer,
        register=register,
        record=None,
        text=text,
        form=form_class(register.slug)(
            sent, instance=text, viewer=request.viewer, areas=areas_of(request.viewer)
        ),
        marking_form=MarkingForm(request.viewer, register, None, sent, networks=text.starting_networks),
        key=str(key),
        version="new",
    )


def sitting_for(request: ViewerRequest, register: Register, record: Record, version: str = "") -> Sitting:
    """A draft, or the next version of something published."""
    sent = request.POST or sent_before(request)
    text = record.get_latest_revision_as_object()
    held = choice_of(record.marking)
    return Sitting(
        viewer=request.viewer,
        register=register,
        record=record,
        text=text,
        form=form_class(register.slug)(
            sent, instance=text, viewer=request.viewer, areas=areas_of(request.viewer, held)
        ),
        marking_form=MarkingForm(
            request.viewer, register, held, sent, offered=networks_to_offer(request.viewer, record)
        ),
        key=str(record.creation_key or ""),
        version=version or (sent or QueryDict()).get("version", "") or version_of(record),
    )


def areas_of(viewer: Viewer, held: MarkingChoice | None = None) -> set[str]:
    """Areas whose topics stand first: of the networks a text is in, or else of those its writer contributes to."""
    if held and held.networks:
        return {each.area for each in held.networks}
    return set(Network.objects.filter(pk__in=viewer.holding("contribute")).values_list("area", flat=True))


def _key(sent: str | None) -> UUID:
    try:
        return UUID(sent or "")
    except ValueError:
        return uuid4()


def sent_before_by(sitting: Sitting) -> Record | None:
    """What the very same form made a moment ago: after *Back* the page of a new text comes with another key."""
    if sitting.record is not None:
        return None
    text, choice = sitting.form.applied(), sitting.marking_form.choice()
    own = sitting.register.model.objects.filter(marking__owner=sitting.viewer.expert_id)
    recent = own.filter(title=text.title, created_at__gte=timezone.now() - SAME_TEXT_WITHIN).exclude(title="")
    names = sitting.register.text_fields
    for record in recent.select_related("marking"):
        same_text = _said(record.get_latest_revision_as_object(), names) == _said(text, names)
        if same_text and _as_sets(choice_of(record.marking)) == _as_sets(choice):
            return record
    return None


def _said(text: Record, names: Collection[str]) -> dict[str, Any]:
    data = text.serializable_data()
    return {
        name: sorted(map(str, data[name])) if isinstance(data[name], list) else data[name] for name in names
    }


def _as_sets(choice: MarkingChoice) -> tuple[object, ...]:
    named = (choice.networks, choice.administrations, choice.recipients)
    return (choice.label, choice.summary_label, *({each.pk for each in rows} for rows in named))


@transaction.atomic
def keep(sitting: Sitting, files: list[str] | None = None, removed: list[str] | None = None) -> Saved:
    """Save text and readers together. Raises EditedMeanwhile or ValidationError and then has changed nothing."""
    text = sitting.form.applied()
    choice = sitting.marking_form.choice()
    if sitting.record is None:
        saved = create_draft(sitting.viewer, sitting.register, text, choice, UUID(sitting.key))
    else:
        _name_files(text, files, removed or [])
        saved = save_draft(sitting.viewer, text, sitting.version)
        change_marking(sitting.viewer, saved.record, choice)
    sitting.record, sitting.version = saved.record, saved.version
    return saved


def _name_files(text: Record, files: list[str] | None, removed: list[str]) -> None:
    if files is None:
        return
    wanted = [name for name in dict.fromkeys(files) if name not in removed]
    known = StoredFile.objects.filter(marking_id=text.marking_id, reference__in=wanted)
    there = set(known.values_list("reference", flat=True))
    named = [name for name in wanted if name in there]
    if len(named) > MOST_FILES:
        raise ValidationError(_("A record can have at most %(most)s files.") % {"most": MOST_FILES})
    text.attachments = [
        RecordAttachment(file_reference=name, sort_order=place) for place, name in enumerate(named)
    ]


def start_for_files(sitting: Sitting) -> Record:
    """A draft to hang a first file on, before anything else was kept."""
    if sitting.record is not None:
        return sitting.record
    choice = MarkingChoice(
        label=sitting.register.default_label, summary_label=sitting.register.default_summary_label
    )
    return create_draft(sitting.viewer, sitting.register, sitting.text, choice, UUID(sitting.key)).record


def spread_errors(sitting: Sitting, error: ValidationError) -> None:
    """Put the errors of a refused step to their fields; what belongs to none stands at the top."""
    for name, messages in _by_field(error).items():
        form = _form_with(sitting, name)
        if form is not None:
            form.add_error(name, messages)
        elif name in sitting.register.children:
            sitting.form.rows_named(name).lacking.extend(messages)
        else:
            sitting.errors.extend(messages)


def _by_field(error: ValidationError) -> dict[str, list[str]]:
    return error.message_dict if hasattr(error, "error_dict") else {"": list(error.messages)}


def _form_with(sitting: Sitting, name: str) -> Form | None:
    for form in (sitting.form, sitting.marking_form):
        if name in form.fields:
            return form
    return None


def conflict(sitting: Sitting, error: EditedMeanwhile) -> dict[str, Any]:
    """What the page shows when somebody else saved meanwhile: both texts, nothing lost; saving again keeps this one."""
    sitting.version = version_of(error.current)
    theirs = error.current.get_latest_revision_as_object()
    return {
        "theirs": theirs,
        "mine": sitting.form.applied(),
        "their_author": error.current.latest_revision.user,
    }
