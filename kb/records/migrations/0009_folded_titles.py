"""Titles and summaries are kept folded as well."""

from django.db import migrations, models

from networks.text.fields import folded_value

AT_ONCE = 500


def joined(*texts):
    return " ".join(filter(None, map(folded_value, texts)))


def fill(apps, schema_editor):
    Record = apps.get_model("records", "Record")
    last = 0
    while records := list(Record.objects.filter(pk__gt=last).order_by("pk").only("title", "title_en", "summary", "summary_en")[:AT_ONCE]):
        for record in records:
            record.folded_title = joined(record.title, record.title_en)
            record.folded_summary = joined(record.summary, record.summary_en)
        Record.objects.bulk_update(records, ["folded_title", "folded_summary"])
        last = records[-1].pk


class Migration(migrations.Migration):
    dependencies = [("records", "0008_plain_words")]

    operations = [
        migrations.AddField(
            model_name="record",
            name="folded_summary",
            field=models.TextField(blank=True, default="", editable=False, serialize=False),
        ),
        migrations.AddField(
            model_name="record",
            name="folded_title",
            field=models.TextField(blank=True, default="", editable=False, serialize=False),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
