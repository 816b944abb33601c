"""What the pages of the service say, Chinese and English."""

from __future__ import annotations

from types import MappingProxyType

WORDS = MappingProxyType(
    {
        "home": ("首页", "Home"),
        "maps": ("地图", "Maps"),
        "planner.html": ("规划用图", "Map for planners"),
        "embed.html": ("公众图", "Public map"),
        "index.html": ("把公众图放进网页", "Put the public map on a page"),
        "collections": ("图层", "Layers"),
        "features": ("要素", "Features"),
        "files": ("下载", "Downloads"),
        "file": ("文件", "File"),
        "bytes": ("字节", "Bytes"),
        "api": ("接口", "Interface"),
        "api_about": (
            "在 QGIS、ArcGIS 等软件里，把下面的地址填作 OGC API - Features 服务。",
            "In QGIS, ArcGIS and the like, enter this address as an OGC API - Features service.",
        ),
        "openapi": ("接口说明（OpenAPI）", "Description of the interface (OpenAPI)"),
        "openapi_about": (
            "完整的说明是 JSON 文件，可用任何 OpenAPI 工具打开。",
            "The full description is a JSON file for any OpenAPI tool.",
        ),
        "conformance": ("遵循的标准", "Standards kept"),
        "schema": ("字段", "Columns"),
        "queryables": ("可用来筛选的字段", "Columns to filter by"),
        "column": ("字段", "Column"),
        "title": ("名称", "Title"),
        "type": ("类型", "Type"),
        "meaning": ("含义", "Meaning"),
        "values": ("取值", "Values"),
        "extent": ("范围（西、南、东、北）", "Extent (west, south, east, north)"),
        "systems": ("坐标系", "Coordinate systems"),
        "links": ("相关文件", "Related files"),
        "examples": ("示例", "Examples"),
        "paths": ("地址", "Addresses"),
        "found": ("共 {0} 个，这一页是第 {1} 至 {2} 个", "{0} in all, this page shows {1} to {2}"),
        "none": ("没有符合条件的要素", "No feature matches"),
        "previous": ("上一页", "Previous page"),
        "next": ("下一页", "Next page"),
        "json": ("同一内容的 JSON", "The same as JSON"),
        "language": ("English", "中文"),
        "error": ("不能回答这个请求", "This request cannot be answered"),
        "yes": ("是", "yes"),
        "no": ("否", "no"),
        "licence": (
            "数据 © OpenStreetMap contributors，许可 ODbL 1.0",
            "Data © OpenStreetMap contributors, licence ODbL 1.0",
        ),
    }
)
