from django.db import migrations


def make_platform(apps, schema_editor):
    apps.get_model("spaces", "Platform").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("spaces", "0001_initial")]
    operations = [migrations.RunPython(make_platform, migrations.RunPython.noop)]
