"""
The command line: parse, wire, report.

The only module that prints. Exits 0 (done), 1 (done, with findings the user asked to fail on) or
2 (could not; one plain line on standard error).
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import re
import sys
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from maps import (
    approving,
    basemap_options,
    check_command,
    diff_command,
    extract_command,
    handoff_command,
    onlining,
    publish_command,
    serve_command,
)
from maps.text import plain_line, plain_text
from seeds.errors import ZonemapError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from maps.build import Build
    from seeds.district import District

DONE, FINDINGS, FAILED = 0, 1, 2
GARBAGE_AFTER = 50_000
"""So many new objects start a search for garbage; Python's own 700 costs a command a tenth."""
_REFUSALS = (
    (r"argument (.+?): invalid choice: '(.*?)' \(choose from (.+)\)", r"\1没有“\2”，可用 \3"),
    (r"argument (.+?): expected one argument", r"\1 后面还缺一个值"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 不能和 \2 一起用"),
    (r"argument (.+?): (.+)", r"\1 \2"),
    (r"one of the arguments (.+) is required", r"还缺其中一个：\1"),
    (r"the following arguments are required: (.+)", r"还缺 \1"),
    (r"unrecognized arguments: (.+)", r"不认识 \1"),
)
"""What argparse says, and how it is said to a user."""
_MODULES = {
    "handoff": handoff_command,
    "diff": diff_command,
    "publish": publish_command,
    "serve": serve_command,
}
"""Commands that are a module: `TEXT`, `add_options(parser)` and `run(args, say, warn)`."""


class _Parser(argparse.ArgumentParser):
    """A parser that refuses in one plain line."""

    def error(self, message: str) -> NoReturn:
        for pattern, words in _REFUSALS:
            found = re.fullmatch(pattern, message, re.DOTALL)
            if found is not None:
                message = found.expand(words)
                break
        self.exit(FAILED, f"zonemap: {message}；用法见 {self.prog} --help\n")


class _ShowVersion(argparse.Action):
    """Print the version, which is looked up only now, and end."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> NoReturn:  # noqa: ANN401
        from importlib.metadata import version  # noqa: PLC0415

        print(f"zonemap {version('zonemap')}", flush=True)
        parser.exit(DONE)


def build_parser() -> argparse.ArgumentParser:
    """Return the parser (a function, so that a test can compare it with the README)."""
    about = "把区县报告里的项目变成功能区地图和 GeoJSON。"
    parser: argparse.ArgumentParser = _Parser(prog="zonemap", description=about)
    parser.add_argument("--version", action=_ShowVersion, nargs=0, help="显示版本")
    commands = parser.add_subparsers(dest="command", required=True, metavar="命令")
    _add_outputs(commands)
    _add_extract(commands)
    _add_locate(commands)
    _add_check(commands)
    _add_gazetteer(commands)
    for name, module in _MODULES.items():
        command = commands.add_parser(name, help=module.TEXT, description=module.TEXT)
        module.add_options(command)
        if module is not publish_command:  # a bundle knows its district
            _add_district(command)
    return parser


def _add_outputs(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    for name, text in (
        ("build", "生成全部结果：地图、GeoJSON、清单、总览图；给出报告就先读报告"),
        ("layers", "只生成 GeoJSON 图层和清单；文件夹里原有的结果会被替换"),
        ("map", "只生成地图页面和总览图；文件夹里原有的结果会被替换"),
    ):
        command = commands.add_parser(name, help=text, description=text)
        _add_district(command)
        command.add_argument("--out", type=Path, default=Path("out"), help="输出文件夹（默认 out）")
        command.add_argument("--quiet", action="store_true", help="不显示进度条和小结")
        if name != "layers":
            approving.add_option(command)
        onlining.add_options(command, files="")
        if name != "layers":
            basemap_options.add_options(command)
        if name == "build":
            extract_command.add_reports(command, nargs="*")
            command.add_argument(
                "--fail-on-unlocated", action="store_true", help="有未上图的项目时退出码为 1"
            )


def _add_extract(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = "读报告，列出其中每一处地点及其出处"
    command = commands.add_parser("extract", help=text, description=text)
    extract_command.add_options(command)
    _add_district(command)


def _add_locate(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = "给出名称，回答在哪里、怎样找到、误差多少米"
    command = commands.add_parser("locate", help=text, description=text)
    command.add_argument("names", nargs="*", metavar="名称", help="如 裕德路（漕溪路-文定路）")
    command.add_argument(
        "--input", type=Path, help="成批：CSV，含 id,name 两列，可另有 kind,zone,…"
    )
    command.add_argument("--out", type=Path, help="成批：写到这个 GeoJSON 文件")
    command.add_argument("--json", action="store_true", help="每个名称输出一行 JSON")
    onlining.add_options(command, files="成批时")
    _add_district(command)


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = check_command.TEXT
    command = commands.add_parser("check", help=text, description=text)
    check_command.add_options(command)
    _add_district(command)


def _add_gazetteer(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = "地名库：重建，或查看"
    command = commands.add_parser("gazetteer", help=text, description=text)
    actions = command.add_subparsers(dest="action", required=True, metavar="动作")
    text = "由 OSM 数据重建地名库"
    make = actions.add_parser("build", help=text, description=text)
    source = make.add_mutually_exclusive_group(required=True)
    source.add_argument("--geojson", type=Path, metavar="DIR", help="OSM 提取的 GeoJSON 文件夹")
    source.add_argument("--osm", type=Path, metavar="FILE", help=".osm 或 .osm.pbf 文件，可压缩")
    source.add_argument("--place", help="联网：Overpass 上的地名，如 上海市徐汇区")
    source.add_argument(
        "--bbox", type=_bbox, metavar="西,南,东,北", help="联网：Overpass 上的范围，度"
    )
    make.add_argument("--date", action="append", type=_date, metavar="文件=日期", default=[],
                      help="GeoJSON 文件夹中某个文件的数据日期，如 roads=2026-03-08")  # fmt: skip
    make.add_argument("--endpoint", help="Overpass 服务地址")
    make.add_argument("--nominatim", help="Nominatim 服务地址")
    make.add_argument("--cache", type=Path, metavar="DIR", help="联网应答的缓存文件夹")
    make.add_argument("--offline", action="store_true", help="不联网，只用 --cache 里的答复")
    make.add_argument("--out", type=Path, help="写到这里（默认是该区的 gazetteer 文件夹）")
    make.add_argument("--force", action="store_true", help="数据明显少于原有地名库时也替换")
    make.add_argument("--quiet", action="store_true", help="不显示进度条和变化")
    _add_district(make)
    text = "量出各种定位方法的误差，重写区县文件夹里的 accuracy.csv"
    check = actions.add_parser("calibrate", help=text, description=text)
    check.add_argument(
        "--truth", type=Path, metavar="FILE", help="已知位置：CSV，含 id,type,name,road,…,lon,lat"
    )
    check.add_argument("--out", type=Path, help="写到这里（默认是该区的 accuracy.csv）")
    check.add_argument("--plot", type=Path, metavar="FILE", help="另画可靠性图：.svg 或 .png")
    _add_district(check)
    text = "把名称和说明的英文写法、拼音做好，写入区县文件夹的 english.csv，以后生成更快"
    names = actions.add_parser("english", help=text, description=text)
    names.add_argument("--out", type=Path, help="写到这里（默认是该区的 english.csv）")
    _add_district(names)
    text = "地名库里有什么、哪一天的数据"
    info = actions.add_parser("info", help=text, description=text)
    _add_district(info)


def _add_district(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--district", type=Path, metavar="DIR", help="区县文件夹（默认用随附的一个区）"
    )


def _bbox(text: str) -> tuple[float, float, float, float]:
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"应为“西,南,东,北”四个数，实际是 {text!r}") from None
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):  # noqa: PLR2004
        raise argparse.ArgumentTypeError(f"应为 西<东、南<北 的经纬度，实际是 {text!r}")
    return west, south, east, north


def _date(text: str) -> tuple[str, str]:
    name, equals, date = text.partition("=")
    if not (name and equals and date):
        raise argparse.ArgumentTypeError(f"应为“文件=日期”，如 roads=2026-03-08，实际是 {text!r}")
    return name, date


def main(argv: Sequence[str] | None = None) -> int:
    """
    Run one command.

    Returns
    -------
    0 done, 1 done with findings the user asked to fail on, 2 could not.
    """
    gc.set_threshold(GARBAGE_AFTER)
    if isinstance(sys.stdout, io.TextIOWrapper):  # a terminal that cannot show Chinese
        sys.stdout.reconfigure(errors="backslashreplace")
    runs: dict[str, Callable[[argparse.Namespace], int]] = {
        "build": _build,
        "layers": _build,
        "map": _build,
        "extract": _extract,
        "locate": _locate,
        "check": _check,
        "gazetteer": _gazetteer,
        **{name: partial(_run, module.run) for name, module in _MODULES.items()},
    }
    try:
        args = build_parser().parse_args(argv)
        code = runs[args.command](args)
        if sys.stdout is not None:  # closed by who started the program
            sys.stdout.flush()
    except ZonemapError as error:
        _refuse(error)
    except KeyboardInterrupt:
        _refuse("已中断，没有写出任何文件")
    except BrokenPipeError:  # the reader of a pipe went away: nothing to say to it
        _silence_stdout()
    except OSError as error:  # without a file name it is standard output, such as a full disk
        _refuse(f"{error.filename or '标准输出'}：读写失败（{error.strerror}）")
        if error.filename is None:
            _silence_stdout()
    else:
        return code
    return FAILED


def _run(run: Callable[..., int], args: argparse.Namespace) -> int:
    """Run a command that is a module; every line it says goes through the door for terminals."""
    return run(args, say=_say, warn=_warn)


def _say(line: object) -> None:
    print(plain_line(str(line)), flush=True)


def _warn(line: object) -> None:
    print(f"zonemap: {plain_text(line)}", file=sys.stderr, flush=True)


def _refuse(reason: object) -> int:
    """Say in one line why nothing was done, or what was left out."""
    print(f"zonemap: {plain_text(reason)}", file=sys.stderr)
    return FAILED


def _silence_stdout() -> None:
    """Let what is still to be said go nowhere, so that the end of the program is quiet."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _district_of(args: argparse.Namespace) -> District:
    from seeds.district import load_district  # noqa: PLC0415

    return load_district(args.district)


# --- build, layers, map ----------------------------------------------------------------------


def _build(args: argparse.Namespace) -> int:
    from layers.outputs import OutputFolder  # noqa: PLC0415
    from maps.progress import bar  # noqa: PLC0415
    from maps.studio import beside, here  # noqa: PLC0415

    if args.command == "build" and args.encoding and not args.reports:
        return _refuse("build 的 --encoding 要和报告一起用")
    online = onlining.online_of(args, files=True, say=_refuse)
    below = [] if args.command == "layers" else basemap_options.basemaps_of(args)
    target = OutputFolder(args.out)
    target.check()
    with ExitStack() as stack:
        # First of all, so that the second process is ready when there is something to draw.
        render = here if args.command == "layers" else stack.enter_context(beside())
        from maps import build as job  # noqa: PLC0415

        parts = {
            "build": job.EVERYTHING,
            "layers": frozenset({job.LAYERS}),
            "map": frozenset({job.MAPS}),
        }[args.command]
        district = _district_of(args)
        if args.command != "layers":
            district = approving.approved(district, args.approval)
        if args.command == "build" and args.reports:
            from maps.extracting import entered  # noqa: PLC0415

            district = entered(district, args.reports, encoding=args.encoding)
        progress = None if args.quiet else stack.enter_context(bar("定位"))
        made = job.build(
            district, parts=parts, progress=progress, render=render, online=online, basemaps=below
        )
    target.write(made.files)
    _report(made, args)
    unlocated = args.command == "build" and args.fail_on_unlocated and made.atlas.unlocated
    return FINDINGS if unlocated else DONE


def _report(made: Build, args: argparse.Namespace) -> None:
    """Say what was built, and what the picture lacks."""
    from maps.fonts import NO_FONT, chinese_font  # noqa: PLC0415
    from maps.summary import summary  # noqa: PLC0415

    if "overview.png" in made.files and chinese_font() is None:
        print(f"zonemap: {NO_FONT}", file=sys.stderr)
    for remark in made.remarks:
        print(f"zonemap: {plain_text(remark)}", file=sys.stderr)
    if not args.quiet:
        print(*map(plain_line, summary(made, args.out).splitlines()), sep="\n")


# --- extract ---------------------------------------------------------------------------------


def _extract(args: argparse.Namespace) -> int:
    reason = extract_command.refusal(args)
    if reason:
        return _refuse(reason)
    from layers.outputs import check_file  # noqa: PLC0415
    from maps import extracting  # noqa: PLC0415

    for path in extract_command.targets(args):
        check_file(path)
    district = None if args.blind else _district_of(args)
    extraction = extracting.Extraction(district, encoding=args.encoding)
    documents = extraction.documents(args.reports)
    if args.text:
        _print_exactly(documents[0].text)
        return DONE
    extract_command.write(args, extraction, documents)
    if not args.quiet:
        for tally in extraction.tallies:
            print(extracting.summary(tally))
        for path in extract_command.targets(args):
            print(f"写入 {plain_text(path)}")
    return DONE


def _print_exactly(text: str) -> None:
    """Print a text; a file or a pipe gets it as UTF-8 with the line ends it has."""
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    print(text, end="")


# --- locate ----------------------------------------------------------------------------------


def _locate(args: argparse.Namespace) -> int:
    from maps.asking import Asker, told  # noqa: PLC0415

    if bool(args.names) == bool(args.input):
        return _refuse("locate 要么给出名称，要么用 --input 给一个 CSV 文件")
    if bool(args.input) != bool(args.out):
        return _refuse("locate 的 --input 和 --out 要一起用：CSV 文件和 GeoJSON 文件")
    if args.input and os.path.realpath(args.input) == os.path.realpath(args.out):
        return _refuse("locate 的 --input 和 --out 不能是同一个文件")
    if not all(name.strip() for name in args.names):
        return _refuse("locate 的名称不能为空")
    online = onlining.online_of(args, files=bool(args.input), say=_refuse)
    asker = Asker(_district_of(args), online)
    if args.input:
        from layers.outputs import write_file  # noqa: PLC0415

        text, found, total = asker.batch(args.input)
        write_file(args.out, text)
        print(f"{total} 个名称，找到 {found} 个，写入 {plain_text(args.out)}")
        return DONE
    for name in args.names:
        print(told(*asker.ask(name), as_json=args.json))
    return DONE


# --- check -----------------------------------------------------------------------------------


def _check(args: argparse.Namespace) -> int:
    checks = check_command.FileChecks(_district_of(args), args)
    failed = False
    for path in args.files:
        try:
            for line in checks.lines(path):
                print(line)
        except ZonemapError as error:  # the other files are checked all the same
            failed = True
            _refuse(error)
    if not args.json:
        print(checks.last())
    if failed:
        return FAILED
    return FINDINGS if checks.failed else DONE


# --- gazetteer -------------------------------------------------------------------------------


def _gazetteer(args: argparse.Namespace) -> int:
    from maps.gazetteering import described, refreshed, stage_count  # noqa: PLC0415

    if args.action == "info":
        print(described(_district_of(args)))
        return DONE
    if args.action == "calibrate":
        return _calibrate(args)
    if args.action == "english":
        return _english(args)
    from layers.outputs import OutputFolder  # noqa: PLC0415
    from maps.progress import stages  # noqa: PLC0415
    from maps.refresh_text import told  # noqa: PLC0415

    district = _district_of(args)
    target = OutputFolder(args.out or district.folder / "gazetteer")
    target.check()
    with ExitStack() as stack:
        say = (lambda _: None) if args.quiet else stack.enter_context(stages(stage_count(args)))
        made = refreshed(district, args, say)
        say("写入")
        target.write(made.files)
    if made.remark:
        print(f"zonemap: {plain_text(made.remark)}", file=sys.stderr)
    size = sum(len(text.encode()) for text in made.files.values()) / 1e6
    print(f"地名库写入 {plain_text(target.path)}：{len(made.files)} 个文件，{size:.2f} MB")
    if made.changes is not None and not args.quiet:
        print(*map(plain_line, told(made.changes)), sep="\n")
    return DONE


def _english(args: argparse.Namespace) -> int:
    from layers.outputs import check_file, write_file  # noqa: PLC0415
    from maps.english_table import english_table  # noqa: PLC0415

    district = _district_of(args)
    path = args.out or district.folder / "english.csv"
    check_file(path)
    write_file(path, english_table(district))
    print(f"写入 {plain_text(path)}")
    return DONE


def _calibrate(args: argparse.Namespace) -> int:
    from layers.outputs import write_files  # noqa: PLC0415
    from maps import calibrating  # noqa: PLC0415

    district = _district_of(args)
    errors = calibrating.measured(district, args.truth)
    table = args.out or district.folder / "accuracy.csv"
    files: dict[Path, tuple[str | bytes]] = {table: (calibrating.table(errors),)}
    if args.plot:
        files[args.plot] = (calibrating.picture(errors, args.plot),)
    write_files(files)
    print(calibrating.told(errors))
    for path in files:
        print(f"写入 {plain_text(path)}")
    return DONE


if __name__ == "__main__":
    sys.exit(main())
