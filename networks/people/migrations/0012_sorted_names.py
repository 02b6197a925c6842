"""People are sorted by the alphabet and not by code point."""

from django.db import migrations, models

from networks.text.sorting import stored_key


def fill(apps, schema_editor):
    Expert = apps.get_model("people", "Expert")
    people = list(Expert.objects.only("pk", "given_name", "family_name"))
    for expert in people:
        expert.sort_name = stored_key(expert.family_name, expert.given_name)
    Expert.objects.bulk_update(people, ["sort_name"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("people", "0011_plain_words_again")]

    operations = [
        migrations.AlterModelOptions(name="expert", options={"ordering": ["sort_name", "pk"]}),
        migrations.AddField(
            model_name="expert",
            name="sort_name",
            field=models.TextField(blank=True, db_index=True, default="", editable=False, serialize=False),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
