"""
Outputs are written whole or not at all; what stood there before stays until the new set is ready.

A folder is staged beside its target and takes its place by renaming. Files in the folder that are
not ours come along; files of ours that an earlier build listed in `manifest.json` do not.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from layers.errors import OutputError
from layers.swap import exchange, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
FOREIGN_LIMIT = 2000
REASONS = {
    errno.ENOSPC: "磁盘已满，请腾出空间后重试",
    errno.EDQUOT: "磁盘配额已用完，请腾出空间后重试",
    errno.EACCES: "没有写入权限，请换一个文件夹或改权限",
    errno.EPERM: "没有写入权限，请换一个文件夹或改权限",
    errno.EROFS: "所在的盘是只读的，请换一个文件夹",
    errno.EBUSY: "文件夹正被占用（可能是挂载点），请改用它下面的子文件夹",
    errno.ENAMETOOLONG: "名称过长，请换一个短些的",
    errno.EEXIST: "里面有不属于输出的同名文件或文件夹，请移走后重试",
    errno.ENOTDIR: "路径中有一段是文件，应为文件夹",
}


@dataclass(frozen=True, slots=True)
class Listing:
    """
    What the manifest of a set of files says beside their names, sizes and checksums.

    Parameters
    ----------
    head
        Further members of the manifest.
    notes
        Further members of a file's entry, by path.
    sums
        Whether a `SHA256SUMS` for `sha256sum --check` is added; it lists all but itself, and the
        manifest names it without a checksum.
    """

    head: Mapping[str, Any] = field(default_factory=dict)
    notes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    sums: bool = False

    def sealed(self, contents: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return the files together with their manifest, and with their checksums if wanted."""
        files: dict[str, Any] = {
            name: {"bytes": len(contents[name]), "sha256": _sha256(contents[name])}
            | dict(self.notes.get(name, {}))
            for name in sorted(contents)
        }
        if self.sums:
            files[SUMS] = {"sha256": None}
        text = json.dumps({**self.head, "files": files}, ensure_ascii=False, indent=1) + "\n"
        found = {**contents, MANIFEST: text.encode("utf-8")}
        if self.sums:
            rows = (f"{_sha256(found[name])}  {name}\n" for name in sorted(found))
            found[SUMS] = "".join(rows).encode("utf-8")
        return found


@dataclass(frozen=True, slots=True)
class OutputFolder:
    """
    A folder that holds one build.

    Parameters
    ----------
    path
        The folder; it is made if it is missing, the folder above it must be there.
    """

    path: Path

    def check(self) -> None:
        """
        Refuse a target that cannot work, before anything is computed.

        Raises
        ------
        OutputError
            If the target is a file, holds the current folder, the folder above is missing or not
            writable, or too many files in it are not ours.
        """
        target = self._target()
        _check_parent(target.parent)
        if target.exists():
            if not target.is_dir():
                raise OutputError("应为文件夹，实际是文件；请换一个名称", path=str(self.path))
            if Path.cwd().is_relative_to(target):
                message = "是当前文件夹或其上级，不能整体替换；请写成子文件夹，例如 ./out"
                raise OutputError(message, path=str(self.path))
            if not os.access(target, os.W_OK | os.X_OK):
                raise OutputError(REASONS[errno.EACCES], path=str(self.path))
            self._check_foreign(target)

    def write(self, files: Mapping[str, str | bytes], *, listing: Listing | None = None) -> None:
        """
        Write a set of files, replacing the earlier build; all of them or none.

        Parameters
        ----------
        files
            Content by path below the folder (`geojson/points.geojson`); text is written as UTF-8
            with its line feeds as they are. `manifest.json` is added.
        listing
            What the manifest says beside names and checksums.

        Raises
        ------
        OutputError
            If anything cannot be written; the folder is then as it was before.
        """
        contents = {name: _bytes(content) for name, content in files.items()}
        self._check_names(contents)
        self.check()
        contents = (listing or Listing()).sealed(contents)
        target = self._target()
        with contextlib.suppress(OSError):  # what cannot be tidied does not keep us from writing
            tidy(target)
        stage, aside = _beside(target, "new"), _beside(target, "old")
        try:
            _stage(stage, contents)
            if target.exists():
                _bring_along(target, stage, contents)
                shutil.copymode(target, stage)
            _swap(stage, target, aside)
        except OSError as error:
            raise _told(error, self.path) from error
        finally:
            shutil.rmtree(stage, ignore_errors=True)

    def _target(self) -> Path:
        """Return the real folder; a link keeps pointing at it."""
        try:
            return self.path.resolve()
        except (OSError, RuntimeError) as error:
            raise OutputError("路径无法解析，请换一个", path=str(self.path)) from error

    def _check_names(self, contents: Mapping[str, bytes]) -> None:
        """Refuse paths that leave the folder."""
        for name in contents:
            if not _safe(name) or name in {MANIFEST, SUMS}:
                raise OutputError(f"文件名 {name!r} 不能用在输出里", path=str(self.path))

    def _check_foreign(self, target: Path) -> None:
        """Refuse a folder that is plainly something else."""
        ours = _earlier(target)  # a build may hold many map tiles
        foreign = (name for name in _walk(target) if name not in ours)
        for count, _ in enumerate(foreign, start=1):
            if count > FOREIGN_LIMIT:
                message = f"里面已有超过 {FOREIGN_LIMIT} 个文件，不像是输出文件夹；请换一个"
                raise OutputError(message, path=str(self.path))


