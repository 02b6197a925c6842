"""The register of trainers: personal data, cleared by the contact point, open to the network by default."""

from django.utils.translation import gettext_lazy as _

from kb.records import registry
from kb.records.columns import choice, common_columns, field, rows, terms
from kb.records.enums import Route
from kb.records.register import Facet, Group, Register
from kb.training.models import Trainer
from kb.training.profiles import prefill_trainer
from kb.training.rows import words_of_trainers
from networks.access.enums import Label

trainers = registry.add(
    Register(
        slug="trainers",
        model=Trainer,
        label=_("Trainer"),
        label_plural=_("Trainers"),
        share=_("Add trainer profile"),
        introduction=_("Trainers with their topics, levels, languages and availability."),
        icon="mortarboard",
        route=Route.CLEARED,
        default_label=Label.AMBER,
        widest_label=Label.GREEN,
        suffices=("title", "summary", "topics", "countries", "teaching_languages"),
        body_label=_("About the trainer"),
        groups=(
            Group(
                "core",
                _("Trainer and topics"),
                ("title", "summary", "topics", "countries", "teaching_languages"),
            ),
            Group(
                "competencies",
                _("Competencies"),
                ("competencies", "delivery_modes", "accreditation"),
                _("Coordinators search by topic and CustCompEU level."),
            ),
            Group("about", _("About the trainer"), ("body", "language", "title_en", "summary_en")),
            Group(
                "experience",
                _("Courses given"),
                ("courses_given",),
                _("Shows what you have taught."),
            ),
            Group(
                "booking",
                _("Availability and costs"),
                ("availability", "employer_release", "costs", "costs_note"),
                _("Add dates so that hosts can book you."),
            ),
        ),
        children=("teaching_languages", "competencies", "courses_given", "availability"),
        facets=(
            Facet(
                "teaches",
                _("Teaches in"),
                "trainer__teaching_languages__language__code",
                in_rows=True,
            ),
            Facet(
                "competency",
                _("Competency"),
                "trainer__competencies__topic__code",
                in_rows=True,
            ),
            Facet("mode", _("Delivery mode"), "trainer__delivery_modes__code"),
            Facet(
                "accreditation",
                _("Accreditation"),
                "trainer__accreditation",
            ),
        ),
        columns=(
            *common_columns(),
            rows("competencies", _("Competencies")),
            rows("teaching_languages", _("Teaches in")),
            terms("delivery_modes", _("Delivery modes")),
            choice("accreditation", _("Accreditation")),
            rows("courses_given", _("Courses given")),
            rows("availability", _("Availability")),
            choice("employer_release", _("Employer release")),
            choice("costs", _("Costs")),
            field("costs_note", _("Notes on costs")),
        ),
        review_months=6,
        personal=True,
        question=_("Ask this trainer"),
        row_words=words_of_trainers,
        prefill=prefill_trainer,
    )
)
