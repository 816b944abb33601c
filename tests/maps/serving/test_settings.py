"""The configuration that is made for pygeoapi."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pyproj import CRS

from maps.serving.folder import read_folder
from maps.serving.running import is_loopback
from maps.serving.settings import configuration, crs_code, plane_crs, systems


@pytest.mark.parametrize(
    ("lon", "middle"),
    [
        (121.4, 120),
        (116.4, 117),
        (73.5, 75),
        (135.0, 135),
        (140.0, 135),
        (118.49, 117),
        (118.51, 120),
    ],
)
def test_plane_is_that_of_the_nearest_meridian(lon: float, middle: int) -> None:
    found = CRS(crs_code(plane_crs(lon)))
    assert found.name == f"CGCS2000 / 3-degree Gauss-Kruger CM {middle}E"


def test_pygeoapi_takes_the_configuration(bundle: Path) -> None:
    """
    Against the schema that pygeoapi carries.

    Titles of links are texts there, though pygeoapi reads both languages from them.
    """
    code = (
        "import sys; from pathlib import Path; from pygeoapi.config import validate_config;"
        "from maps.serving.folder import read_folder;"
        "from maps.serving.settings import configuration;"
        "found = configuration(read_folder(Path(sys.argv[1])), 'http://127.0.0.1:8000');"
        "[provider.update(data='x') for item in found['resources'].values()"
        " for provider in item['providers']];"
        "[link.update(title=link['title']['zh-CN']) for item in found['resources'].values()"
        " for link in item['links']];"
        "assert validate_config(found)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(bundle)],
        capture_output=True, encoding="utf-8", check=False,
        cwd=Path(__file__).resolve().parents[3],
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_a_folder_without_a_name_is_still_titled(bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "geojson").mkdir()
    for name in ("points", "lines"):
        content = (bundle / f"geojson/{name}.geojson").read_bytes()
        (tmp_path / f"geojson/{name}.geojson").write_bytes(content)
    folder = read_folder(tmp_path)
    title = configuration(folder, "http://x")["metadata"]["identification"]["title"]
    assert title == {"zh-CN": "项目与功能区", "en-US": "Projects and functional zones"}
    assert [len(item.rows) for item in folder.collections] == [250, 0, 0, 0]
    assert systems(folder)[-1].endswith("/4549")
    assert folder.pages == ()


def test_loopback_is_known_by_its_number() -> None:
    assert all(map(is_loopback, ("127.0.0.1", "127.1.2.3", "::1", "localhost")))
    assert not any(map(is_loopback, ("0.0.0.0", "::", "", "10.0.0.1", "127.example.org", "host")))
