"""The options of `zonemap publish`, and what it tells."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from layers.postgis.merging import Tally
    from layers.postgis.publishing import Publication

TEXT = "把交付的数据写入 PostGIS：建表、按编号更新，一次事务，要么全部要么不动"
_DONE = 0


def add_options(command: argparse.ArgumentParser) -> None:
    """Add what `publish` alone understands."""
    command.add_argument(
        "database", metavar="连接",
        help="postgresql://用户@主机:端口/库，或 host=… dbname=…；密码最好不写在这里："
             "用 ~/.pgpass，或写 - 从环境变量 ZONEMAP_DATABASE_URL（或 PGHOST 等）读",
    )  # fmt: skip
    command.add_argument(
        "bundle", nargs="?", type=Path, default=Path("handoff"), metavar="数据",
        help="zonemap handoff 写的文件夹或 .zip，或 build 的输出文件夹（默认 handoff）",
    )  # fmt: skip
    command.add_argument("--schema", default="zonemap", help="写在这个 schema 里（默认 zonemap）")
    command.add_argument(
        "--grant", action="append", default=[], metavar="角色", help="让这个角色可以读，可写多次"
    )
    command.add_argument("--dry-run", action="store_true", help="预演：做一遍再撤回，只说会改什么")
    command.add_argument(
        "--keep-missing", action="store_true",
        help="这一版没有的行留在原表（默认移到 retired 表）",
    )  # fmt: skip
    command.add_argument(
        "--force", action="store_true", help="这一版缺了库里一半以上的要素时也替换"
    )
    command.add_argument("--quiet", action="store_true", help="只说结果")


def run(
    args: argparse.Namespace,
    *,
    say: Callable[[object], None],
    warn: Callable[[object], None],  # noqa: ARG001 - every command has it
) -> int:
    """
    Run the command; return the exit code.

    Raises
    ------
    ZonemapError
        If nothing was published.
    """
    from layers.postgis.target import target_of  # noqa: PLC0415 - after --help

    target = target_of(args.database)
    from layers.postgis.publishing import Options, publish  # noqa: PLC0415 - psycopg is there now
    from layers.postgis.reading import read_bundle  # noqa: PLC0415

    bundle = read_bundle(args.bundle)
    tell = (lambda _: None) if args.quiet else say
    tell(f"读 {args.bundle}：版本 {bundle.version}")
    options = Options(
        schema=args.schema,
        grants=tuple(args.grant),
        keep_missing=args.keep_missing,
        force=args.force,
        dry_run=args.dry_run,
    )
    done = publish(bundle, target, options, say=tell)
    if not args.quiet:
        for line in _told(done):
            say(line)
    place = f"{done.place}，schema {args.schema}"
    if args.dry_run:
        say(f"预演，没有改动任何内容：{place}")
    elif done.changed:
        say(f"写入 {place}：版本 {bundle.version}")
    else:
        say(f"已经是版本 {bundle.version}，没有改动任何内容：{place}")
    return _DONE


def _told(done: Publication) -> Iterator[str]:
    """Yield what was made, and what happened to the rows."""
    yield from (f"  {words}" for words in done.made)
    yield from (f"  {_tallied(tally)}" for tally in done.tallies)


def _tallied(tally: Tally) -> str:
    kept = f"，留着 {tally.kept}" if tally.kept else ""
    return (
        f"{tally.table}：新增 {tally.inserted}，更新 {tally.updated}，移走 {tally.removed}，"
        f"未变 {tally.unchanged}{kept}"
    )
