"""`zonemap serve` as a user runs it, and as other people's clients read it."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]


def zonemap(*words: object, **env: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "maps.cli", "serve", *map(str, words)]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", cwd=ROOT, check=False, timeout=60, **env
    )


def test_it_tells_where_it_is_and_how_to_stop_it(service: Any) -> None:
    base = service.base
    assert base.startswith("http://127.0.0.1:")
    assert service.told == [
        "青溪区 2024-05-01-1a2b3c4d：点 250，线 0，面 2，功能区 2",
        f"  地图：{base}/map/planner.html",
        f"  服务首页：{base}/",
        f"  OGC API：{base}/ （QGIS 里添加 OGC API - Features 时填这个地址）",
        f"  下载：{base}/files/",
        "按 Ctrl+C 停止",
    ]


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_cleanly_and_soon(starts: Any, bundle: Path, sign: int) -> None:
    process = starts(bundle, "--port", 0)
    assert process.ask("/").status == 200
    held = socket.create_connection(("127.0.0.1", int(process.base.rsplit(":", 1)[1])))
    code, seconds, out = process.end(sign)
    held.close()
    assert code == 0
    assert seconds < 3
    assert out == "已停止\n"


def test_two_at_once(starts: Any, bundle: Path) -> None:
    one, two = starts(bundle, "--port", 0), starts(bundle, "--port", 0)
    assert one.base != two.base
    assert one.items(limit=1) != two.items(limit=1), "each links to itself"


def test_a_port_in_use_is_said_in_one_line(service: Any, bundle: Path) -> None:
    port = service.base.rsplit(":", 1)[1]
    done = zonemap(bundle, "--port", port)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        f"zonemap: 127.0.0.1:{port} 已被别的程序占用；请换一个端口（--port 0 自动选一个空闲的）"
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nowhere",), "应为 zonemap build 或 handoff 写出的文件夹，这里没有这个文件夹"),
        (("README.md",), "应为 zonemap build 或 handoff 写出的文件夹，实际是文件"),
        (("tests",), "实际里面没有 geojson/points.geojson 等图层"),
        (("tests", "--port", "70000"), "应为 0 到 65535 的整数"),
        (("tests", "--port", "x"), "应为 0 到 65535 的整数"),
        (("tests", "--url", "gis.example.org"), "应为 http:// 或 https:// 开头"),
        (("tests", "--url", "http://u:p@gis.example.org"), "应为 http:// 或 https:// 开头"),
    ],
)
def test_what_cannot_be_served_is_said_in_one_line(words: tuple[str, ...], told: str) -> None:
    done = zonemap(*words)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert told in done.stderr


@pytest.mark.parametrize(
    "content",
    [
        b"", b"[]", b"{", b'{"features": 3}', b'{"features": [3]}', b"\xff\xfe",
        b'{"features": [{"id": 1, "properties": {}, "geometry": {"type": "Point"}}]}',
        b'{"features": [{"id": 1, "properties": {}}]}',
        b'{"features": [{"id": 1, "properties": null, "geometry": null}]}',
        b"[" * 100_000,
    ],
)  # fmt: skip
def test_a_broken_layer_is_said_in_one_line(tmp_path: Path, content: bytes) -> None:
    from maps.serving.errors import ServingError  # noqa: PLC0415
    from maps.serving.folder import read_folder  # noqa: PLC0415

    (tmp_path / "geojson").mkdir()
    (tmp_path / "geojson/points.geojson").write_bytes(content)
    with pytest.raises(ServingError, match=r"points\.geojson：(应为 GeoJSON|有要素)"):
        read_folder(tmp_path)


def test_a_host_that_is_not_here_is_said_in_one_line(bundle: Path) -> None:
    done = zonemap(bundle, "--host", "192.0.2.1", "--port", 0)
    assert done.returncode == 2
    assert "192.0.2.1:0 不是这台机器的地址" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_missing_extra_is_named(bundle: Path, tmp_path: Path) -> None:
    """With a broken pygeoapi before the real one on the path, as if it were not there."""
    (tmp_path / "pygeoapi.py").write_text("raise ModuleNotFoundError('no', name='pygeoapi')")
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from maps.cli import main;"
        f"sys.exit(main(['serve', {str(bundle)!r}]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=ROOT, check=False
    )
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        'zonemap: 提供服务需要可选组件（缺 pygeoapi）：pip install "zonemap[serve]"'
    ]


def test_only_this_machine_unless_asked_otherwise(service: Any) -> None:
    """Read from the kernel's table of listening sockets: 127.0.0.1 and nothing else."""
    table = Path("/proc/net/tcp")
    if not table.is_file():
        pytest.skip("no /proc/net/tcp on this system")
    port = f"{int(service.base.rsplit(':', 1)[1]):04X}"
    rows = [line.split() for name in ("tcp", "tcp6") for line in _lines(table.with_name(name))]
    listening = {
        row[1].split(":")[0] for row in rows if row[1].endswith(f":{port}") and row[3] == "0A"
    }
    assert listening == {"0100007F"}


