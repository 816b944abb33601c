"""
Compare `zonemap extract` with other readers of Chinese place names, in one run.

    python tests/bench/extract_peers.py --reports DIR --gold DIR [--peers jieba,cpca] [--json]

The reports and the gold list (`mentions.csv`, `contexts.csv`, made by hand) are not part of the
repository. The peers are not part of any extra; into an environment that holds zonemap:

    pip install "setuptools<81" jieba rjieba thulac jionlp cpca

(jieba and cpca import `pkg_resources`, which newer setuptools no longer carry.) A peer that is
absent is named and left out. THULAC needs 1.3 GB of memory, JioNLP 2.2 GB and half a minute.

What is compared: the unique places of a document inside the gold contexts, by one key for all
(width, blanks, quotes, brackets and hyphens do not matter). F1 forgives most: a find also counts if
it is a mention as written or if their spans share half of their union, and a part of a longer gold
name is not held against anyone. In "names" the name has to be the same, and every other find is
wrong; the lead is judged there, the other figures are for the reader.

What is timed: from a text in memory to its places with their offsets, in a process of its own with
one thread, after loading, the best of several passes over all reports of the folder. "cold" is
start, loading and one pass, as somebody has it who reads the reports once. zonemap is timed as the
command itself: "MB/s" is what more text adds to its time, with decoding and writing the table.

Exit code 1 if zonemap is not ahead by 0.7 or is slower than the fastest peer after loading.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import importlib.util
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
import unicodedata
import warnings
from collections import defaultdict
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

LEAST_LEAD = 0.7
PASSES = 7
LONGEST = 10.0  # no further pass after so many seconds
PIP_LINE = 'pip install "setuptools<81" jieba rjieba thulac jionlp cpca'
LARGE_MB = 4.0  # so much text that the start of a process does not hide the speed
STARTED = "BENCH_STARTED"
ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"), "1"
)
SAME = re.compile(r"[\s“”\"'‘’·・()\-—–《》〈〉]")

Key = tuple[str, str]
Row = dict[str, str]


class Place(NamedTuple):
    """A place that a reader found in a text."""

    start: int
    end: int
    name: str
    written: str


class Gold(NamedTuple):
    """What people found: the mentions, and the stretches of text that they read."""

    mentions: list[Row]
    contexts: list[tuple[str, int, int]]


Answer = tuple[dict[str, list[Place]], dict[str, float]]
"""What a reader found in each document, and the figures."""


def _text(path: Path) -> str:
    """Return a report as offsets refer to it."""
    return path.read_bytes().decode("utf-8-sig")


def _megabytes(texts: dict[str, str]) -> float:
    return sum(len(text.encode()) for text in texts.values()) / 1e6


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["failed without a word"])[-1]


# -- the peers -------------------------------------------------------------------------------


def _tagged(words: Iterable[tuple[str, str]], tags: frozenset[str]) -> list[Place]:
    """Return the words with one of the tags; the words must add up to the text."""
    places = []
    at = 0
    for word, tag in words:
        end = at + len(word)
        if tag in tags:
            places.append(Place(at, end, word, word))
        at = end
    return places


def _jieba() -> Callable[[str], list[Place]]:
    """Words tagged as place, institution or other proper name."""
    posseg = importlib.import_module("jieba.posseg")
    tags = frozenset({"ns", "nt", "nz"})
    return lambda text: _tagged((tuple(pair) for pair in posseg.cut(text)), tags)


def _rjieba() -> Callable[[str], list[Place]]:
    """Return the same from the Rust version."""
    tag = importlib.import_module("rjieba").tag
    tags = frozenset({"ns", "nt", "nz"})
    return lambda text: _tagged(tag(text), tags)


def _thulac() -> Callable[[str], list[Place]]:
    """Words tagged as place, institution or other proper name; it drops blanks."""
    model = importlib.import_module("thulac").thulac()

    def places(text: str) -> list[Place]:
        found = []
        at = 0
        for word, tag in model.cut(text):
            start = text.find(word, at)
            if start < 0:
                continue
            at = start + len(word)
            if tag in {"ns", "ni", "nz"}:
                found.append(Place(start, at, word, word))
        return found

    return places


def _jionlp() -> Callable[[str], list[Place]]:
    """Names of `recognize_location`, which has no offsets: each stands wherever it is written."""
    recognize = importlib.import_module("jionlp").recognize_location

    def places(text: str) -> list[Place]:
        answer = recognize(text, top_k=1_000_000)
        names = set(answer["others"] or ())
        for part in ("domestic", "foreign"):
            for levels, _count in answer[part] or ():
                names.update(name for name in levels.values() if name)
        return [
            Place(hit.start(), hit.end(), name, name)
            for name in names
            for hit in re.finditer(re.escape(name), text)
        ]

    return places


def _cpca() -> Callable[[str], list[Place]]:
    """Provinces, cities and counties of `transform_text_with_addrs`, as far as they are written."""
    transform = importlib.import_module("cpca").transform_text_with_addrs

    def places(text: str) -> list[Place]:
        found = []
        table = transform(text, pos_sensitive=True)
        for level in ("省", "市", "区"):
            for name, at in zip(table[level], table[f"{level}_pos"], strict=True):
                if at >= 0:
                    pairs = zip(text[at : at + len(name)], name, strict=False)
                    written = "".join(
                        a for a, _b in takewhile(lambda pair: pair[0] == pair[1], pairs)
                    )
                    found.append(Place(at, at + len(written), written, written))
        return found

    return places


PEERS: dict[str, Callable[[], Callable[[str], list[Place]]]] = {
    "jieba": _jieba,
    "rjieba": _rjieba,
    "thulac": _thulac,
    "jionlp": _jionlp,
    "cpca": _cpca,
}
OURS = {"zonemap": (), "zonemap --blind": ("--blind",)}

# -- a peer, in a process of its own -----------------------------------------------------------


def work(name: str, folder: Path) -> None:
    """Read every text of a folder and leave the places and the figures there."""
    warnings.simplefilter("ignore")
    texts = {path.stem: _text(path) for path in sorted(folder.glob("*.txt"))}
    start = time.perf_counter()
    read = PEERS[name]()
    read("上海市")  # some load at the first call
    load = time.perf_counter() - start
    passes: list[float] = []
    found: dict[str, list[Place]] = {}
    cold = 0.0
    while len(passes) < PASSES and sum(passes) < LONGEST:
        start = time.perf_counter()
        found = {doc: read(text) for doc, text in texts.items()}
        passes.append(time.perf_counter() - start)
        cold = cold or time.time() - float(os.environ[STARTED])
    size = _megabytes(texts)
    figures = {
        "mb_per_s": size / min(passes),
        "cold_mb_per_s": size / cold,
        "load_s": load,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    (folder / "answer.json").write_text(json.dumps({"figures": figures, "found": found}))


def run_peer(name: str, reports: dict[str, str]) -> Answer:
    """Return what a peer found and the figures."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for doc, text in reports.items():
            (folder / f"{doc}.txt").write_bytes(text.encode())
        started = {STARTED: str(time.time()), "PYTHONUTF8": "1"}
        done = subprocess.run(
            [sys.executable, __file__, "--work", name, "--reports", scratch],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, **ONE_THREAD, **started},
        )
        if done.returncode:
            raise RuntimeError(_last_line(done.stderr))
        answer = json.loads((folder / "answer.json").read_text())
    found = {doc: [Place(*item) for item in items] for doc, items in answer["found"].items()}
    return found, answer["figures"]


