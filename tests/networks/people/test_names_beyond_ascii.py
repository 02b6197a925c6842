"""Names and words with letters beyond ASCII are found however they are typed."""

import importlib
import unicodedata

import pytest
from django import forms
from django.utils import translation

from networks.access.viewer import viewer_of
from networks.audit.queries import entries_for
from networks.audit.recording import note
from networks.people.models import Country
from networks.people.profile_forms import ProfileForm
from networks.spaces.enums import OfficeRole
from tests import factories

pytestmark = pytest.mark.django_db

PEOPLE = {
    "Łukasz Żółw": ["łukasz", "lukasz", "ŁUKASZ", "Żółw, Łukasz", "zolw lukasz", "żó"],
    "Γιώργος Παπαδόπουλος": ["ΓΙΩΡΓΟΣ", "γιωργος", "Παπαδοπουλος Γιώργος"],
    "Søren Åkesson": ["soren", "akesson, søren", "ÅKESSON"],
    "Siobhán O’Brien": ["O'Brien", "obrien", "brien siobhan"],
    "Jürgen Großmann": ["grossmann", "GROẞMANN", "jurgen"],
}
QUESTIONS = [(name, asked) for name, all_asked in PEOPLE.items() for asked in all_asked]


def person(name: str, **facts: object) -> object:
    given, family = name.split()
    return factories.ExpertFactory(given_name=given, family_name=family, **facts)


@pytest.mark.parametrize(("name", "asked"), QUESTIONS)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_directory_finds_them(signed_in: object, name: str, asked: str, form: str) -> None:
    found = person(name)
    other = factories.ExpertFactory(given_name="Else", family_name="Somebody")
    page = signed_in(other).get("/people/", {"q": unicodedata.normalize(form, asked)}).content.decode()
    assert f"/people/{found.handle}/" in page
    assert f'href="/people/{other.handle}/"' not in page.partition("<main")[2]


def test_a_name_changed_by_its_owner_is_found_at_once(signed_in: object) -> None:
    somebody = factories.ExpertFactory()
    browser = signed_in(somebody)
    sent = {
        "given_name": "Zoe",
        "family_name": "Ćwikła",
        "expertise": "",
        "language": "en",
        "timezone": "Europe/Warsaw",
    }
    browser.post("/accounts/profile/", sent)
    assert somebody.handle in browser.get("/people/", {"q": "cwikla"}).content.decode()


@pytest.mark.parametrize("asked", ["lukasz", "ŁUKASZ", "Żółw, Łukasz", "zolw"])
def test_the_trail_is_searched_alike(asked: str) -> None:
    auditor, seen = factories.ExpertFactory(), person("Łukasz Żółw")
    office = factories.office(auditor, OfficeRole.AUDITOR)
    note("sign_in", office, seen)
    assert [each.person for each in entries_for(viewer_of(auditor), {"person": asked})] == ["Łukasz Żółw"]
    assert not entries_for(viewer_of(auditor), {"person": "…"}).exists()


def test_expertise_keeps_its_spelling_and_is_found(signed_in: object) -> None:
    form = ProfileForm({"expertise": "łączność, AEO, e-commerce,, aeo"}, instance=factories.ExpertFactory())
    form.is_valid()
    assert form.cleaned_data["expertise"] == ["łączność", "AEO", "e-commerce"]
    knows = person("Ada Nowak", expertise=form.cleaned_data["expertise"])
    browser = signed_in(factories.ExpertFactory())
    for asked in ("łączność", "lacznosc", "ŁĄCZNOŚĆ", "aeo", "e-commerce", "E commerce"):
        assert knows.handle in browser.get("/people/", {"expertise": asked}).content.decode(), asked
    page = browser.get(f"/people/{knows.handle}/").content.decode()
    assert "łączność" in page
    assert "AEO" in page
    assert "e-commerce" in page


def test_what_was_kept_as_slugs_is_spelt_again() -> None:
    spelt = importlib.import_module("networks.people.migrations.0009_folded_names").spelt
    kept = ["aeo", "e-commerce-parcels", "risk-analysis", "x-ray-image-analysis", "Already Spelt"]
    assert [spelt(each) for each in kept] == [
        "AEO", "e-commerce parcels", "risk analysis", "X-ray image analysis", "Already Spelt",
    ]  # fmt: skip


def test_people_stand_in_the_order_of_the_alphabet(signed_in: object) -> None:
    names = ["Adam Abram", "Ada Åkesson", "Zoe Lach", "Ewa Łasica", "Ida Lato", "Jan Zając"]
    made = {name: person(name) for name in reversed(names)}
    page = signed_in(factories.ExpertFactory(family_name="Zzz")).get("/people/").content.decode()
    assert sorted(names, key=lambda name: page.index(f"/people/{made[name].handle}/")) == names


def test_choices_stand_in_the_readers_order_by_the_translated_name() -> None:
    for code, english, polish in (
        ("DE", "Germany", "Niemcy"),
        ("LV", "Latvia", "Łotwa"),
        ("LT", "Lithuania", "Litwa"),
    ):
        factories.CountryFactory(code=code, name=english, names={"pl": polish})
    field = forms.ModelChoiceField(Country.objects.filter(code__in=["DE", "LV", "LT"]), empty_label=None)
    assert [str(label) for _code, label in field.choices] == ["Germany", "Latvia", "Lithuania"]
    with translation.override("pl"):
        assert [str(label) for _code, label in field.choices] == ["Litwa", "Łotwa", "Niemcy"]
