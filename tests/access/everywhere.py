"""Putting another function in the place of one of the product, wherever it is known by name."""

import sys
from importlib import import_module
from typing import Any

import pytest

ROOMS = ("config", "kb", "networks", "search", "tests")


def replace(monkeypatch: pytest.MonkeyPatch, home: str, instead: Any) -> None:
    """`home`: the dotted name where the function is defined, a method of a class too. AttributeError when it is gone."""
    holder, _dot, name = home.rpartition(".")
    owner = _found(holder)
    original = getattr(owner, name)
    monkeypatch.setattr(owner, name, instead)
    for module in [each for key, each in sys.modules.items() if key.partition(".")[0] in ROOMS]:
        if vars(module).get(name) is original:
            monkeypatch.setattr(module, name, instead)


def original(home: str) -> Any:
    """What stands there now."""
    holder, _dot, name = home.rpartition(".")
    return getattr(_found(holder), name)


def _found(dotted: str) -> Any:
    try:
        return import_module(dotted)
    except ModuleNotFoundError:
        return original(dotted)
