"""How notices come by e-mail is chosen in the profile."""

import pytest
from django.test import Client

from networks.people.enums import NoticeMail
from tests.factories import ExpertFactory

pytestmark = pytest.mark.django_db


def test_the_choice_is_made_in_the_profile() -> None:
    person, browser = ExpertFactory(), Client()
    browser.force_login(person)
    page = browser.get("/accounts/profile/")
    assert "One e-mail a day, with my tasks and new notices" in page.text
    values = {name: value for name, value in page.context["form"].initial.items() if value is not None}
    assert values["notice_mail"] == NoticeMail.AT_ONCE
    browser.post("/accounts/profile/", values | {"notice_mail": NoticeMail.NONE, "hidden_fields": []})
    person.refresh_from_db()
    assert person.notice_mail == NoticeMail.NONE
