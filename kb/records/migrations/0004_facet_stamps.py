from hashlib import blake2b

from django.db import migrations, models

PARTED = "\x1f\x1f"
BATCH = 1000


def stamp_what_is_there(apps, schema_editor):
    rows = apps.get_model("records", "FacetValues").objects.order_by("pk")
    last = 0
    while found := list(rows.filter(pk__gt=last)[:BATCH]):
        for row in found:
            told = f"{row.pk}{PARTED}{row.summary}{PARTED}{row.body}"
            row.stamp = int.from_bytes(blake2b(told.encode(), digest_size=8).digest(), "big") >> 1
        rows.bulk_update(found, ["stamp"])
        last = found[-1].pk


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0003_facet_values'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='record',
            name='record_newest',
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(fields=['content_type', '-updated_at', '-id', 'state', 'marking'], name='record_newest'),
        ),
        migrations.AddField(
            model_name='facetvalues',
            name='stamp',
            field=models.BigIntegerField(default=0, editable=False),
            preserve_default=False,
        ),
        migrations.RunPython(stamp_what_is_there, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name='facetvalues',
            index=models.Index(fields=['record', 'stamp'], name='facet_values_of_record'),
        ),
        migrations.AddIndex(
            model_name='facetvalues',
            index=models.Index(fields=['stamp'], name='facet_values_by_stamp'),
        ),
    ]
