"""
What can go wrong with a database, as one plain line that holds no password.

* ZonemapError
  + PublishError   nothing was published; the database is as it was
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from seeds.errors import ZonemapError

if TYPE_CHECKING:
    import psycopg

    from layers.postgis.target import Target

UNCHANGED = "没有改动任何内容"
INSTALL = '写入 PostGIS 需要可选组件：pip install "zonemap[postgis]"'

_CONNECTING = (
    ('fatal:  database "', "没有这个库，或不许连接它"),
    ('fatal:  role "', "用户名或密码不对"),  # does not exist, or is not permitted to log in
    ("password authentication failed", "用户名或密码不对"),
    ("no password supplied", "服务器要密码，没有给"),
    ("no pg_hba.conf entry", "服务器不接受从这台机器、以这个用户连接（pg_hba.conf）"),
    ("authentication failed", "用户名或密码不对"),
    ("connection refused", "那里没有数据库在运行，或端口不对"),
    ("no such file or directory", "那里没有数据库在运行，或端口不对"),
    ("could not translate host name", "找不到这台主机"),
    ("failed to resolve host", "找不到这台主机"),
    ("name or service not known", "找不到这台主机"),
    ("no route to host", "网络不通"),
    ("network is unreachable", "网络不通"),
    ("timeout", "没有回应，可能被防火墙挡住"),
    ("timed out", "没有回应，可能被防火墙挡住"),
    ("too many", "服务器的连接已满，请稍后再试"),
    ("starting up", "服务器正在启动，请稍后再试"),
    ("shutting down", "服务器正在关闭"),
    ("ssl", "加密连接没有谈成，请检查 sslmode"),
    ("permission denied for database", "没有这个库，或不许连接它"),
)
"""What libpq and the server say, in lower case, and how it is said to a user; first match."""

_RUNNING = MappingProxyType(
    {
        "42501": "权限不够：要能在库里建 schema（或已有 schema 的 CREATE、USAGE），并拥有其中的表",
        "57014": "超过服务器的语句时限（statement_timeout），或被管理员取消",
        "57P01": "连接被管理员断开",
        "57P02": "服务器异常中止",
        "55P03": "有别的程序一直占着这些表（例如正在编辑的 QGIS），请等它提交后再试",
        "40P01": "和别的程序互相等待，请再试一次",
        "25006": "这个库是只读的（可能是备库），请连主库",
        "53100": "服务器的磁盘已满",
        "53200": "服务器的内存不够",
        "2BP01": "有别的对象依赖要改的表或视图",
        "23502": "有的列不许为空，交付的数据里没有它（可能是表里后来加的列）",
        "23505": "编号重复",
        "23514": "不合表上的约束（可能是后来加的）",
        "23503": "不合表上的外键（可能是后来加的）",
    }
)
"""SQLSTATE to what a user should know."""


class PublishError(ZonemapError):
    """Nothing was published, one plain Chinese line says why."""


def not_connected(error: psycopg.Error, target: Target) -> PublishError:
    """Return why there is no connection; what libpq says is shown only where it is not known."""
    said = str(error)
    last = said.rpartition("failed: ")[2].lower()  # without the host, which may be called `ssl`
    found = (words for sign, words in _CONNECTING if sign in last)
    reason = next(found, "") or target.hide(said)
    return PublishError(f"连不上数据库（{target.place}）：{reason}。{UNCHANGED}")


def not_done(error: psycopg.Error, target: Target, *, lost: bool) -> PublishError:
    """
    Return why a statement failed.

    Parameters
    ----------
    error
        What psycopg raised.
    target
        Where, and what must not be told.
    lost
        Whether the connection is gone.
    """
    state = error.sqlstate or ""
    reason = _RUNNING.get(state, "")
    if not reason and lost:
        reason = "和服务器的连接断了"
    if not reason:
        said = error.diag.message_primary or str(error)
        reason = f"数据库拒绝（{state or '没有代码'}）：{target.hide(said)}"
    elif error.diag.table_name or error.diag.column_name:
        where = filter(None, (error.diag.table_name, error.diag.column_name))
        reason = f"{reason}（{target.hide('.'.join(where))}）"
    return PublishError(f"{target.place}：{reason}。{UNCHANGED}")


def not_known(target: Target) -> PublishError:
    """Return what to say when the connection went while the database was asked to keep it all."""
    return PublishError(
        f"{target.place}：提交时连接断了，不知道是否已经写成（不会只写一半）；"
        "请再运行一次同样的命令，已经写成的不会再写"
    )
