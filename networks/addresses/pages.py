"""Pages of a list."""

from typing import Any

from django.core.paginator import Page, Paginator

from networks.addresses.numbers import whole_number


class Pages(Paginator):
    """Django's paginator for what stands in an address: below the first page is the first, beyond the last the last."""

    def get_page(self, number: Any) -> Page:
        """The page with this number, the nearest there is, or the first for what is no number."""
        text = None if number is None else str(number)
        return self.page(whole_number(text, least=1, most=self.num_pages, default=1))
