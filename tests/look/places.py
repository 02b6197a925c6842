"""Where the look lives, for its tests."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
COMPONENTS = TEMPLATES / "components"
BUILT = ROOT / "var" / "static-vendor" / "built"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"

_REFERS = re.compile(r"{%-?\s*(?:include|extends)\s+[\"']([^\"']+)[\"']")


def all_templates() -> list[Path]:
    """Every template of the project, in whatever folder."""
    rooms = (ROOT / room for room in ("networks", "kb", "search", "config"))
    folders = [TEMPLATES, *(path for room in rooms for path in room.rglob("templates"))]
    return sorted(path for folder in folders for path in folder.rglob("*.html"))


def named_in(template: Path) -> set[str]:
    """Names of the templates that a template includes or extends, those of its includes too."""
    found: set[str] = set()
    waiting = [template]
    while waiting:
        for name in set(_REFERS.findall(waiting.pop().read_text())) - found:
            found.add(name)
            if (TEMPLATES / name).exists():
                waiting.append(TEMPLATES / name)
    return found
