"""Prowler for AWS only. At its start it imports gigabytes of packages for all clouds, and uses none of them here: packages that are not
installed are replaced by empty ones."""

import importlib.abc
import importlib.machinery
import sys

OTHER_CLOUDS = (
    *("Tea", "alibabacloud", "azure", "cloudflare", "dash", "dulwich", "github", "google", "googleapiclient", "httplib2", "huaweicloudsdk"),
    *("keystoneauth1", "kingfisher", "kiota", "kubernetes", "linode_api4", "msal", "msgraph", "numpy", "oci", "okta", "openstack", "pandas"),
    *("scaleway", "stackit"),
)


class Nothing(type):
    """A class whose attributes are such classes too: it can be a base class, an exception or the type of a field."""

    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Nothing(name, (Exception,), {})


class EmptyModules(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0].startswith(OTHER_CLOUDS):
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        def attribute(name):
            if name.startswith("__"):
                raise AttributeError(name)
            setattr(module, name, Nothing(name, (Exception,), {}))
            return getattr(module, name)

        module.__getattr__ = attribute


sys.meta_path.append(EmptyModules())  # last: what is installed is found before

from prowler.__main__ import prowler  # noqa: E402

sys.exit(prowler())
