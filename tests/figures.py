"""Figures in JSON lines, as every word of the Makefile that measures prints them."""

import json
import sys


def line_of(name: str, value: float, limit: float | None, samples: int) -> str:
    """One figure. Without a limit it is told and not judged; of no samples nothing is right."""
    ok = None if limit is None and samples else bool(samples) and (limit is None or value <= limit)
    return json.dumps({"name": name, "value": round(value, 4), "limit": limit, "ok": ok, "samples": samples})


def tell(name: str, value: float, limit: float | None, samples: int) -> None:
    """Print it at once: whoever reads sees how far a long run has come."""
    sys.stdout.write(line_of(name, value, limit, samples) + "\n")
    sys.stdout.flush()
