"""
Measure `zonemap extract` on long and on malicious texts: time and memory of the whole command.

    python tests/bench/extract_scaling.py [--zonemap PATH] [--options=--blind] [--largest MB]

The texts are invented by a seeded generator in a scratch folder: reports of 0.1 to 100 MB, and
1 MB (counted as UTF-8) or a million characters of what hangs a careless reader. "net s" is the
time above that of a text of one sentence.

Exit code 1 if a malicious text takes, net, over 5 times as long as a report of the same size, if a
megabyte takes over twice as long in the largest report as in one of 1 MB, if the command fails or
takes more than the limit, or if the peak memory is over 400 MB + 16 MB for each MB of text.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from itertools import chain, cycle
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES = (0.1, 1.0, 10.0, 100.0)
LARGEST_RATIO = 5.0
LARGEST_GROWTH = 2.0
BASE_MB = 400
MB_PER_MB = 16
NOISE_S = 0.05  # two runs of the same command differ by so much
TRIES = 3
LONGEST = 20.0  # no further try after so many seconds

# -- a report that nobody wrote ----------------------------------------------------------------

SYLLABLES = "云松柏岚湖泉桐榆柳枫梅兰竹菊晴霁虹霞晨曦瑞祥和顺安宁永丰盛茂朝阳金玉银翠碧苍青白"
KINDS = ("公园", "小学", "医院", "大厦", "广场", "绿地", "科创园", "体育馆", "文化馆", "邻里中心")
STATES = ("已经开工", "建成开放", "完成结构封顶", "启动前期研究", "取得立项批复", "正在办理手续")
TOPICS = ("道路", "教育", "卫生", "绿化", "水务", "文旅", "交通", "住房")


def _name(dice: random.Random) -> str:
    return "".join(dice.choices(SYLLABLES, k=dice.choice((2, 2, 2, 3))))


def _clause(dice: random.Random) -> str:
    """Return a clause about one, some or no places."""
    form = dice.randrange(6)
    if form == 0:
        road, start, end = _name(dice), _name(dice), _name(dice)
        return f"{road}路（{start}路-{end}路）{dice.choice(STATES)}"
    if form == 1:
        places = "、".join(_name(dice) + dice.choice(KINDS) for _ in range(dice.randrange(2, 5)))
        return f"{places}等{dice.choice(STATES)}"
    if form == 2:
        plot = f"{_name(dice)}{dice.randrange(1, 300):03}-{dice.randrange(1, 30):02}地块"
        return f"{plot}{dice.choice(STATES)}"
    if form == 3:
        address = f"{_name(dice)}路{dice.randrange(1, 2000)}弄{_name(dice)}小区"
        return f"{address}加装电梯{dice.randrange(90)}台"
    if form == 4:
        share = dice.randrange(1, 999) / 10
        return f"本年度{dice.choice(TOPICS)}投入增长{share}%，比计划多{share / 2:.1f}个百分点"
    return f"有关单位继续做好{dice.choice(TOPICS)}方面的各项日常工作"


def _paragraph(dice: random.Random) -> str:
    return "。".join("；".join(_clause(dice) for _ in range(3)) for _ in range(3)) + "。\n\n"


def _table(dice: random.Random, number: int) -> str:
    rows = "".join(
        f"| {_name(dice)}片区 | <ul><li>{_clause(dice)}</li><li>{_clause(dice)}</li></ul> "
        f"| {dice.choice(STATES)} |\n"
        for _ in range(8)
    )
    title = f"表{number} {dice.choice(TOPICS)}项目进展"
    return f"{title}\n\n| 片区 | 主要进展 | 状态 |\n| --- | --- | --- |\n{rows}\n"


def report() -> Iterator[str]:
    """Yield the parts of an endless report; the same ones every time."""
    dice = random.Random(20260101)
    yield "# 某区工作报告\n\n"
    number = 0
    while True:
        number += 1
        yield f"## {number}. {dice.choice(TOPICS)}工作\n\n"
        for _ in range(6):
            yield _paragraph(dice)
        yield _table(dice, number)


# -- texts that hang a careless reader ---------------------------------------------------------


REPEATED = {
    "（": "（",
    "）": "）",
    "、": "、",
    "<": "<",
    "|": "|",
    "#": "#",
    "line breaks": "\n",
    "tabs": "\t",
    "blanks": " ",
    '"': '"',
    "《": "《",
    "-": "-",
    "digits": "1234567890",
    "1、": "1、",
    "1-2、": "1-2、",
    "路": "路",
    "中心": "中心",
    "项目": "项目",
    "letters": "a",
    "<li>": "<li>",
    "<td><td": "<td><td",
    "<!--": "<!--",
    "A路（B路-C路）": "松云路（柏岚路-湖泉路）",
    "A路、": "松云路、",
    "A路-": "松云路-",
    "A路与": "松云路与",
    "N号、": "松云路1号、",
    "rows": "| 松云路 |\n",
    "headings": "# 松云路\n",
}
"""Repeated up to 1 MB; a million times if it is one character."""


def _nested(opening: str, closing: str, core: str = "松云路") -> Iterator[str]:
    """Yield 1 MB of brackets in brackets."""
    depth = 1_000_000 // len((opening + closing).encode())
    yield opening * depth + core + closing * depth


def malicious() -> Iterator[tuple[str, str, float, Iterator[str]]]:
    """Yield a name, an extension, a size in MB and the parts of a text."""
    one_line = (part.replace("\n", "") for part in report())
    yield "one line", "txt", 1.0, one_line
    quoted = (part.replace("\n", "") for part in report())
    yield "one quotation", "txt", 1.0, chain(("“",), quoted)
    stops = dict.fromkeys(map(ord, "。；，、：\n"))
    yield "no stop", "txt", 1.0, (part.translate(stops) for part in report())
    for name, part in REPEATED.items():
        size = len(part.encode()) if len(part) == 1 else 1.0
        yield name, "txt", size, cycle((part * 1000,))
    yield "（（ ））", "txt", 1.0, _nested("（", "）")
    yield "<b></b>", "txt", 1.0, _nested("<b>", "</b>")
    yield "<div></div>", "html", 1.0, _nested("<div>", "</div>")
    yield "<table>", "html", 1.0, _nested("<table><tr><td>", "</td></tr></table>")
    yield "<li> in html", "html", 1.0, cycle(("<li>" * 1000,))


def write(path: Path, parts: Iterator[str], megabytes: float) -> float:
    """Write whole characters up to a size; return the size in MB."""
    left = size = round(megabytes * 1_000_000)
    with path.open("wb") as file:
        for part in parts:
            file.write(part.encode()[:left].decode(errors="ignore").encode())
            left -= len(part.encode())
            if left <= 0:
                break
    return min(size, size - left) / 1e6


# -- the measurement ---------------------------------------------------------------------------


class Run(NamedTuple):
    """A run of the command: `error` is empty if it ended well."""

    seconds: float
    peak_mb: float
    error: str


def once(command: list[str], limit: float) -> Run:
    """Run a command."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=said, stderr=said)
        timer = threading.Timer(limit, process.kill)
        timer.start()
        _pid, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        lines = said.read().decode(errors="replace").strip().splitlines()
    error = ""
    if process.returncode < 0:
        error = f"killed after {seconds:.0f} s"
    elif process.returncode > 1:
        error = (lines or ["failed without a word"])[-1]
    return Run(seconds, usage.ru_maxrss / 1024, error)


