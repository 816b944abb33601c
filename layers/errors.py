"""
Errors of the layers; each is one plain Chinese sentence that the command line prints as it is.

* seeds.errors.ZonemapError
  + LayerError     a zone rule or an official outline cannot be used   (ValueError)
    + MissingExtraError   a package of an extra is not installed
  + OutputError    the output could not be written; the old one stands (OSError)
"""

from __future__ import annotations

from seeds.errors import ZonemapError


class LayerError(ZonemapError, ValueError):
    """
    A zone rule, a zone outline or a feature breaks the contract of the layers.

    Parameters
    ----------
    message
        What was expected and what came, in Chinese.
    where
        The file and the rule in it, for example `zones.toml 第 3 条规则`.
    """

    def __init__(self, message: str, *, where: str) -> None:
        super().__init__(f"{where}：{message}")
        self.where = where


class MissingExtraError(LayerError):
    """
    A format needs a package that is not installed.

    Parameters
    ----------
    extra
        The extra that brings it, such as `handoff`.
    where
        What is to be written, for example `GeoParquet`.
    """

    def __init__(self, extra: str, *, where: str) -> None:
        super().__init__(f'需要可选组件：pip install "zonemap[{extra}]"', where=where)
        self.extra = extra


class OutputError(ZonemapError, OSError):
    """
    The outputs were not written; what stood there before is untouched.

    Parameters
    ----------
    message
        What went wrong and what to do, in Chinese.
    path
        The folder or file it is about.
    """

    def __init__(self, message: str, *, path: str) -> None:
        super().__init__(f"{path}：{message}")
        self.path = path
