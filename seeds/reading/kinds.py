"""What a place is, by its last word and, where that says little, by the words before it."""

from __future__ import annotations

import re

_CENTRES = (
    (r"卫生|医疗|医学|急救|疾控|康复|诊|护理|血|影像", "hospital"),
    (r"体育|运动|健身|游泳|冰", "sports"),
    (r"文化|艺术|演艺|会展|展览|展示|博览|青少年|少年", "culture"),
    (r"商业|购物|奥莱", "commercial"),
    (
        r"服务|党群|事务|受理|政务|市民|管理|指挥|运行|党建|保障|救助|为老|养老|照护|社区|档案|邻里",
        "government",
    ),
    (r"研究|创新|实验|检测|检验|测评|转化|合作|发展|科学|技术|科创", "institute"),
    (r"交通|客运|换乘|航运", "transport_hub"),
    (r"教育|托育|早教|培训", "school"),
    (r"(?:能源|资源化?|综合)利用", "other"),
)


def kind_of(name: str, kind: str) -> str:
    """
    Return the kind of a place from its name and the kind that its last word suggests.

    >>> kind_of("青柳体育中心", "other"), kind_of("青柳中心", "other"), kind_of("青柳公园", "park")
    ('sports', 'office_park', 'park')
    """
    if name.endswith("中心") and kind == "other":
        for pattern, answer in _CENTRES:
            if re.search(pattern, name):
                return answer
        return "office_park"
    if name.endswith("分院") and "医院" in name:
        return "hospital"
    if kind == "tunnel" and "跨" in name and not re.search(r"跨[海江]|地下", name):
        return "bridge"  # 青柳路跨白杨塘通道
    return kind
