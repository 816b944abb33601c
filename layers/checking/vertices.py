"""Rules about positions and how they follow one another; no topology."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from layers.checking.shaping import HOLE, POINT, SHELL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from layers.checking.finding import Finding
    from layers.checking.reading import Document
    from layers.checking.vectors import Vectors

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

MOST_DECIMALS, FEWEST_DECIMALS = 7, 4
MOST_DEGREES = 360.0
"""Greater numbers are no degrees, and what they lack in decimals is another's to tell."""
_SAMPLE = 2000
_SPIKE_COSINE = -0.99999
_SPIKE_DEG = 1e-5
"""A vertex is a spike where the ring turns back within a quarter of a degree, over a metre."""
OUTLIER_DEG = 0.5
_OUTLIER_TIMES = 20.0
_FEWEST_TO_JUDGE = 4
NEAR_ZERO_DEG = 10.0
"""A file whose middle is nearer to 0, 0 may well hold that point."""


def rings(document: Document) -> Iterator[Finding]:
    """Tell of rings that are not closed, and of those that run the wrong way."""
    vectors = document.vectors
    ring = vectors.roles >= SHELL
    ends = vectors.starts + vectors.counts - 1
    opened = np.any(vectors.xy[vectors.starts] != vectors.xy[ends], axis=1) if ring.any() else ring
    for geometry, count in _by_geometry(vectors, ring & opened):
        message = "环没有闭合：末点和首点不同" + (f"（{count} 个环）" if count > 1 else "")
        yield document.finding("unclosed-ring", message, int(vectors.row_of[geometry]))
    turned = wrong_way(vectors) & vectors.valid[vectors.owners]
    for geometry, _ in _by_geometry(vectors, turned):
        parts = vectors.rings_of(geometry)
        outer = int(np.sum(turned[parts] & (vectors.roles[parts] == SHELL)))
        inner = int(np.sum(turned[parts] & (vectors.roles[parts] == HOLE)))
        words = [f"{outer} 个外环是顺时针"] * bool(outer) + [f"{inner} 个内环是逆时针"] * bool(
            inner
        )
        yield document.finding("winding", "、".join(words), int(vectors.row_of[geometry]))


def wrong_way(vectors: Vectors) -> Flags:
    """Tell of each part whether it is a ring that runs against the right-hand rule."""
    found: Flags = ((vectors.roles == SHELL) & (vectors.areas < 0)) | (
        (vectors.roles == HOLE) & (vectors.areas > 0)
    )
    return found


def repeated(document: Document) -> Iterator[Finding]:
    """Tell of the same point twice in turn."""
    vectors = document.vectors
    if not len(vectors.xy):
        return
    after = vectors.following
    same = np.all(vectors.xy == vectors.xy[after], axis=1) & (after > np.arange(len(after)))
    flat = np.array([one.dimensions == 2 for one in vectors.shapes.geometries], dtype=bool)  # noqa: PLR2004 - lon, lat
    judged = (vectors.roles != POINT) & (vectors.valid & flat)[vectors.owners]
    same &= judged[vectors.part_of]
    for geometry, count in _by_geometry(vectors, same, vectors.part_of):
        row = int(vectors.row_of[geometry])
        yield document.finding("repeated-point", f"相邻的点重复（{count} 处）", row)


def spikes(document: Document) -> Iterator[Finding]:
    """Tell of rings that run out and come back."""
    vectors = document.vectors
    ring = (vectors.roles >= SHELL) & vectors.valid[vectors.owners]
    if not ring.any():
        return
    step = vectors.xy[vectors.following] - vectors.xy
    last = vectors.starts + vectors.counts - 1
    last = last[np.all(step[last] == 0, axis=1)]  # closed: from the last, the first, is no step
    step[last] = step[vectors.starts[vectors.part_of[last]]]
    ahead = step[vectors.following]
    long = np.hypot(*step.T), np.hypot(*ahead.T)
    cosine = np.einsum("ij,ij->i", step, ahead)
    sharp = cosine < _SPIKE_COSINE * long[0] * long[1]
    sharp &= (np.minimum(*long) > _SPIKE_DEG) & ring[vectors.part_of]
    sharp[last] = False
    for geometry, count in _by_geometry(vectors, sharp, vectors.part_of):
        row = int(vectors.row_of[geometry])
        yield document.finding("spike", f"边界有尖刺（{count} 处）：出去又原路回来", row)


