"""Leaves out what moto and botocore do again and again for a result that stays the same."""

from __future__ import annotations

import functools
import gc
import os
from typing import Any


def install() -> None:
    """To be called before moto is imported."""
    # Nearly all that it allocates stays, and each look for what can go takes longer than the last one.
    gc.set_threshold(100_000, 50, 1000)
    # Images that no stack asks for.
    os.environ["MOTO_EC2_LOAD_DEFAULT_AMIS"] = "false"
    import botocore.loaders
    import botocore.session

    # moto reads botocore's files for each service in a session of its own, and botocore asks for the files of all services
    # to know whether there are those of one.
    botocore.session.create_loader = functools.cache(botocore.session.create_loader)
    botocore.loaders.Loader.list_available_services = functools.cache(services)


def services(loader: Any, type_name: str) -> frozenset[str]:
    """The services that botocore has a folder of; the one that is asked for says itself if it lacks a file."""
    return frozenset(name for path in loader.search_paths if os.path.isdir(path) for name in os.listdir(path))


def install_in_moto() -> None:
    """To be called before moto serves: for each request it lists its own folder, and all that a class has."""
    import moto.backends
    import moto.core.responses

    moto.backends.list_of_moto_modules = functools.cache(lambda list_all=moto.backends.list_of_moto_modules: [*list_all()])
    moto.core.responses.method_names_from_class = functools.cache(moto.core.responses.method_names_from_class)
