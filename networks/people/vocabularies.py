"""Countries, languages and administrations, loaded from the files of an installation."""

import csv
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.db import models, transaction

from networks.people.models import Administration, Country, Language

# What is not of the Union comes after what is.
AFTER = 100


@transaction.atomic
def load_countries_languages_administrations(folder: Path) -> None:
    """Make the tables say what the files in `folder` say. Words that are gone are deactivated; nothing is deleted."""
    two_letters = {row["iso639_3"].lower(): row["iso639_1"] for row in _csv(folder / "languages.csv")}
    _keep(Language, [*_official_languages(folder, two_letters), *_other_languages(folder)])
    _keep(Country, [*_member_states(folder, two_letters), *_other_countries(folder)])
    _keep_administrations(folder)


def _official_languages(folder: Path, two_letters: dict[str, str]) -> Iterator[Language]:
    for row in _csv(folder / "languages.csv"):
        yield Language(
            code=row["iso639_1"],
            name=row["eng_label"],
            names=_names(row, two_letters),
            native_name=row["native_label"],
            order=int(row["order"]),
        )


def _other_languages(folder: Path) -> Iterator[Language]:
    for place, row in enumerate(_toml(folder / "other_languages.toml", "language")):
        yield Language(
            code=row["code"], name=row["name"], native_name=row.get("native_name", ""), order=AFTER + place
        )


def _member_states(folder: Path, two_letters: dict[str, str]) -> Iterator[Country]:
    for row in _csv(folder / "member_states.csv"):
        yield Country(
            code=row["eu_code"],
            iso2=row["iso2"],
            iso3=row["iso3"],
            name=row["eng_label"],
            names=_names(row, two_letters),
            native_name=row["native_short_name"],
            member_state=True,
            celbet=row["celbet"] == "1",
            order=int(row["protocol_order"]),
        )


def _other_countries(folder: Path) -> Iterator[Country]:
    for place, row in enumerate(_toml(folder / "other_countries.toml", "country")):
        yield Country(code=row["code"], iso2=row["iso2"], name=row["name"], order=AFTER + place)


def _keep_administrations(folder: Path) -> None:
    countries = dict(Country.objects.values_list("code", "pk"))
    rows = [
        Administration(
            code=row["code"],
            name=row["name"],
            native_name=row.get("native_name", ""),
            kind=row["kind"],
            country_id=countries[row["country"]] if row.get("country") else None,
        )
        for row in _toml(folder / "administrations.toml", "administration")
    ]
    _upsert(Administration, rows)


def _keep(model: type[Country] | type[Language], rows: list[Any]) -> None:
    _upsert(model, rows)
    model.objects.exclude(code__in=[row.code for row in rows]).update(active=False)


def _upsert(model: type[models.Model], rows: list[Any]) -> None:
    names = [field.name for field in model._meta.concrete_fields if field.name not in ("id", "code")]
    model._default_manager.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=names
    )


def _names(row: dict[str, str], two_letters: dict[str, str]) -> dict[str, str]:
    labels = ((key.removesuffix("_label"), label) for key, label in row.items() if key.endswith("_label"))
    return {two_letters[code]: label for code, label in labels if code in two_letters and label}


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _toml(path: Path, name: str) -> Iterable[dict[str, Any]]:
    return tomllib.loads(path.read_text(encoding="utf-8"))[name]
