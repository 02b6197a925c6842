"""Every field of a record is text (kept in versions) or a fact of its row (never taken from a version)."""

from wagtail.models import DraftStateMixin

from kb.records.models import Record

TEXT = {"title", "summary", "title_en", "summary_en", "body", "language_id"} | {
    # The first two are written anew from the text whenever a row is saved.
    "folded_title", "folded_summary",
    "is_pointer", "held_by_administration_id", "held_by", "contact_person_id", "contact_address", "how_to_ask"
}  # fmt: skip
# What Wagtail itself copies from the row when it reads a version.
KEPT_BY_WAGTAIL = {field.attname for field in DraftStateMixin._meta.fields} | {"id", "latest_revision_id"}


def test_each_field_of_a_record_is_either_text_or_a_fact_of_its_row() -> None:
    fields = {field.attname for field in Record._meta.concrete_fields} - KEPT_BY_WAGTAIL
    row = set(Record.ROW_FIELDS) - KEPT_BY_WAGTAIL
    undecided = fields - TEXT - row
    assert not undecided, (
        f"add to Record.ROW_FIELDS, or to TEXT here if publishing an old version may bring it back: {undecided}"
    )
    assert not TEXT & row, "a field cannot be both"
    assert row <= fields, f"ROW_FIELDS names what is no field: {row - fields}"