# -- our own command ---------------------------------------------------------------------------


def _once(command: list[str]) -> tuple[float, float]:
    """Run a command; return its seconds and its peak memory in MB."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=said, stderr=said, env={**os.environ, **ONE_THREAD}
        )
        _pid, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        if process.returncode not in (0, 1):
            raise RuntimeError(_last_line(said.read().decode(errors="replace")))
    return seconds, usage.ru_maxrss / 1024


def _best(command: list[str]) -> tuple[float, float]:
    """Return the least time of some runs and the most memory."""
    runs: list[tuple[float, float]] = []
    while len(runs) < PASSES and sum(seconds for seconds, _peak in runs) < LONGEST:
        runs.append(_once(command))
    return min(seconds for seconds, _peak in runs), max(peak for _seconds, peak in runs)


def run_ours(zonemap: str, options: tuple[str, ...], reports: dict[str, str]) -> Answer:
    """Return what `zonemap extract` found and the figures."""
    found = {}
    size = _megabytes(reports)
    times = max(1, round(LARGE_MB / size))
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        files = {doc: folder / f"{doc}.txt" for doc in reports}
        for doc, text in reports.items():
            files[doc].write_bytes(text.encode())
        small, large = folder / "small.txt", folder / "large.txt"
        small.write_text("# 报告\n\n一是推进道路建设。\n", encoding="utf-8")
        large.write_bytes("\n\n".join([*reports.values()] * times).encode())

        def command(*paths: Path) -> list[str]:
            out = ["--out", str(folder / "out.csv")]
            return [zonemap, "extract", *map(str, paths), *out, *options]

        for doc, path in files.items():
            _once(command(path))
            found[doc] = [
                Place(int(row["start"]), int(row["end"]), row["name"], row["written"])
                for row in _rows(folder / "out.csv")
                if row["placeable"] != "no" and row["start"]
            ]
        load, _peak = _best(command(small))
        cold, peak = _best(command(*files.values()))
        more = _best(command(large))[0] - load
    figures = {
        "mb_per_s": size * times / max(more, 1e-3),
        "cold_mb_per_s": size / cold,
        "load_s": load,
        "peak_mb": peak,
    }
    return found, figures


# -- the score ---------------------------------------------------------------------------------


def key(name: str) -> str:
    """Return a name without what two writers of the same name may do differently."""
    return SAME.sub("", unicodedata.normalize("NFKC", name or "").casefold())


def overlap(place: Place, row: Row) -> float:
    """Return the intersection over the union of a find and a mention."""
    start = int(row["char_offset"])
    end = start + len(row["name"])
    shared = max(0, min(place.end, end) - max(place.start, start))
    return shared / max(1, max(place.end, end) - min(place.start, start))


def _agree(places: list[Place], name: str, rows: list[Row]) -> bool:
    """Return whether the finds under one name are the mentions under another."""
    written = {key(row["name"]) for row in rows}
    return (
        name in written
        or any(key(place.written) in written for place in places)
        or any(overlap(place, row) >= 0.5 for place in places for row in rows)
    )


def _partners(
    said: dict[Key, list[Place]], real: dict[Key, list[Row]], traps: set[Key]
) -> dict[Key, Key]:
    """Return for each gold name that was found the name under which it was."""
    partner = {name: name for name in set(said) & set(real)}
    free = {name for name in said if name not in partner and name not in traps}
    for name in sorted(set(real) - set(partner)):
        for other in sorted(free, key=lambda item: (-len(item[1]), item)):
            if other[0] == name[0] and _agree(said[other], other[1], real[name]):
                partner[name] = other
                if not any("、" in row["name"] for row in real[name]):
                    free.discard(other)
                break
    return partner


def score(found: dict[str, list[Place]], gold: Gold) -> dict[str, float]:
    """Return precision, recall and F1 of the unique names of each document."""
    real: dict[Key, list[Row]] = defaultdict(list)
    traps: set[Key] = set()
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in gold.mentions:
        name = (row["doc"], key(row["name_expanded"]))
        start = int(row["char_offset"])
        spans[row["doc"]].append((start, start + len(row["name"]) + 2))
        if row["placeable"] == "no":
            traps.add(name)
        else:
            real[name].append(row)
    said: dict[Key, list[Place]] = defaultdict(list)
    for doc, places in found.items():
        for place in places:
            if any(d == doc and a <= place.start < b for d, a, b in gold.contexts):
                said[doc, key(place.name)].append(place)
    partner = _partners(said, real, traps)
    nested = {
        name
        for name in set(said) - set(real) - traps - set(partner.values())
        if any(a <= place.start < b for place in said[name] for a, b in spans[name[0]])
    }
    wrong = set(said) - set(partner.values()) - nested
    same = len(set(said) & set(real))
    precision = len(partner) / max(1, len(partner) + len(wrong))
    recall = len(partner) / max(1, len(real))
    return {
        "found": len(said),
        "hits": len(partner),
        "same": same,
        "nested": len(nested),
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(1e-9, precision + recall),
        "names_f1": 2 * same / max(1, len(said) + len(real)),
    }


# -- the table ---------------------------------------------------------------------------------


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def read_gold(folder: Path) -> Gold:
    """Return the gold list of a folder."""
    contexts = [
        (row["doc"], int(row["start"]), int(row["end"])) for row in _rows(folder / "contexts.csv")
    ]
    return Gold(_rows(folder / "mentions.csv"), contexts)


def measure(
    names: Iterable[str], zonemap: str, reports: dict[str, str], gold: Gold
) -> Iterator[dict[str, Any]]:
    """Yield a row of the table for each reader, one after the other."""
    for name in names:
        if name in PEERS and importlib.util.find_spec(name) is None:
            yield {"name": name, "error": f"absent: {PIP_LINE}"}
            continue
        try:
            found, figures = (
                run_peer(name, reports) if name in PEERS else run_ours(zonemap, OURS[name], reports)
            )
        except (RuntimeError, OSError) as error:
            yield {"name": name, "error": str(error)}
            continue
        yield {"name": name, **score(found, gold), **figures}


HEAD = (
    f"{'reader':16}{'found':>6}{'hits':>6}{'same':>6}{'P':>7}{'R':>7}{'F1':>7}{'names':>7}"
    f"{'MB/s':>9}{'ours/it':>9}{'cold':>8}{'ours/it':>9}{'load s':>8}{'peak MB':>9}\n"
)


def _line(row: dict[str, Any], ours: dict[str, Any]) -> str:
    """Return a row for people; `ours` may lack the figures."""
    if "error" in row:
        return f"{row['name']:16}{row['error']}\n"
    warm, cold = (
        f"{ours[speed] / row[speed]:.2f}" if speed in ours else "-"
        for speed in ("mb_per_s", "cold_mb_per_s")
    )
    return (
        f"{row['name']:16}{row['found']:6}{row['hits']:6}{row['same']:6}"
        f"{row['precision']:7.3f}{row['recall']:7.3f}{row['f1']:7.3f}{row['names_f1']:7.3f}"
        f"{row['mb_per_s']:9.3f}{warm:>9}{row['cold_mb_per_s']:8.3f}{cold:>9}"
        f"{row['load_s']:8.2f}{row['peak_mb']:9.0f}\n"
    )


def verdict(table: list[dict[str, Any]]) -> str:
    """Return what does not hold, in one line; empty if all does."""
    good = {row["name"]: row for row in table if "error" not in row}
    peers = [row for name, row in good.items() if name in PEERS]
    if "zonemap" not in good:
        return "zonemap could not be measured"
    if not peers:
        return "there is no peer to compare with"
    us = good["zonemap"]
    best = max(peers, key=lambda row: float(row["names_f1"]))
    fastest = max(peers, key=lambda row: float(row["mb_per_s"]))
    lead = us["names_f1"] - best["names_f1"]
    wrong = []
    if lead < LEAST_LEAD:
        wrong.append(f"only {lead:.3f} ahead of {best['name']} (at least {LEAST_LEAD})")
    if us["mb_per_s"] < fastest["mb_per_s"]:
        ratio = fastest["mb_per_s"] / us["mb_per_s"]
        wrong.append(f"{fastest['name']} is {ratio:.1f} times as fast after loading")
    return "; ".join(wrong)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=Path, help="folder of the reports, DOC_*.txt in UTF-8")
    parser.add_argument("--gold", type=Path, help="folder of mentions.csv and contexts.csv")
    parser.add_argument("--peers", default=",".join(PEERS), help="some of them, with commas")
    parser.add_argument("--zonemap", default=str(Path(sys.executable).with_name("zonemap")))
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--work", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.reports is None or (arguments.gold is None and arguments.work is None):
        parser.error("--reports and --gold are needed: neither is part of the repository")
    arguments.peers = [name for name in arguments.peers.split(",") if name]
    unknown = set(arguments.peers) - set(PEERS)
    if unknown:
        parser.error(f"no such peer: {', '.join(sorted(unknown))}")
    return arguments


def main() -> int:
    """Return 0 if zonemap is ahead and as fast."""
    arguments = _arguments()
    if arguments.work is not None:
        work(arguments.work, arguments.reports)
        return 0
    gold = read_gold(arguments.gold)
    reports = {p.name.split("_")[0]: _text(p) for p in sorted(arguments.reports.glob("*_*.txt"))}
    missing = sorted({doc for doc, _start, _end in gold.contexts} - set(reports))
    if missing:
        sys.stderr.write(f"{arguments.reports}: no report {', '.join(missing)}\n")
        return 2
    table = list(measure([*OURS, *arguments.peers], arguments.zonemap, reports, gold))
    wrong = verdict(table)
    if arguments.json:
        sys.stdout.write(json.dumps({"readers": table, "fails": wrong}, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(HEAD + "".join(_line(row, table[0]) for row in table))
        sys.stdout.write(f"{wrong or 'holds'}\n")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
