"""A table as the answer to a request."""

from io import BytesIO

from django.http import HttpResponse

from networks.spreadsheets.writers import WRITERS, Table


def table_response(table: Table, form: str) -> HttpResponse:
    """The table as `csv` or `xlsx`, under a name that carries its label."""
    write, media_type = WRITERS[form]
    file = BytesIO()
    write(table, file)
    response = HttpResponse(file.getbuffer(), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{labelled(table.name, table.label)}.{form}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def labelled(name: str, label: str) -> str:
    """`practices-TLP-AMBER-STRICT`: the name of a file without its ending, with its label where it has one."""
    return "-".join(filter(None, (name, label.replace(":", "-").replace("+", "-"))))