def _lines(path: Path) -> list[str]:
    return path.read_text().splitlines()[1:] if path.is_file() else []


def test_an_open_host_is_warned_of(starts: Any, bundle: Path) -> None:
    process = starts(bundle, "--host", "0.0.0.0", "--port", 0)
    assert (
        "zonemap: 监听在 0.0.0.0：网络上能访问这台机器的人都能读到这些数据，没有密码"
        in process.told
    )
    port = int(process.base.rsplit(":", 1)[1])
    local = process.base = f"http://127.0.0.1:{port}"
    assert (
        process.ask("/", Host="gis.example.org").json["links"][0]["href"]
        == "http://gis.example.org/"
    )
    assert process.ask("/").json["links"][0]["href"] == f"{local}/"


def test_behind_a_proxy_links_lead_to_the_proxy(starts: Any, bundle: Path) -> None:
    url = "https://gis.example.org/zonemap"
    command = ("--port", 0, "--url", f"{url}/")
    done = zonemap(bundle, *command, "--check")
    assert done.returncode == 0, done.stdout
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    process = starts(bundle, "--port", port, "--url", url)
    assert process.base == url
    process.base = f"http://127.0.0.1:{port}"
    hrefs = [link["href"] for link in process.ask("/").json["links"]]
    hrefs += [link["href"] for link in process.items(limit=1)["links"]]
    assert all(href.startswith(url) for href in hrefs)


def test_it_checks_itself(bundle: Path) -> None:
    done = zonemap(bundle, "--check")
    assert done.returncode == 0, done.stdout
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines[-1] == "全部通过"
    assert all(line.startswith("通过") for line in map(str.strip, lines[:-1]))
    assert len(lines) > 12


def test_its_check_finds_what_is_wrong(starts: Any, bundle: Path, tmp_path: Path) -> None:
    from maps.serving import selfcheck  # noqa: PLC0415
    from maps.serving.folder import read_folder  # noqa: PLC0415

    other = Path(shutil.copytree(bundle, tmp_path / "other", symlinks=True))
    path = other / "geojson/points.geojson"
    content = json.loads(path.read_text())
    content["features"].pop()
    path.write_text(json.dumps(content))
    base = starts(other, "--port", 0).base
    faults = {name: fault for name, fault in selfcheck.checks(read_folder(bundle), base) if fault}
    assert faults == {"点：地点：要素": "应有 250 个"}


def test_the_folder_stays_as_it_was(starts: Any, bundle: Path) -> None:
    def state() -> list[tuple[str, int]]:
        return [(str(path), path.lstat().st_mtime_ns) for path in sorted(bundle.rglob("*"))]

    before = state()
    process = starts(bundle, "--port", 0)
    process.items()
    process.ask("/?f=html")
    process.end()
    assert state() == before


