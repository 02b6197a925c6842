"""The base of everything an expert publishes, and what hangs on it."""

from kb.records.models.access_request import AccessRequest
from kb.records.models.attachment import RecordAttachment
from kb.records.models.facet_values import FacetValues
from kb.records.models.followers import RecordFollowers
from kb.records.models.grade_check import GradeCheck, GradeCheckCause, GradeCheckDecision
from kb.records.models.link import RecordLink
from kb.records.models.record import Record
from kb.records.models.review import Decision, Review
from kb.records.models.term import Term
from kb.records.models.topic import RecordTopic

__all__ = [
    "AccessRequest",
    "Decision",
    "FacetValues",
    "GradeCheck",
    "GradeCheckCause",
    "GradeCheckDecision",
    "Record",
    "RecordAttachment",
    "RecordFollowers",
    "RecordLink",
    "RecordTopic",
    "Review",
    "Term",
]
