"""For pages about second factors."""

from django import template

from networks.people.second_factor import reference_of

register = template.Library()
register.filter("passkey_reference", reference_of)
