"""Addresses with an internationalised domain are kept as the mail system knows them."""

from django.db import migrations

from networks.people.addresses import canonical


def respell(apps, schema_editor):
    Expert = apps.get_model("people", "Expert")
    for pk, email in Expert.objects.values_list("pk", "email").iterator():
        kept = canonical(email)
        if kept != email and not Expert.objects.filter(email=kept).exists():
            Expert.objects.filter(pk=pk).update(email=kept)


class Migration(migrations.Migration):
    dependencies = [("people", "0009_folded_names")]

    operations = [migrations.RunPython(respell, migrations.RunPython.noop)]
