"""Caches what moto and botocore compute repeatedly with the same result."""

from __future__ import annotations

import functools
import gc
import os
from typing import Any


def install() -> None:
    """Must be called before moto is imported."""
    # Nearly all objects stay, and each garbage collection takes longer than the last one.
    gc.set_threshold(100_000, 50, 1000)
    # Machine images, which no stack uses.
    os.environ["MOTO_EC2_LOAD_DEFAULT_AMIS"] = "false"
    import botocore.loaders
    import botocore.session

    # moto opens a session of botocore for each service, and botocore lists the files of all services to find those of
    # one.
    botocore.session.create_loader = functools.cache(botocore.session.create_loader)
    botocore.loaders.Loader.list_available_services = functools.cache(services)


def services(loader: Any, type_name: str) -> frozenset[str]:
    """The services that botocore has a folder of; one that lacks a file reports that itself."""
    return frozenset(name for path in loader.search_paths if os.path.isdir(path) for name in os.listdir(path))


def install_in_moto() -> None:
    """Must be called before moto serves: for each request it lists its own folder, and all attributes of a class."""
    import moto.backends
    import moto.core.responses

    moto.backends.list_of_moto_modules = functools.cache(lambda list_all=moto.backends.list_of_moto_modules: [*list_all()])
    moto.core.responses.method_names_from_class = functools.cache(moto.core.responses.method_names_from_class)