def test_a_build_can_be_served_too(
    starts: Any, run: Any, town_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    assert run("build", "--quiet", "--district", town_folder, "--out", folder).code == 0
    process = starts(folder, "--port", 0, "--district", town_folder)
    assert process.told[0].startswith("青溪区：点 ")
    content = json.loads((folder / "geojson/points.geojson").read_text(encoding="utf-8"))
    assert process.items()["numberMatched"] == len(content["features"])
    page = process.ask("/map/planner.html")
    assert page.body == (folder / "planner.html").read_bytes()


# --- other people's clients --------------------------------------------------------------------


def test_gdal_reads_it(service: Any) -> None:
    """With the GDAL that pyogrio carries."""
    import pyogrio  # noqa: PLC0415 - heavy

    if "OAPIF" not in pyogrio.list_drivers():
        pytest.skip("this GDAL has no OAPIF driver")
    source = f"OAPIF:{service.base}"
    layers = dict(pyogrio.list_layers(source))
    assert layers == {
        "points": "Point", "lines": layers["lines"], "polygons": "MultiPolygon",
        "zones": "MultiPolygon",
    }  # fmt: skip
    frame = pyogrio.read_dataframe(source, layer="points", PAGE_SIZE=60)
    assert len(frame) == 250
    assert frame["id"].is_unique
    assert frame.loc[frame["id"] == "P008", "name"].item() == "青溪 & 河？/#1%25"
    boxed = pyogrio.read_dataframe(
        source, layer="points", bbox=(121.4005, 31.0995, 121.4035, 31.1005)
    )
    assert sorted(boxed["id"]) == ["P001", "P002", "P003"]
    wanted = pyogrio.read_dataframe(source, layer="points", where="zone_zh = '西片'")
    assert len(wanted) == 125
    plane = pyogrio.read_dataframe(source, layer="points", CRS="EPSG:4549")
    first = plane.geometry.iloc[0]
    assert first.x < 1_000_000, "GDAL turns northing, easting to x, y"
    assert first.y > 3_000_000


def test_ogrinfo_reads_it(service: Any) -> None:
    """With the program of the system, as on the desk of a city's GIS office."""
    ogrinfo = shutil.which("ogrinfo")
    if ogrinfo is None:
        pytest.skip("no ogrinfo here (Debian: gdal-bin)")
    command = [ogrinfo, "-ro", "-al", "-so", f"OAPIF:{service.base}"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0
    assert done.stderr == ""
    found = [
        line for line in done.stdout.splitlines() if line.startswith(("Layer name", "Feature C"))
    ]
    assert found == [
        "Layer name: points", "Feature Count: 250", "Layer name: lines", "Feature Count: 0",
        "Layer name: polygons", "Feature Count: 2", "Layer name: zones", "Feature Count: 2",
    ]  # fmt: skip
    spot = ["-spat", "121.4005", "31.0995", "121.4035", "31.1005"]
    command = [ogrinfo, "-ro", "-so", f"OAPIF:{service.base}", "points", *spot]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert "Feature Count: 3" in done.stdout


def test_another_edition_takes_its_place_while_it_runs(
    starts: Any, bundle: Path, tmp_path: Path
) -> None:
    """As `zonemap handoff` does it: the new folder takes the name of the old one."""
    folder = Path(shutil.copytree(bundle, tmp_path / "bundle", symlinks=True))
    new = Path(shutil.copytree(bundle, tmp_path / "new", symlinks=True))
    path = new / "geojson/points.geojson"
    content = json.loads(path.read_text())
    path.write_text(json.dumps(content | {"features": content["features"][:10]}))
    process = starts(folder, "--port", 0)
    assert process.items()["numberMatched"] == 250
    folder.rename(tmp_path / "old")
    assert process.items()["numberMatched"] == 250, "nothing there for a moment"
    new.rename(folder)
    assert process.items()["numberMatched"] == 10
    assert len(process.ask("/files/geojson/points.geojson").json["features"]) == 10
    assert process.ask("/openapi").status == 200
    broken = Path(shutil.copytree(folder, tmp_path / "broken", symlinks=True))
    (broken / "geojson/points.geojson").write_text("[")
    folder.rename(tmp_path / "older")
    broken.rename(folder)
    for _ in range(3):
        assert process.items()["numberMatched"] == 10
    _, _, out = process.end()
    lines = out.splitlines()
    assert lines[0] == "zonemap: 文件夹里是新的一版，已重新读取"
    assert lines[1].startswith("zonemap: 文件夹变了，但读不出来，仍用原来的数据（")
    assert lines[2:] == ["已停止"]