def write_file(path: Path, content: str | bytes) -> None:
    """
    Write one file whole or not at all.

    Parameters
    ----------
    path
        The file; the folder above it must be there.
    content
        Text is written as UTF-8.

    Raises
    ------
    OutputError
        If it cannot be written; an earlier file is then as it was before.
    """
    write_files({path: (content,)})


def check_file(path: Path) -> None:
    """
    Refuse a file that cannot be written, before anything is computed.

    Raises
    ------
    OutputError
        If the folder above is missing or not writable, or the path is no plain file.
    """
    _check_parent(_real(path).parent)
    if path.is_dir():
        raise OutputError("应为文件，实际是文件夹；请写上文件名", path=str(path))
    if path.exists() and not path.is_file():
        raise OutputError("应为普通文件，实际是设备或管道；请换一个", path=str(path))


def write_files(files: Mapping[Path, Iterable[str | bytes]]) -> None:
    """
    Write files whole, all or none, part by part, so that they need not fit into memory.

    Parameters
    ----------
    files
        What each holds, in order; text is written as UTF-8, the folder above must be there. An
        error while the parts are made leaves earlier files as they were.

    Raises
    ------
    OutputError
        If one cannot be written; earlier files are then as they were before.
    """
    staged: dict[Path, Path] = {}
    try:
        for path, parts in files.items():
            check_file(path)
            staged[path] = _beside(_real(path), "new")
            with _telling(path):
                _write_bytes(staged[path], (_bytes(content) for content in parts))
        for path, part in staged.items():
            with _telling(path):
                part.replace(_real(path))
    finally:
        for part in staged.values():
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)


@contextlib.contextmanager
def _telling(path: Path) -> Iterator[None]:
    """Turn a failure into one plain sentence about a file."""
    try:
        yield
    except OSError as error:
        raise _told(error, path) from error


def _real(path: Path) -> Path:
    """Return the file that a link stands for; one that leads in a circle stands for itself."""
    return Path(os.path.realpath(path))


def _check_parent(parent: Path) -> None:
    """Refuse a parent that is missing, is a file or cannot be written to."""
    if not parent.exists():
        raise OutputError("上级文件夹不存在，请先建好", path=str(parent))
    if not parent.is_dir():
        raise OutputError("上级应为文件夹，实际是文件", path=str(parent))
    if not os.access(parent, os.W_OK | os.X_OK):
        raise OutputError("上级文件夹没有写入权限，请换一个或改权限", path=str(parent))


