"""Seats of observers held what their role gives. From now on they hold nothing."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def take_away(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Guardian's rows of everybody whose open seat in a network is that of an observer."""
    content_type = apps.get_model("contenttypes", "ContentType").objects.filter(app_label="spaces", model="network").first()
    if content_type is None:
        return
    held = apps.get_model("guardian", "UserObjectPermission").objects.filter(content_type=content_type)
    observing = apps.get_model("spaces", "Membership").objects.filter(capacity="observer", state="active")
    for expert_id, network_id in observing.values_list("expert_id", "network_id"):
        held.filter(user_id=expert_id, object_pk=str(network_id)).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_rows"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("guardian", "0001_initial"),
        ("spaces", "0005_board_members"),
    ]

    operations = [migrations.RunPython(take_away, migrations.RunPython.noop)]
