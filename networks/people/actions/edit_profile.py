"""What a person says about themselves."""

from typing import Any

from django.db import transaction

from networks.access.acting import check_signed_in
from networks.access.viewer import Viewer
from networks.events.recording import record
from networks.people.models import Expert, ExpertLanguage, Language

OWN_WORDS = (
    "given_name",
    "family_name",
    "job_title",
    "about",
    "expertise",
    "phone",
    "language",
    "timezone",
    "notice_mail",
    "hidden_fields",
)


@transaction.atomic
def edit_profile(viewer: Viewer, values: dict[str, Any]) -> Expert:
    """Change one's own profile: nobody else's, and nothing that rights hang on."""
    check_signed_in(viewer)
    expert = Expert.objects.get(pk=viewer.expert_id)
    for name in OWN_WORDS:
        if name in values:
            setattr(expert, name, values[name])
    expert.save(update_fields=(*OWN_WORDS, "folded_name", "folded_expertise", "sort_name"))
    record("person.edited", expert, expert)
    return expert


@transaction.atomic
def speak(viewer: Viewer, language: Language, level: str) -> None:
    """Say that one speaks a language, or at which level."""
    check_signed_in(viewer)
    ExpertLanguage.objects.update_or_create(
        expert_id=viewer.expert_id, language=language, defaults={"level": level}
    )


@transaction.atomic
def speak_no_more(viewer: Viewer, code: str) -> None:
    """Take a language off one's profile."""
    check_signed_in(viewer)
    ExpertLanguage.objects.filter(expert_id=viewer.expert_id, language__code=code).delete()
