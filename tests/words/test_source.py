"""Nothing is written for people that a translator would never see."""

import pytest

from tests.architecture.source import ROOT, Module, files, told, written
from tests.words import in_code, in_templates

# Words that need no translator, file by file.
NOT_OF_THE_INTERFACE = {
    "config/design.py": "samples of the design page, shown in development only",
    "kb/pages/setup.py": "titles of first pages, which editors change",
    "networks/discussions/enums.py": "kinds of changes, named in frames and never shown",
    "networks/events/models.py": "states of deliveries, never shown",
}
DESIGN_PAGE = "templates/design/"


def templates() -> list[tuple[str, str]]:
    found = [
        (str(path.relative_to(ROOT)), path) for path in files(".html", ".txt") if "templates" in path.parts
    ]
    return [(name, path.read_text()) for name, path in found if not name.startswith(DESIGN_PAGE)]


def test_every_word_of_a_template_is_translated() -> None:
    assert templates()
    found = [each for path, text in templates() for each in in_templates.unspoken_words(path, text)]
    assert not found, told(found)


def test_every_label_and_message_in_code_is_translated() -> None:
    found = [
        each
        for module in written()
        if module.path not in NOT_OF_THE_INTERFACE
        for each in in_code.unspoken_words(module)
    ]
    assert not found, told(found)


def test_every_exception_is_still_needed() -> None:
    speaking = {module.path for module in written() if in_code.unspoken_words(module)}
    assert not set(NOT_OF_THE_INTERFACE) - speaking


BAD_TEMPLATES = [
    "<p>Save it</p>",
    '<a title="More of it"></a>',
    '<input type="submit" value="Send">',
    '<nav aria-label="Main {{ menu }}"></nav>',
    '{% include "a.html" with label="Save" only %}',
    '{% include "a.html" with label=word|default:"No title" %}',
    '{{ flag|yesno:"Yes,No" }}',
    '{% if x %}<b class="{% if y %}z{% endif %}">Only here</b>{% endif %}',
    "{% translate 'One' %} and two",
]
GOOD_TEMPLATES = [
    "<p>{% translate 'Save it' %}</p>",
    "{% blocktranslate with x=y %}Save {{ x }} now{% endblocktranslate %}",
    '<a title="{% translate "More" %}" class="next thing" href="/somewhere/else/"></a>',
    '{% include "a.html" with label=_("Save") class="wide row" %}',
    "{# a remark #}{% comment %}another{% endcomment %}",
    "<p>Limes &middot; TLP:CLEAR, CSV: 25 MB &nbsp; {{ count }}</p>",
    '{{ names|join:", " }}',
    '<script type="module">import something from here</script>',
]


@pytest.mark.parametrize("text", BAD_TEMPLATES)
def test_an_untranslated_word_in_a_template_is_found(text: str) -> None:
    assert len(in_templates.unspoken_words("a.html", text)) == 1


@pytest.mark.parametrize("text", GOOD_TEMPLATES)
def test_translated_words_names_and_signs_are_left_alone(text: str) -> None:
    assert in_templates.unspoken_words("a.html", text) == []


def test_the_line_of_a_fault_is_told() -> None:
    text = "{% comment %}\n\n{% endcomment %}\n<p>{# x #}\nSave it</p>"
    assert [each.line for each in in_templates.unspoken_words("a.html", text)] == [4]


BAD_CODE = [
    "x = models.CharField('Title of it')",
    "x = forms.CharField(label='Title')",
    "x = forms.CharField(help_text=f'At most {n} words')",
    "raise ValidationError('Too long.')",
    "raise ValidationError(f'{n} is too long.')",
    "messages.success(request, 'Done.')",
    "class State(models.TextChoices):\n    DRAFT = 'draft', 'Draft'",
    "class State(models.TextChoices):\n    DRAFT = 'draft'",
    "class Meta:\n    verbose_name = 'Record'",
    "class Meta:\n    labels = {'title': 'Title of it'}",
    "x = Field(label='Open' if fresh else _('Old'))",
    "raise PermissionDenied('Only the owner may.' % x)",
]
GOOD_CODE = [
    "x = models.CharField(_('Title'), max_length=20, db_column='Some name')",
    "x = forms.CharField(label=_('Title'))",
    "raise ValidationError(_('Too long.'), code='Too long')",
    "messages.success(request, _('Done.') % x)",
    "logger.info('Relay started')\nlogger.error('Relay stopped')",
    "class State(models.TextChoices):\n    DRAFT = 'draft', _('Draft')",
    "class C(AppConfig):\n    name = 'kb.records'\n    label = 'records'",
    "x = Column(label='title')",
]


@pytest.mark.parametrize("text", BAD_CODE)
def test_an_untranslated_word_in_code_is_found(text: str) -> None:
    assert len(in_code.unspoken_words(Module("kb/a.py", text))) == 1


@pytest.mark.parametrize("text", GOOD_CODE)
def test_translated_words_keys_and_logs_are_left_alone(text: str) -> None:
    assert in_code.unspoken_words(Module("kb/a.py", text)) == []
