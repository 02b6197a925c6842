"""What the garbage collector need not look at again."""

import gc

from django.urls import get_resolver


def spare_what_was_loaded() -> None:
    """Everything loaded at the start lives as long as the process: put it where the collector does not walk.

    Without this a page that happens to meet a full collection takes some tenth of a second longer.
    """
    # Otherwise loaded by the first page, after the line is drawn.
    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()
