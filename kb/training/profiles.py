"""A trainer's profile starts with what is known of the person."""

from django.http import QueryDict

from kb.records.models import Record
from kb.training.models import TeachingLanguage, Trainer
from networks.access.viewer import Viewer


def prefill_trainer(viewer: Viewer, query: QueryDict, record: Record) -> None:
    """Name, country and languages of the person who enters themselves."""
    expert = viewer.expert
    if expert is None or not isinstance(record, Trainer):
        return
    record.person = expert
    record.title = expert.full_name
    if expert.administration and expert.administration.country:
        record.countries = [expert.administration.country]
    record.teaching_languages = [
        TeachingLanguage(language=each.language, level=each.level) for each in expert.languages.all()
    ]