def best(command: list[str], limit: float) -> Run:
    """Return the quickest of some runs."""
    runs: list[Run] = []
    while len(runs) < TRIES and sum(run.seconds for run in runs) < LONGEST:
        runs.append(once(command, limit))
        if runs[-1].error:
            return runs[-1]
    return min(runs)


class Bench:
    """The command, a folder for its texts, and what did not hold."""

    def __init__(self, command: str, options: list[str], folder: Path, limit: float) -> None:
        self._command = command
        self._options = options
        self._folder = folder
        self._limit = limit
        self._start = 0.0
        self.failures: list[str] = []

    def measure(self, name: str, path: Path, megabytes: float, plain: float = 0.0) -> float:
        """Measure a text, print a line, note what does not hold; return the net time."""
        out = ["--out", str(self._folder / "out.csv")]
        run = best([self._command, "extract", str(path), *out, *self._options], self._limit)
        path.unlink()
        net = max(run.seconds - self._start, 0.001)
        bound = BASE_MB + MB_PER_MB * megabytes
        ratio = net / max(plain, NOISE_S) if plain else 0.0
        if run.error:
            self.failures.append(f"{name}: {run.error}")
        if run.peak_mb > bound:
            self.failures.append(f"{name}: {run.peak_mb:.0f} MB of memory (at most {bound:.0f})")
        if ratio > LARGEST_RATIO:
            self.failures.append(f"{name}: {ratio:.1f} times plain text (at most {LARGEST_RATIO})")
        sys.stdout.write(
            f"{name:20}{megabytes:8.1f}{run.seconds:9.2f}{net:9.2f}{megabytes / net:9.2f}"
            f"{run.peak_mb:9.0f}{f'{ratio:.2f}' if plain else '-':>8}  {run.error}\n"
        )
        sys.stdout.flush()
        return net

    def run(self, largest: float) -> None:
        """Measure everything."""
        sys.stdout.write(
            f"{'text':20}{'MB':>8}{'seconds':>9}{'net s':>9}{'MB/s':>9}{'peak MB':>9}{'ratio':>8}\n"
        )
        path = self._folder / "report.txt"
        path.write_text("# 某区工作报告\n\n松云路已经开工。\n", encoding="utf-8")
        self._start = self.measure("one sentence", path, 0.0)
        net = {}
        for size in (size for size in SIZES if size <= largest):
            write(path, report(), size)
            net[size] = self.measure("report", path, size)
        top = max(net)
        growth = net[top] / top / max(net[1.0], NOISE_S)
        sys.stdout.write(f"a megabyte of {top:g} takes {growth:.2f} times as long as one alone\n")
        if growth > LARGEST_GROWTH:
            self.failures.append(f"{top:g} MB: {growth:.1f} times as long for each megabyte")
        for name, extension, size, parts in malicious():
            path = self._folder / f"report.{extension}"
            megabytes = write(path, parts, size)
            self.measure(name, path, megabytes, net[1.0] * megabytes)


def main() -> int:
    """Return 0 if time and memory stay within the bounds."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--zonemap", default=str(Path(sys.executable).with_name("zonemap")))
    parser.add_argument("--options", default="", help="for the command, such as --options=--blind")
    parser.add_argument("--largest", type=float, default=SIZES[-1], help="MB, at least 1")
    parser.add_argument("--limit", type=float, default=600.0, help="seconds of one run")
    arguments = parser.parse_args()
    if shutil.which(arguments.zonemap) is None:
        parser.error(f"no such command: {arguments.zonemap}")
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(arguments.zonemap, arguments.options.split(), Path(scratch), arguments.limit)
        bench.run(max(1.0, arguments.largest))
    sys.stdout.write("".join(f"{line}\n" for line in bench.failures) or "holds\n")
    return int(bool(bench.failures))


if __name__ == "__main__":
    sys.exit(main())
