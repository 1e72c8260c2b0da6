"""Rasa without TensorFlow: nothing of ours uses it, and its import takes 9 of 15 seconds and 375 MB.

Rasa's modules name TensorFlow classes when they are imported (as bases, in annotations), even where no
component needs them. Here those names become empty classes. Using one of them fails, as it should: DIET,
TED and the like are not for this assistant.
"""

import importlib
import sys
from collections.abc import MutableSequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

REPLACED = frozenset({"tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras"})


class _HollowModule(ModuleType):
    """Its lower-case attributes are hollow modules, the others empty classes."""

    __path__: MutableSequence[str] = []  # noqa: RUF012 - the import system looks for it on a package

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if name[0].islower():
            return importlib.import_module(f"{self.__name__}.{name}")
        hollow = type(name, (), {"__module__": self.__name__})
        setattr(self, name, hollow)
        return hollow


class _HollowFinder(MetaPathFinder, Loader):
    def find_spec(self, name: str, _path: object = None, _target: object = None) -> ModuleSpec | None:
        if name.partition(".")[0] not in REPLACED:
            return None
        return ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _HollowModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """A hollow module has no code."""


def install() -> None:
    """Call before the first import of Rasa; does nothing when TensorFlow is already there."""
    if "tensorflow" not in sys.modules:
        sys.meta_path.insert(0, _HollowFinder())
