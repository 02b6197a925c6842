"""The register of good practices, and of their adoptions."""

from django.utils.translation import gettext_lazy as _

from kb.practices.adopting import adopted_context, prefill_adoption
from kb.practices.models import Adoption, Practice
from kb.practices.titles import grouped_by_practice, titles_of_adoptions
from kb.practices.transfer import adoption_context
from kb.records import registry
from kb.records.columns import choice, common_columns, field, rows, terms
from kb.records.enums import Route
from kb.records.register import Facet, Group, Register
from networks.access.enums import Label

practices = registry.add(
    Register(
        slug="practices",
        model=Practice,
        label=_("Good practice"),
        label_plural=_("Good practices"),
        share=_("Share a practice"),
        introduction=_(
            "What worked at a border crossing point or in an office, described so that others can do it."
        ),
        icon="lightbulb",
        route=Route.VALIDATED,
        default_label=Label.AMBER,
        default_summary_label=Label.GREEN,
        widest_label=Label.CLEAR,
        suffices=("title", "summary", "body", "countries", "topics"),
        body_label=_("What was done"),
        groups=(
            Group("core", _("The practice"), ("title", "summary", "body", "countries", "topics", "language")),
            Group(
                "english",
                _("In English"),
                ("title_en", "summary_en"),
                _("So that everybody can find it. Required for clearance."),
            ),
            Group(
                "context",
                _("Context"),
                ("problem", "border_types", "traffic", "volume", "staffing", "climate", "neighbour"),
                _("Helps readers see whether their situation is like yours."),
            ),
            Group(
                "parts",
                _("Building blocks"),
                ("building_blocks",),
                _("Helps administrations that can adopt only a part of it."),
            ),
            Group(
                "needs",
                _("Resources needed"),
                ("cost_band", "fte", "time_months", "preconditions"),
                _("Helps managers decide whether to adopt it."),
            ),
            Group(
                "evidence",
                _("Evidence"),
                ("evidence_type", "results_before", "results_after", "what_failed"),
                _("Validators grade this. Say what failed, so that others can avoid it."),
            ),
            Group(
                "caution",
                _("Legal notes and contact"),
                ("legal_caveats", "contact"),
                _("Others may want to contact you before they start."),
            ),
        ),
        prose=(
            "body",
            "problem",
            "preconditions",
            "results_before",
            "results_after",
            "what_failed",
            "legal_caveats",
        ),
        children=("building_blocks",),
        facets=(
            Facet("border", _("Border type"), "practice__border_types__code"),
            Facet("cost", _("Cost"), "practice__cost_band"),
        ),
        columns=(
            *common_columns(),
            field("problem", _("Problem")),
            terms("border_types", _("Border type")),
            terms("traffic", _("Traffic")),
            field("volume", _("Volume")),
            field("staffing", _("Staffing")),
            field("climate", _("Climate")),
            field("neighbour", _("Neighbour")),
            rows("building_blocks", _("Building blocks")),
            choice("cost_band", _("Cost")),
            field("fte", _("Staff (FTE)")),
            field("time_months", _("Months")),
            field("preconditions", _("Preconditions")),
            choice("evidence_type", _("Evidence type")),
            field("results_before", _("Before")),
            field("results_after", _("After")),
            field("what_failed", _("What failed")),
            field("legal_caveats", _("Legal notes")),
            field("contact", _("Contact")),
        ),
        print_outs=True,
        offline_copies=True,
        detail_extra="practices/adoptions.html",
        detail_context=adoption_context,
    )
)

adoptions = registry.add(
    Register(
        slug="adoptions",
        model=Adoption,
        label=_("Adoption"),
        label_plural=_("Adoptions"),
        share=_("Adopt a practice"),
        introduction=_("Which administrations adopted a practice, what they changed, and the outcome."),
        icon="arrow-repeat",
        route=Route.DIRECT,
        default_label=Label.AMBER,
        widest_label=Label.CLEAR,
        suffices=("title", "body"),
        body_label=_("What we changed"),
        groups=(
            Group("core", _("The adoption"), ("title", "body", "status", "outcome", "outcome_text")),
            Group("more", _("Summary and context"), ("summary", "countries", "topics", "language")),
        ),
        prose=("body", "outcome_text"),
        facets=(
            Facet(
                "status",
                _("Status"),
                "adoption__status",
            ),
            Facet(
                "outcome",
                _("Outcome"),
                "adoption__outcome",
            ),
        ),
        columns=(
            *common_columns(),
            choice("status", _("Status")),
            choice("outcome", _("Outcome")),
            field("outcome_text", _("Outcome in words")),
        ),
        listed=False,
        titles=titles_of_adoptions,
        groups_of_rows=grouped_by_practice,
        prefill=prefill_adoption,
        detail_extra="practices/adopted_from.html",
        detail_context=adopted_context,
    )
)
