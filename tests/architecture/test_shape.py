"""Small files, short functions, speaking names."""

from tests.architecture import shape
from tests.architecture.source import ROOT, everything, files, product, told, written


def templates() -> list[tuple[str, str]]:
    return [
        (str(path.relative_to(ROOT)), path.read_text())
        for path in files(".html", ".txt")
        if "templates" in path.parts
    ]


def test_no_file_is_longer_than_300_lines() -> None:
    found = shape.long_files(everything())
    assert not found, told(found)


def test_no_function_is_longer_than_40_lines() -> None:
    found = shape.long_functions(everything())
    assert not found, told(found)


def test_templates_stay_under_80_lines() -> None:
    assert templates()
    found = shape.long_templates(templates())
    assert not found, told(found)


def test_nothing_is_named_after_nothing() -> None:
    found = shape.drawers(
        str(path.relative_to(ROOT)) for path in files(".py", ".html", ".js", ".mjs", ".css")
    )
    assert not found, told(found)


def test_every_room_says_what_it_is_for() -> None:
    found = shape.silent_rooms(product())
    assert not found, told(found)


def test_saving_a_model_does_nothing_but_save_it() -> None:
    found = shape.models_that_save_cleverly(written())
    assert not found, told(found)
