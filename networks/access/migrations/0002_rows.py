from django.db import migrations


def make_epoch(apps, schema_editor):
    apps.get_model("access", "AccessEpoch").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]
    operations = [migrations.RunPython(make_epoch, migrations.RunPython.noop)]
