"""
How GDAL is asked to write a sheet: one place for what all its formats have in common.

GDAL stamps files with the clock unless it is told a date, and its options are global: they are set
for the time of writing only.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pandas import DataFrame

    from layers.handoff.fields import Field
    from layers.handoff.sheets import Sheet

NUL, REPLACEMENT = "\x00", "\ufffd"


@contextmanager
def options(settings: Mapping[str, str]) -> Iterator[None]:
    """Set options of GDAL for the time of a `with` block, then put back what was there."""
    import pyogrio  # noqa: PLC0415 - heavy

    before = {name: pyogrio.get_gdal_config_option(name) for name in settings}
    pyogrio.set_gdal_config_options(dict(settings))
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options(before)


@contextmanager
def scratch() -> Iterator[Path]:
    """Lend a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="zonemap-") as folder:
        yield Path(folder)


def write_layer(  # noqa: PLR0913 - what GDAL asks for
    frame: DataFrame,
    path: Path,
    *,
    driver: str,
    layer: str,
    geometry_type: str | None = None,
    append: bool = False,
    dataset: Mapping[str, str] | None = None,
    settings: Mapping[str, str] | None = None,
) -> None:
    """
    Write a frame as one layer of a file.

    Parameters
    ----------
    frame
        What to write; without a geometry column it becomes a table.
    path, driver, layer
        Where to, with which driver of GDAL, and what the layer is called.
    geometry_type
        As `Sheet.geometry_type`, also where there is no row.
    append
        Add the layer to a file that is there.
    dataset, settings
        Options of the driver for the file and for the layer.
    """
    import pyogrio  # noqa: PLC0415 - heavy

    pyogrio.write_dataframe(
        without_nul(frame),
        path,
        layer=layer,
        driver=driver,
        geometry_type=geometry_type,
        append=append,
        dataset_options=dict(dataset or {}),
        layer_options=dict(settings or {}),
        use_arrow=False,  # the same bytes whether pyarrow is installed or not
    )


def without_nul(frame: DataFrame) -> DataFrame:
    """Return a frame in whose texts U+0000, at which GDAL would end them, is U+FFFD."""
    cut = {
        str(name): column.str.replace(NUL, REPLACEMENT, regex=False)
        for name, column in frame.items()
        if column.dtype == "str" and column.str.contains(NUL, regex=False).any()
    }
    return frame.assign(**cut) if cut else frame


def table(fields: tuple[Field, ...], rows: tuple[Mapping[str, Any], ...]) -> DataFrame:
    """Return rows of texts without geometry as a frame, one column a field."""
    import pandas as pd  # noqa: PLC0415 - heavy

    return pd.DataFrame(
        {f.name: pd.Series([row[f.name] for row in rows], dtype="str") for f in fields}
    )


def count(sheet: Sheet) -> dict[str, int]:
    """Return what the manifest says of a file that holds one sheet."""
    return {sheet.name: len(sheet.features)}