def outliers(document: Document) -> Iterator[Finding]:
    """Tell of vertices far from the rest of their feature."""
    vectors = document.vectors
    extent = vectors.bounds[:, 2:] - vectors.bounds[:, :2]
    first, last = vectors.spans
    for nth in np.flatnonzero(np.any(extent > OUTLIER_DEG, axis=1)):
        points = vectors.xy[first[nth] : last[nth]]
        if len(points) < _FEWEST_TO_JUDGE:
            continue
        middle = np.median(points, axis=0)
        far = np.hypot(*(points - middle).T)
        least = max(OUTLIER_DEG, _OUTLIER_TIMES * float(np.median(far)))
        lost = points[(far > least) & np.any(points != 0, axis=1)]
        if len(lost):
            lon, lat = lost[0]
            message = f"有点远离其余的点：{lon:.6g}, {lat:.6g}，相距 {far.max():.1f}°"
            yield document.finding("vertex-outlier", message, int(vectors.rows[nth]))


def null_island(document: Document) -> Iterator[Finding]:
    """Tell of positions at exactly 0, 0 in a file that lies elsewhere."""
    vectors = document.vectors
    zero = np.all(vectors.xy == 0, axis=1)
    if not zero.any() or zero.all():
        return
    if np.abs(np.median(vectors.xy[~zero], axis=0)).max() < NEAR_ZERO_DEG:
        return
    for geometry, count in _by_geometry(vectors, zero, vectors.part_of):
        row = int(vectors.row_of[geometry])
        yield document.finding("null-island", f"有 {count} 个点正好在 0, 0", row)


def precision(document: Document) -> Iterator[Finding]:
    """Tell of more decimals than can be true, and of fewer than are of use."""
    vectors = document.vectors
    over = excessive(vectors.xy)
    count = int(over.sum())
    if count:
        digits = [len(repr(float(one)).partition(".")[2]) for one in vectors.xy[over][:_SAMPLE]]
        saved = count * max(float(np.mean(digits)) - MOST_DECIMALS, 0.0)
        message = f"{count} 个坐标值超过 {MOST_DECIMALS} 位小数，去掉可省约 {_size(saved)}"
        yield document.finding("precision", message)
    coarse = np.all(np.round(vectors.xy, FEWEST_DECIMALS - 1) == vectors.xy, axis=1)
    owners = vectors.rows[
        _all_of_row(vectors, coarse & np.all(np.abs(vectors.xy) < MOST_DEGREES, axis=1))
    ]
    if len(owners):
        message = f"{len(owners)} 个要素的坐标不到 {FEWEST_DECIMALS} 位小数"
        if len(owners) == 1:
            yield document.finding("low-precision", message[4:].lstrip("的"), int(owners[0]))
        else:
            yield document.finding("low-precision", message)


def excessive(numbers: Floats) -> Flags:
    """Tell of numbers of degrees whether they have more than `MOST_DECIMALS` decimals."""
    with np.errstate(over="ignore", invalid="ignore"):
        found: Flags = (np.round(numbers, MOST_DECIMALS) != numbers) & (
            np.abs(numbers) < MOST_DEGREES
        )
    return found


def alike(document: Document) -> Iterator[Finding]:
    """Tell of types that do not go together, and of the same geometry twice."""
    kinds = Counter(document.shapes.types.values())
    families = {_family(kind) for kind in kinds}
    listed = "、".join(f"{kind} {kinds[kind]} 个" for kind in sorted(kinds))
    if len(families) > 1:
        yield document.finding("mixed-types", f"一个文件里有几种几何：{listed}")
    elif len(kinds) > 1:
        yield document.finding("mixed-multi", f"有的是 Multi 类型，有的不是：{listed}")
    vectors = document.vectors
    seen: dict[tuple[str, bytes], int] = {}
    for row, first, last in zip(vectors.rows.tolist(), *vectors.spans, strict=True):
        key = document.shapes.types[row], vectors.xy[first:last].tobytes()
        if key in seen:
            message = f"图形与第 {seen[key] + 1} 个要素完全相同"
            yield document.finding("duplicate-geometry", message, row)
        else:
            seen[key] = row


def _family(kind: str) -> str:
    return kind.removeprefix("Multi")


def _size(amount: float) -> str:
    return f"{amount / 1e6:.1f} MB" if amount >= 1e5 else f"{max(amount / 1e3, 0.1):.1f} kB"  # noqa: PLR2004 - 0.1 MB


def _by_geometry(
    vectors: Vectors, flags: Flags, part_of: NDArray[np.int64] | None = None
) -> Iterator[tuple[int, int]]:
    """Yield each geometry that has flags, on its parts or vertices, and how many."""
    parts = np.flatnonzero(flags) if part_of is None else part_of[flags]
    owners, counts = np.unique(vectors.owners[parts], return_counts=True)
    yield from zip(owners.tolist(), counts.tolist(), strict=True)


def _all_of_row(vectors: Vectors, flags: Flags) -> Flags:
    """Tell of each of `rows` whether all its vertices have a flag."""
    if not len(vectors.rows):
        return np.empty(0, dtype=bool)
    first, last = vectors.spans
    counted = np.concatenate([[0], np.cumsum(flags)])
    found: Flags = counted[last] - counted[first] == last - first
    return found