def _bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content


def _safe(name: str) -> bool:
    """Tell whether a name is a plain path below the folder."""
    parts = PurePosixPath(name).parts
    return bool(parts) and not name.startswith("/") and not {"..", "."} & set(name.split("/"))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _beside(target: Path, what: str) -> Path:
    """Return a name in the same folder that nothing bears."""
    stem = f".{target.name}.{os.getpid()}.{what}"
    names = (target.with_name(f"{stem}{number or ''}") for number in range(1000))
    return next(path for path in names if not os.path.lexists(path))


def _stage(stage: Path, contents: Mapping[str, bytes]) -> None:
    """Write all files below a new folder and make sure that they are on the disk."""
    stage.mkdir()
    for name, content in contents.items():
        path = stage.joinpath(*PurePosixPath(name).parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_bytes(path, (content,))
    for folder in [stage, *(path for path in sorted(stage.rglob("*")) if path.is_dir())]:
        _sync_folder(folder)


def _write_bytes(path: Path, contents: Iterable[bytes]) -> None:
    """Write a file and wait until the disk has it."""
    with path.open("xb") as file:
        file.writelines(contents)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the entries of a folder last; where a system cannot, it need not."""
    with contextlib.suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _walk(folder: Path) -> Iterator[str]:
    """Yield the files and links below a folder as relative POSIX paths; links are not followed."""
    for here, folders, files in os.walk(folder):
        folders.sort()
        linked = [name for name in folders if (Path(here) / name).is_symlink()]
        for name in sorted([*files, *linked]):
            yield (Path(here) / name).relative_to(folder).as_posix()


def _bring_along(old: Path, stage: Path, contents: Mapping[str, bytes]) -> None:
    """Link or copy into the stage what stands in the old folder and is not ours."""
    ours = _earlier(old)
    for name in _walk(old):
        if name in contents or (name in ours and _is_unchanged(old / name, ours[name])):
            continue
        target = stage / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            raise FileExistsError(errno.EEXIST, "in the way", name)
        _link_or_copy(old / name, target)
    for folder in sorted(path for path in old.rglob("*") if path.is_dir()):
        if not any(folder.iterdir()):
            (stage / folder.relative_to(old)).mkdir(parents=True, exist_ok=True)


def _earlier(folder: Path) -> dict[str, str | None]:
    """
    Return the checksums of the files that an earlier build wrote; empty if it left no list.

    None stands for a file whose checksum is not listed.
    """
    try:
        listed = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
        sums = {str(name): entry["sha256"] for name, entry in listed.items()}
        return {name: None if value is None else str(value) for name, value in sums.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _is_unchanged(path: Path, checksum: str | None) -> bool:
    """Tell whether a file is still as we wrote it; one that somebody edited is theirs."""
    if path.is_symlink():
        return False
    return checksum is None or _sha256(path.read_bytes()) == checksum


def _link_or_copy(source: Path, target: Path) -> None:
    """Bring one file or link along, by a hard link where the disk allows it."""
    if source.is_symlink():
        target.symlink_to(source.readlink())
        return
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _swap(stage: Path, target: Path, aside: Path) -> None:
    """Put the stage in the place of the target; on failure the old folder comes back."""
    if not target.exists():
        stage.rename(target)
        return
    if exchange(stage, target):
        return  # what stood there is the stage now, and is cleared away with it
    target.rename(aside)
    try:
        stage.rename(target)
    finally:
        if not target.exists():
            aside.rename(target)
    shutil.rmtree(aside, ignore_errors=True)


def _told(error: OSError, path: Path) -> OutputError:
    """Return the failure as one plain sentence."""
    reason = REASONS.get(error.errno or 0, f"写不进去（{error.strerror or error}）")
    return OutputError(f"{reason}。没有写出任何文件，原有内容未动", path=str(path))
