"""Files of a sitting: those a form names, and those it carries itself where there is no script."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kb.records.actions.keep_file import keep_file
from kb.records.detail import files_of
from kb.records.editing import Sitting, keep
from networks.access.http import ViewerRequest
from networks.access.viewer import Viewer
from networks.library.models import StoredFile
from networks.people.interrupted_forms import sent_before


def keep_with_files(request: ViewerRequest, sitting: Sitting) -> None:
    """Save text, readers and files. A file that is refused raises ValidationError; the text is kept then."""
    named, removed = request.POST.getlist("files"), request.POST.getlist("remove_file")
    keep(sitting, named, removed)
    carried = request.FILES.getlist("file")
    if not carried:
        return
    added, refused = _stored(request.viewer, sitting, carried)
    keep(sitting, [*named, *added], removed)
    if refused:
        raise ValidationError(refused)


def _stored(viewer: Viewer, sitting: Sitting, carried: list) -> tuple[list[str], list[str]]:
    added, refused = [], []
    for sent in carried:
        try:
            file = keep_file(viewer, sitting.record, sent)
            added.append(file.reference)
        except ValidationError as refusal:
            refused.append(_("%(name)s: %(why)s") % {"name": sent.name, "why": " ".join(refusal.messages)})
    return added, refused


def files_on_page(request: ViewerRequest, sitting: Sitting) -> list[StoredFile]:
    """The files the form shows: after a refusal those it named, else those of the text."""
    if sitting.record is None:
        return []
    kept = files_of(sitting.text)
    sent = request.POST if request.method == "POST" else sent_before(request)
    if sent is None:
        return kept
    names = [*sent.getlist("files"), *(file.reference for file in kept)]
    found = {
        file.reference: file
        for file in StoredFile.objects.filter(marking_id=sitting.record.marking_id, reference__in=names)
    }
    return [found[name] for name in dict.fromkeys(names) if name in found]
