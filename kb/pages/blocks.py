"""Blocks of pages. Each has its template in templates/pages/blocks/; prose is Markdown through the one renderer."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from kb.pages.chooser import RecordChooserWidget
from kb.pages.targets import check_target


class Prose(blocks.TextBlock):
    """Text in Markdown, as everywhere on the platform."""

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        help_text = _("Markdown: **bold**, _italic_, lists with -, links as [words](address).")
        template = "pages/blocks/text.html"


class Heading(blocks.CharBlock):
    """A heading within the text."""

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "pages/blocks/heading.html"


class Picture(blocks.StructBlock):
    """An image with the words for those who do not see it."""

    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(
        label=_("What it shows"),
        required=False,
        max_length=250,
        help_text=_(
            "For people who cannot see the image. Fill this in only if this page needs a different description."
        ),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "pages/blocks/image.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """The image only if this reader may see it, and then without a further query."""
        context = super().get_context(value, parent_context=parent_context)
        seen = (parent_context or {}).get("seen")
        context["image"] = (
            seen.images.get(value.bound_blocks["image"].value.pk) if seen and value["image"] else None
        )
        image = context["image"]
        context["words"] = value["alt"] or (image.description if image else "")
        return context


class Quote(blocks.StructBlock):
    """Somebody's words."""

    text = blocks.TextBlock(label=_("Quotation"))
    source = blocks.CharBlock(label=_("Source"), required=False, max_length=200)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "pages/blocks/quote.html"


class Fact(blocks.StructBlock):
    """One figure or fact."""

    label = blocks.CharBlock(label=_("What"), max_length=80)
    value = blocks.CharBlock(label=_("Value"), max_length=200)


class Facts(blocks.StructBlock):
    """A few facts side by side."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    items = blocks.ListBlock(Fact(), label=_("Facts"))

    class Meta:
        icon = "list-ul"
        label = _("Facts")
        template = "pages/blocks/facts.html"


class Target(blocks.CharBlock):
    """An address within the platform (/kb/practices/) or on the web (https://…)."""

    def clean(self, value: Any) -> str:
        """Nothing but our own addresses and https."""
        return check_target(super().clean(value))


class Link(blocks.StructBlock):
    """One link with its words."""

    label = blocks.CharBlock(label=_("Link text"), max_length=120)
    url = Target(label=_("Address"), max_length=500, help_text=_("/kb/practices/ or https://…"))


class Links(blocks.StructBlock):
    """A list of links."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    items = blocks.ListBlock(Link(), label=_("Links"))

    class Meta:
        icon = "link"
        label = _("List of links")
        template = "pages/blocks/links.html"


class Call(blocks.StructBlock):
    """One thing to do, with a verb on its button."""

    text = blocks.CharBlock(label=_("Why"), required=False, max_length=250)
    label = blocks.CharBlock(label=_("Button"), max_length=60, help_text=_("A verb: Share a practice"))
    url = Target(label=_("Address"), max_length=500)

    class Meta:
        icon = "arrow-right"
        label = _("Call to action")
        template = "pages/blocks/call.html"


class RecordCard(blocks.FieldBlock):
    """A record, chosen by its reference. Each reader sees of it what they may read, or nothing at all."""

    def __init__(self, required: bool = True, help_text: Any = None, **kwargs: Any) -> None:
        self.field_options = {"required": required, "help_text": help_text}
        super().__init__(**kwargs)

    @cached_property
    def field(self) -> forms.CharField:
        """A reference, with the chooser in front of it."""
        return forms.CharField(max_length=12, widget=RecordChooserWidget(), **self.field_options)

    def clean(self, value: Any) -> str:
        """References are written in capitals."""
        reference = str(super().clean(value)).upper()
        if not reference.isalnum():
            raise ValidationError(_("A reference has letters and digits only, for example 7K3QF."))
        return reference

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """The card this reader may see; None leaves the block out."""
        context = super().get_context(value, parent_context=parent_context)
        seen = (parent_context or {}).get("seen")
        context["card"] = seen.cards.get(value) if seen else None
        return context

    class Meta:
        icon = "doc-full-inverse"
        label = _("Record card")
        template = "pages/blocks/record.html"


class Body(blocks.StreamBlock):
    """What the text of a page is made of."""

    text = Prose()
    heading = Heading()
    image = Picture()
    quote = Quote()
    facts = Facts()
    links = Links()
    call = Call()
    record = RecordCard()
