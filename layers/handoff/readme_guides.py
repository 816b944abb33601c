"""Which file is for which program, and in which order the axes stand: what the readme says."""

from __future__ import annotations

from typing import NamedTuple

from seeds.vocabulary import Label

_NONE = Label("", "")


class Guide(NamedTuple):
    """Files (a regular expression of their whole path), who opens them, and a hint."""

    pattern: str
    who: Label
    hint: Label = _NONE


class Axes(NamedTuple):
    """A folder, a frame that must occur (blank: any), and what is to be said of its axes."""

    prefix: str
    epsg: str
    said: Label


GUIDES: tuple[Guide, ...] = (
    Guide(
        r"gpkg/(?!.*_cgcs2000)[^/]+\.gpkg",
        Label("QGIS、ArcGIS Pro", "QGIS, ArcGIS Pro"),
        Label(
            "拖入即可；QGIS 打开时自带颜色，字段有中文别名和说明",
            "Drag it in; QGIS opens it coloured, columns have Chinese aliases and comments",
        ),
    ),
    Guide(
        r"gpkg/[^/]+_cgcs2000\.gpkg",
        Label("要求 CGCS2000 的系统", "Systems that ask for CGCS2000"),
        Label(
            "CGCS2000 三度带，中央经线 120°（EPSG:4549），单位米",
            "CGCS2000, 3-degree zone, central meridian 120° (EPSG:4549), metres",
        ),
    ),
    Guide(
        r"shapefile/[^/]+\.shp",
        Label("ArcMap 等旧软件", "ArcMap and other old programs"),
        Label(
            "列名不超过 10 个字母，长文本分在几列里；全名与含义见数据字典",
            "Column names have at most ten letters, long texts run on in further columns; full "
            "names are in the data dictionary",
        ),
    ),
    Guide(
        r"shapefile/fields\.csv",
        Label("Shapefile 列名对照", "Column names of the Shapefiles"),
    ),
    Guide(
        r"geoparquet/[^/]+\.parquet",
        Label("DuckDB、GeoPandas、Spark", "DuckDB, GeoPandas, Spark"),
    ),
    Guide(
        r"geojson/(?:points|lines|polygons|zones)\.geojson",
        Label("PostGIS（ogr2ogr）、网页、程序", "PostGIS (ogr2ogr), web pages, programs"),
        Label(
            "有 zonemap 时，zonemap publish 可整包写入 PostGIS，重复执行不会重复写入",
            "With zonemap at hand, zonemap publish writes the whole bundle into PostGIS and can be "
            "repeated without harm",
        ),
    ),
    Guide(
        r"flatgeobuf/[^/]+\.fgb",
        Label("网页按范围读取", "Web pages that read by extent"),
    ),
    Guide(r"pmtiles/[^/]+\.pmtiles", Label("网页矢量瓦片", "Vector tiles for web pages")),
    Guide(
        r"csv/[^/]+\.csv",
        Label("Excel", "Excel"),
        Label(
            "UTF-8 带 BOM，双击即可，中文不乱码",
            "UTF-8 with a byte order mark: a double click shows Chinese as it is",
        ),
    ),
    Guide(r"kml/[^/]+\.kml", Label("Google Earth 等地球软件", "Google Earth and other globes")),
    Guide(
        r"styles/[^/]+\.sld",
        Label("GeoServer", "GeoServer"),
        Label("颜色与地图页面相同", "The colours are those of the map pages"),
    ),
    Guide(
        r"styles/[^/]+\.qml",
        Label("QGIS，用于其他格式", "QGIS, for the other formats"),
        Label("图层属性 → 样式 → 加载样式", "Layer properties, Symbology, Load style"),
    ),
    Guide(r"map/planner\.html", Label("浏览器：规划人员用图", "Browser: the map for planners")),
    Guide(
        r"map/embed\.html",
        Label("浏览器：公众地图，可嵌入网页", "Browser: the public map, for an iframe"),
    ),
    Guide(
        r"map/index\.html",
        Label("浏览器：公众地图的展示页和嵌入代码", "Browser: the public map with the code for it"),
    ),
    Guide(r"dictionary\.html", Label("浏览器：数据字典", "Browser: the data dictionary")),
    Guide(r"qa/qa\.html", Label("浏览器：质量报告", "Browser: the quality report")),
    Guide(
        r"unlocated\.csv|issues\.csv|changes\.csv",
        Label("表格：未上图、待核对、与上一版的差别", "Tables: not on the map, to check, changes"),
    ),
)

AXES: tuple[Axes, ...] = (
    Axes("geojson/", "", Label(
        "GeoJSON：经度在前、纬度在后（RFC 7946）",
        "GeoJSON: longitude, then latitude (RFC 7946)",
    )),
    Axes("jsonfg/", "", Label(
        "JSON-FG 的 place（EPSG:4490）：按该坐标系的定义，纬度在前；geometry 仍是经度在前",
        "JSON-FG, place (EPSG:4490): latitude, then longitude, as that system defines; geometry "
        "still has longitude first",
    )),
    Axes("gpkg/", "4549", Label(
        "EPSG:4549 的 GeoPackage：x 为东坐标（含 500 km 加常数，不带带号），y 为北坐标；"
        "EPSG 的定义里北坐标在前，软件通常自动处理",
        "GeoPackage in EPSG:4549: x is the easting (with 500 km added, without the number of the "
        "zone), y the northing; EPSG defines northing first, which programs usually take care of",
    )),
)  # fmt: skip
