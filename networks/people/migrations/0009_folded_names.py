"""Names and expertise are kept folded as well; expertise gets its spelling back where it can be told."""

import re

from django.db import migrations, models

from networks.text.fields import folded_value

# Kept until now in lower case and with hyphens for spaces: what is written with a hyphen or in capitals after all.
COMPOUNDS = re.compile(r"\b(e|non|pre|post|anti|third|well|x|co|inter|multi|self)-(?=\w)")
CAPITALS = re.compile(
    r"\b(aeo|anpr|bti|cap|cbam|cctv|cites|cn|ens|eori|eu|ics2|ioss|ipr|it|mrn|ncts|nii|ocr|sad|taric|tir|tlp|ucc|vat|wco|wto)\b"
)


def spelt(slug: str) -> str:
    """`aeo` and `e-commerce-parcels` as a person would write them; what somebody typed with spaces or capitals is left."""
    if slug != slug.lower() or " " in slug:
        return slug
    words = COMPOUNDS.sub("\\1\0", slug).replace("-", " ").replace("\0", "-")
    return CAPITALS.sub(lambda match: match.group().upper(), words).replace("x-ray", "X-ray")


def fill(apps, schema_editor):
    Expert = apps.get_model("people", "Expert")
    people = []
    for expert in Expert.objects.only("pk", "given_name", "family_name", "expertise").iterator():
        expert.expertise = [spelt(str(each)) for each in expert.expertise]
        expert.folded_expertise = folded_value(expert.expertise)
        expert.folded_name = f"{folded_value(expert.given_name)} {folded_value(expert.family_name)}".strip()
        people.append(expert)
    Expert.objects.bulk_update(people, ["expertise", "folded_expertise", "folded_name"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("people", "0008_calendar_tokens")]

    operations = [
        migrations.AddField(
            model_name="expert",
            name="folded_expertise",
            field=models.TextField(blank=True, default="", editable=False, serialize=False),
        ),
        migrations.AddField(
            model_name="expert",
            name="folded_name",
            field=models.TextField(blank=True, default="", editable=False, serialize=False),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
