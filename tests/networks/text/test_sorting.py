"""Names stand in the order of the reader's alphabet."""

from random import Random

import pytest
from django.utils import translation

from networks.text.sorting import in_order, sort_key, stored_key

ORDERS = {
    "en": ["Aalto", "Åberg", "Abram", "Lach", "Łasica", "Lato", "Müller", "Munk", "Ångström", "Zając"],
    "pl": ["Lato", "Luty", "Łach", "Mak", "Zając", "Zima", "Źrebak", "Żaba"],
    "sv": ["Abram", "Östen"],
    "cs": ["Cibule", "Čech", "Hus", "Chalupa", "Ivan"],
    "et": ["Saar", "Šaar", "Zober", "Žober", "Tamm", "Uus", "Wolf", "Õun", "Ülo"],
    "el": ["Άγγελος", "Αθήνα", "Βέλγιο", "Γιώργος"],
    "es": ["Nuñez", "Nuz", "Ñandú", "Oso"],
}
ORDERS["en"] = ["Aalto", "Åberg", "Abram", "Ångström", "Lach", "Łasica", "Lato", "Müller", "Munk", "Zając"]
ORDERS["sv"] = ["Abram", "Zeta", "Åberg", "Ängel", "Östen"]


@pytest.mark.parametrize("language", ORDERS)
def test_each_language_has_its_order(language: str) -> None:
    names = ORDERS[language][:]
    Random(4).shuffle(names)
    with translation.override(language):
        assert in_order(names) == ORDERS[language]


def test_a_shorter_name_and_a_space_come_first() -> None:
    names = ["Anna Bella", "Annabell", "Anna", "anna", "Änna"]
    assert sorted(names, key=sort_key) == ["Anna", "anna", "Änna", "Anna Bella", "Annabell"]


def test_what_is_stored_sorts_as_what_is_computed() -> None:
    names = [(family, given) for family in ORDERS["en"] for given in ("Ada", "Łucja", "Zoe")]
    by_hand = sorted(names, key=lambda name: [sort_key(each) for each in name])
    assert sorted(names, key=lambda name: stored_key(*name)) == by_hand
