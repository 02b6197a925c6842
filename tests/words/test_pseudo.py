"""The pseudo-language itself, and what it finds."""

from django.template import Context, Template
from django.utils.translation import gettext, ngettext, npgettext, override, pgettext

from tests.words.pseudo import left_untranslated


def test_every_way_of_translating_is_marked(pseudo: None) -> None:
    with override("en"):
        assert gettext("Save") == "⟦Save⟧"
        assert pgettext("seat", "vacant") == "⟦vacant⟧"
        assert ngettext("%d post", "%d posts", 2) % 2 == "⟦2 posts⟧"
        assert npgettext("seat", "one", "many", 1) == "⟦one⟧"


def test_templates_are_marked_and_values_stay_within(pseudo: None) -> None:
    text = "{% load i18n %}{% translate 'Save' %} {% blocktranslate %}By {{ name }}{% endblocktranslate %}"
    with override("en"):
        assert Template(text).render(Context({"name": "Αθηνά"})) == "⟦Save⟧ ⟦By Αθηνά⟧"


def test_words_outside_the_marks_are_found() -> None:
    assert left_untranslated("<p>⟦Saved⟧ by Αθηνά</p>") == ["⟦Saved⟧ by Αθηνά"]
    assert left_untranslated('<a title="More">⟦More⟧</a>') == ["More"]
    assert left_untranslated("<button data-words-failed='It did not work'></button>") == ["It did not work"]
    assert left_untranslated("<p>⟦In⟧ draft</p><option>amber label</option>") == ["⟦In⟧ draft", "amber label"]


def test_data_names_addresses_and_marks_within_marks_are_left_alone() -> None:
    html = "<p>⟦Shared by <a href='/people/x/'>Αθηνά</a> on ⟦November⟧ 3⟧, TLP:AMBER+STRICT</p><p>person1@customs.example</p>"
    assert left_untranslated(html) == []
    assert left_untranslated("<script>let it = be</script><p>25 MB · 7</p>") == []
