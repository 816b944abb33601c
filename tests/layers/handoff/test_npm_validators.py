"""Two validators of other people, from npm, find nothing in what is handed over."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import mapping

from geo.gazetteer import Gazetteer
from geo.locate import Locator
from layers.assemble import assemble
from layers.handoff import geojson_files, jsonfg
from layers.handoff.delivery import Delivery
from layers.handoff.edition import edition_of
from layers.handoff.sheets import sheets
from layers.zones import zone_layer
from seeds.district import District

MODULES = ("@placemarkio/check-geojson", "@mapbox/geojsonhint")
JUDGE = """
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
const require = createRequire(process.env.ZONEMAP_NODE_MODULES + "/");
const { getIssues } = require("@placemarkio/check-geojson");
const { hint } = require("@mapbox/geojsonhint");
const found = {};
for (const name of process.argv.slice(2)) {
  const text = readFileSync(name, "utf8");
  found[name] = [getIssues(text), hint(text, { precisionWarning: true })].map((list) =>
    list.map((issue) => issue.message));
}
console.log(JSON.stringify(found));
"""


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """Return the folder in which the validators are installed."""
    given = os.environ.get("ZONEMAP_NODE_MODULES")
    path = Path(given) if given else Path("node_modules")
    if shutil.which("node") and all((path / name).is_dir() for name in MODULES):
        return path.resolve()
    reason = f"no validators in {path} (npm install {' '.join(MODULES)}; set ZONEMAP_NODE_MODULES)"
    if given:
        pytest.fail(reason)
    pytest.skip(reason)


def judged(files: list[Path], node_modules: Path) -> dict[str, list[list[str]]]:
    """Return what each of the two says of each file, warnings too."""
    done = subprocess.run(
        ["node", "--input-type=module", "-", *map(str, files)],
        input=JUDGE,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "ZONEMAP_NODE_MODULES": str(node_modules)},
        check=True,
    )
    found: dict[str, list[list[str]]] = json.loads(done.stdout)
    return found


def written(delivery: Delivery, folder: Path) -> list[Path]:
    files = []
    for part in [*geojson_files.parts(delivery), *jsonfg.parts(delivery)]:
        path = folder / part.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(part.content)
        files.append(path)
    return files


def test_nothing_is_found_in_the_district_that_ships(
    shipped_district: District, shipped_locator: Locator, tmp_path: Path, node_modules: Path
) -> None:
    zones = zone_layer(shipped_district, Gazetteer(shipped_district.folder / "gazetteer"))
    atlas = assemble(shipped_district, shipped_locator, zones)
    layers = sheets(atlas.features, zones)
    edition = edition_of(shipped_district, layers, {})
    delivery = Delivery(edition, layers, atlas.unlocated, atlas.findings, zones, {})
    files = written(delivery, tmp_path)
    found = judged(files, node_modules)
    assert len(found) == len(files) == 4 + 3 * len(zones.zones) + 4
    assert {name: said for name, said in found.items() if said != [[], []]} == {}


def test_nothing_is_found_in_awkward_text_and_empty_files(
    text_delivery: Delivery, empty_delivery: Delivery, tmp_path: Path, node_modules: Path
) -> None:
    files = [
        *written(text_delivery, tmp_path / "full"),
        *written(empty_delivery, tmp_path / "empty"),
    ]
    found = judged(files, node_modules)
    assert {name: said for name, said in found.items() if said != [[], []]} == {}


def test_the_validators_do_look(
    text_delivery: Delivery, tmp_path: Path, node_modules: Path
) -> None:
    feature = text_delivery.sheet("polygons").features[0]
    clockwise: dict[str, Any] = {"type": "Feature", "properties": {}}
    clockwise["geometry"] = mapping(feature.geometry.normalize())
    (tmp_path / "a.geojson").write_text(json.dumps(clockwise), encoding="utf-8")
    (tmp_path / "b.geojson").write_text('{"type": "Feature"}', encoding="utf-8")
    (tmp_path / "c.geojson").write_text(
        '{"type": "Point", "coordinates": [121.12345678, 31.1]}', encoding="utf-8"
    )
    found = judged(sorted(tmp_path.glob("*.geojson")), node_modules)
    winding, structure, precision = found.values()
    assert "right-hand rule" in winding[1][0]
    assert structure[0]
    assert "precision" in precision[1][0]
