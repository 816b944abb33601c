"""Every rule of the check: its stable name, how grave it is, and the mend."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from layers.checking.finding import ERROR, NOTE, WARNING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Rule(NamedTuple):
    """
    One rule.

    Attributes
    ----------
    id
        Stable English word, the same in every edition of the program.
    severity
        `ERROR`, `WARNING` or `NOTE`.
    mend
        What to do, Chinese, where the finding says nothing more exact.
    fixed
        Whether `--fix` can mend it; a finding may still say that here it cannot.
    """

    id: str
    severity: str
    mend: str
    fixed: bool = False


_ANEW = "在原软件里修好后重新导出"
_FIX = "可用 --fix 写出修好的副本"
_ASK = "请向提供者核实"
_FILE = (
    Rule("empty-file", ERROR, "看看文件是否下载或导出完整"),
    Rule("encoding", ERROR, "另存为 UTF-8"),
    Rule("bom", WARNING, "另存为不带 BOM 的 UTF-8，或用 --fix", fixed=True),
    Rule("not-json", ERROR, "看看文件是否完整，再重新导出"),
    Rule("too-deep", ERROR, "重新导出，属性不要层层嵌套"),
    Rule("number-too-long", ERROR, "重新导出，数字不要超过 4300 位"),
    Rule("other-format", ERROR, "用 GIS 软件转换成 GeoJSON（RFC 7946）"),
    Rule("duplicate-key", ERROR, "各软件取哪一个不一定，请只留一个"),
    Rule("not-finite", ERROR, "JSON 里没有 NaN 和 Infinity；没有值请写 null"),
    Rule("file-name", NOTE, "ArcGIS 按后缀选读法，请改为 .geojson"),
    Rule("line-ends", NOTE, "统一为换行 LF"),
    Rule("member-large", NOTE, "不认识这个成员的软件会白白读它，可移到别的文件"),
)
_STRUCTURE = (
    Rule("type-missing", ERROR, "按 RFC 7946 写上 type"),
    Rule("type-case", ERROR, f"大小写要和 RFC 7946 一致；{_FIX}", fixed=True),
    Rule("type-unknown", ERROR, "应为 FeatureCollection、Feature 或七种几何之一"),
    Rule("features-missing", ERROR, "FeatureCollection 要有数组 features"),
    Rule("not-a-feature", ERROR, "features 里每一项都应为 Feature"),
    Rule("nested-collection", ERROR, "把里层的要素并到外层 features 里"),
    Rule("geometry-missing", ERROR, f"没有图形请写 null；{_FIX}", fixed=True),
    Rule("properties-missing", ERROR, f"没有属性请写 null；{_FIX}", fixed=True),
    Rule("properties-type", ERROR, "properties 应为对象或 null"),
    Rule("member-forbidden", ERROR, "RFC 7946 第 7.1 节不许，请改名或删去"),
    Rule("crs-member", WARNING, f"RFC 7946 已取消 crs，一律是 WGS-84；请删去，{_FIX}", fixed=True),
    Rule("crs-other", ERROR, f"转换到 WGS-84 经纬度后删去 crs；{_FIX}", fixed=True),
    Rule("bbox-invalid", ERROR, f"应为 4 个或 6 个数：西、南、东、北；{_FIX}", fixed=True),
    Rule("bbox-wrong", ERROR, f"请按坐标重算；{_FIX}", fixed=True),
    Rule("id-type", ERROR, "id 应为文字或数字"),
    Rule("id-duplicate", ERROR, "每个要素的 id 应不同"),
    Rule("id-differs", WARNING, "两处应一致，否则各软件认的不是同一个"),
    Rule("id-missing", NOTE, "没有 id，下一版就对不上号；请由数据提供者编号"),
)
_GEOMETRY = (
    Rule("unreadable", ERROR, _ANEW),
    Rule("geometry-type", ERROR, "应为 RFC 7946 七种几何之一"),
    Rule("coordinates-missing", ERROR, _ANEW),
    Rule("geometries-missing", ERROR, "GeometryCollection 要有数组 geometries"),
    Rule("coordinates-depth", ERROR, "方括号的层数要和几何类型相符"),
    Rule("coordinate-type", ERROR, "坐标应为数字，不加引号，不写 null"),
    Rule("position-short", ERROR, "每个位置至少要有经度、纬度两个数"),
    Rule("position-extra", WARNING, "RFC 7946 只到高程为止，多的数请移到属性"),
    Rule("mixed-dimensions", WARNING, "一个图形里要么都有高程，要么都没有"),
    Rule("too-few-positions", ERROR, _ANEW),
    Rule("unclosed-ring", ERROR, f"环的末点要与首点相同；{_FIX}", fixed=True),
    Rule("winding", WARNING, f"外环应逆时针，内环应顺时针；{_FIX}", fixed=True),
    Rule("self-intersection", ERROR, f"请改正边界；{_FIX}", fixed=True),
    Rule("hole-outside", ERROR, "请在原软件里改正洞的位置"),
    Rule("parts-overlap", ERROR, f"请合并重叠的部分；{_FIX}", fixed=True),
    Rule("zero-area", ERROR, _ANEW),
    Rule("zero-length", ERROR, _ANEW),
    Rule("repeated-point", NOTE, f"多余的点可删去；{_FIX}", fixed=True),
    Rule("spike", NOTE, "看看是否手误"),
    Rule("vertex-outlier", WARNING, "看看这个点的坐标是否写错"),
    Rule("precision", NOTE, f"7 位小数已到 1 厘米；{_FIX}", fixed=True),
    Rule("low-precision", NOTE, "小数不到 4 位，误差可达百米；看看是否取整过"),
    Rule("geometry-null", NOTE, "没有图形的要素有的格式收不下，可另列一张表"),
    Rule("geometry-empty", NOTE, "空的图形有的软件读不了，宜写 null"),
    Rule("geometry-collection", NOTE, "ArcGIS 读不了 GeometryCollection，请按类型分开"),
    Rule("collection-nested", WARNING, "RFC 7946 不宜层层嵌套，请展开"),
    Rule("mixed-types", NOTE, "ArcGIS 一次只导入一种，宜分成几个文件"),
    Rule("mixed-multi", NOTE, "宜统一写成 Multi 类型"),
    Rule("duplicate-geometry", NOTE, "看看是否重复录入"),
    Rule("no-geometry", NOTE, ""),
)
_PROPERTIES = (
    Rule("property-keys", NOTE, "每个要素的字段宜相同，没有值写 null"),
    Rule("property-types", NOTE, "一个字段宜只有一种类型"),
    Rule("property-nested", NOTE, "表格软件收不下对象和数组，宜拆成几个字段，或用分号连成文字"),
    Rule("text-long", NOTE, "Shapefile 的文字最多 254 字节，会被截断"),
    Rule("field-case", WARNING, "数据库和 GeoPackage 不分大小写，请改名"),
    Rule("field-name", NOTE, "Shapefile 的字段名最多 10 字节，会被截断，宜另起英文短名"),
    Rule("number-as-text", NOTE, "宜写成数字，不加引号"),
    Rule("date-format", NOTE, "日期宜写成 2024-05-01"),
    Rule("text-padded", NOTE, "首尾的空白会使对照落空，宜删去"),
    Rule("mojibake", WARNING, "编码读错过，请用正确的编码重新导出"),
    Rule("control-characters", WARNING, "看不见的控制字符请删去"),
)
_PLACE = (
    Rule("axes-swapped", ERROR, "GeoJSON 应为（经度, 纬度），请对调", fixed=True),
    Rule("projected-metres", ERROR, "GeoJSON 应为 WGS-84 经纬度，请先转换再导出", fixed=True),
    Rule(
        "not-degrees",
        ERROR,
        "问明坐标系；上海2000等城市坐标系要由测绘管理部门转换到 WGS-84",
    ),
    Rule("out-of-range", ERROR, "经度应在 ±180 之内，纬度应在 ±90 之内"),
    Rule("datum-shift", ERROR, "请先转换到 WGS-84，再用这个文件"),
    Rule("datum-unsure", NOTE, "请向提供者问明坐标系"),
    Rule("outside-district", NOTE, "看看是不是别处的文件，或用 --district 指明区县文件夹"),
    Rule("stray-feature", WARNING, "看看是不是坐标写错，或本来就不属于本区"),
    Rule("null-island", WARNING, "没有坐标请写 null，不要写 0, 0"),
)
_OURS = (
    Rule("schema-columns", ERROR, "字段见数据字典；没有值写 null，不要删去字段"),
    Rule("schema-type", ERROR, "类型见数据字典"),
    Rule("schema-required", ERROR, "这个字段不能为空，见数据字典"),
    Rule("schema-value", ERROR, "只能用数据字典里列出的词"),
    Rule("schema-pattern", ERROR, "写法见数据字典"),
    Rule("schema-geometry", WARNING, _ASK),
    Rule("zone-consistency", ERROR, "重新运行 zonemap build，或改正功能区字段"),
    Rule("accuracy-missing", WARNING, "有位置就要有误差（米）"),
)
RULES: Mapping[str, Rule] = MappingProxyType(
    {rule.id: rule for rule in (*_FILE, *_STRUCTURE, *_GEOMETRY, *_PROPERTIES, *_PLACE, *_OURS)}
)
"""All rules by name, family by family."""
