"""
Names that are not of the district: none is drawn inside it.

Invented names, and real ones from elsewhere in the city and the country, by what tempts a searcher.
Some roads of other districts do enter this one (they are not listed), some places lie in the
kilometre of data around it (they may be drawn there).
"""

from __future__ import annotations

import pytest

from geo.answer import Query
from geo.locate import Locator
from geo.metric import to_metres

FINE_M = 1500.0

NAMES = {
    "roads of the same city": """
        南京西路 南京东路 北京西路 北京东路 四川北路 西藏南路 西藏中路 河南中路 福州路 九江路
        汉口路 乍浦路 淮海东路 复兴东路 建国东路 中山东一路 中山北路 中山北一路 瑞金一路
        石门一路 陕西北路 世纪大道 浦东大道 杨高中路 张杨路 源深路 陆家嘴环路 东方路 龙阳路
        曹杨路 武宁路 江宁路 真北路 大渡河路 仙霞路 天山路 共和新路 四平路 邯郸路 淞沪路
        翔殷路 控江路 曲阳路 沪太路 莘松路 都市路 成都北路 金陵中路 虎丘路""",
    "roads of other cities": """
        乌鲁木齐路 乌鲁木齐东路 长安街 王府井大街 中关村大街 春熙路 天府大道 深南大道 中山五路
        解放大道 太平路 中华路 民族大道 人民南路 北京路 江汉路 山西南路 红梅路 红桥路 常乐路
        常华路 恒山路 永佳路 苏州南路""",
    "one word away from a road of the district": """
        漕溪西路 漕溪南路 龙华南路 龙华北路 宛平北路 宛平西路 肇嘉浜南路 天钥桥北路 虹梅北路
        钦州东路 宜山东路 吴中西路 田林南路 斜土西路 东安北路 枫林西路 小木桥北路 大木桥南路
        中山南三路 瑞金五路 龙吴北路 龙腾南路 龙耀西路 云锦东路 石龙南路 百色西路 罗秀西路
        长华北路 梅陇北路 康健南路 桂平南路 柳州北路 漕宝西路 漕东六路 桂林西路 桂林南路
        徐家汇东路 衡山大道 龙华街 漕溪二路""",
    "estates by number": """
        梅陇九村 田林二十五村 康健九村 长桥九村 漕溪九村 漕溪一村 华泾九村 东安九村 宛南九村
        天钥九村 龙华九村 凌云九村 曹杨新村 鞍山新村 彭浦新村 工人新村""",
    "places of the same city": """
        陆家嘴 五角场 中山公园 人民广场 张江 虹桥火车站 虹桥机场 浦东机场 豫园 城隍庙 外滩
        新天地 东方明珠 金茂大厦 环球金融中心 上海中心大厦 上海科技馆 上海博物馆 上海大剧院
        上海火车站 上海西站 虹口足球场 鲁迅公园 世纪公园 共青森林公园 顾村公园 和平公园
        长风公园 上海动物园 上海野生动物园 复兴岛 崇明岛 朱家角古镇 七宝古镇 滴水湖 临港新城
        莘庄 真如 曹家渡 老西门 南京路步行街 不夜城 北外滩 紫竹高新区 佘山""",
    "schools and hospitals of the same city": """
        复旦大学 同济大学 华东师范大学 上海财经大学 上海外国语大学 上海海事大学 上海体育学院
        上海中学东校 仁济医院 长海医院 新华医院 东方医院 曙光医院 上海儿童医学中心
        上海市第一人民医院 上海市第十人民医院 上海第三十人民医院 上海市肺科医院
        上海市第一百中学 徐汇区第十二中学 徐汇区第九人民医院 徐家汇第九医院 华泾第三中学
        龙华第八小学 田林第十小学 上海交通大学闵行校区 上海师范大学奉贤校区
        华东理工大学奉贤校区 复旦大学附属金山医院 上海交通大学医学院附属仁济医院""",
    "places of other cities": """
        桂林 桂林市 桂林山水 乌鲁木齐 西湖 天坛 故宫 颐和园 兵马俑 柳州市 钦州市 百色市 武宣县
        南丹县 宝庆府 衡山 华山 余庆县 高邮湖 岳阳楼 武康镇 永康市 建国门 复兴门 延庆区 龙华区
        深圳龙华 深圳市龙华区 龙华区人民医院 深圳北站 北京大学 清华大学 浙江大学 协和医院
        北京儿童医院 广州肿瘤医院 浙江肿瘤医院""",
    "stations of other lines": """
        中山公园站 人民广场站 陆家嘴站 五角场站 世纪大道站 虹桥火车站站 新天地站 豫园站
        上海火车站站 莘庄站 张江高科站 龙阳路站 曹杨路站 西藏南路站 北京南站 天安门东站
        体育西路站 徐家汇东站 漕宝路北站 宜山路南站 桂林路北站 龙华北站 上海植物园南站
        龙华寺站 龙华塔站""",
    "addresses elsewhere": """
        南京东路800号 四川北路1856号 世纪大道100号 陆家嘴环路1000号 淮海东路99号 复兴东路2号
        长安街1号 中关村大街27号 张杨路500号 中山东一路12号 大渡河路452号 邯郸路220号
        四平路1239号 黄浦区南京东路20号 浦东新区世纪大道8号 浦东新区龙华路100号
        越秀区东湖路5号 海珠区太原路8号 深圳市龙华区龙华路10号 石家庄市桥西区中山西路100号
        乌鲁木齐市天山区中山路12号""",
    "addresses beyond the end of the road": """
        淮海中路9999号 衡山路8888号 漕宝路99999号 虹桥路99999号 武康路5000号 肇嘉浜路9000弄
        宛平南路20000号""",
    "stretches and crossings that are not there": """
        南京西路（石门一路-茂名北路） 南京西路（衡山路-华山路） 世纪大道（东方路-杨高路）
        北京西路（江宁路-陕西北路） 衡山路（南京西路-世纪大道） 淮海中路（世纪大道-张杨路）
        龙华路（深圳北站-民治大道） 宜山路（人民广场-静安寺） 南京西路与石门一路路口
        世纪大道和张杨路路口 衡山路与南京西路路口 漕溪路与世纪大道交叉口
        淮海东路与西藏南路路口 天府大道与锦城大道路口 漕溪路近世纪大道 虹桥路×世纪大道
        延安西路与西藏中路路口 东至世纪大道、南至张杨路、西至浦东南路、北至陆家嘴环路""",
    "invented roads, rivers and lines": """
        松涛晚晴路 金鲤路 翠微湖路 映月塘路 枫叶桥路 古榆南路 青藤湾路 星澜大道 云栖谷路
        白鹭浦路 望潮路 朗月路 银河港 白云浜 青龙塘 玄武浜 35号线 99号线 轨交33号线 凌霄隧道
        青鸟隧道 九曲桥 望江桥""",
    "invented sites": """
        朗月苑 翠湖雅居 锦绣江湾小区 绿洲云庭 碧水兰亭小区 紫荆雅苑 金色里程花园 阳光水岸小区
        春风里小区 花语江南苑 银杏湾花园 星河湿地公园 听涛公园 映月公园 飞鸟公园 芦花荡公园
        松鹤公园 龙鳞体育公园 长庚医院 明德医院 仁和康复医院 启航实验学校 云帆中学
        博雅双语学校 小海豚幼儿园 星辰大厦 云图科创园 智汇谷产业园 蓝鲸大厦 凤栖广场 麒麟广场
        玉兰商务中心 六号地块 龙华大道 龙华广场 西岸小区 滨江花园 徐汇大道""",
    "classes of things": """
        医院 学校 公园 人民医院 第一人民医院 第一中学 实验小学 实验中学 中心小学 肿瘤医院
        儿童医院 大剧院 科技馆 博物馆 动物园 植物园 火车站 航站楼 地铁站""",
    "roads and plots said to be elsewhere": """
        广州市桂林路 长春市桂林路 青岛市龙华路（漕溪路-天钥桥路） 佛山龙华路（漕溪路-天钥桥路）
        宝安区龙华路（漕溪路-天钥桥路） 静安区武康路（淮海中路-湖南路）
        徐汇区四平路（大连路-控江路）
        广州市桂林路与宜山路路口 浦东新区桂林路宜山路路口 长春桂林路和宜山路路口
        浦东新区东至桂林路、南至漕宝路、西至虹漕路、北至宜山路
        深圳：东至桂林路、南至漕宝路、西至虹漕路、北至宜山路
        广州桂林路以西、漕宝路以北、虹漕路以东、宜山路以南
        桂林路100号（长春） 桂林路100号，长春市 武康路100号青岛 苏州市吴中区吴中路30号
        南京湖南路20号 四川广元路12号 台北市龙江路100号 桂林公园（桂林） 佛山龙华寺""",
    "roads of the district whose ends they do not reach": """
        华泾路（宛平路-高安路） 龙腾大道（衡山路-武康路） 桂林路（宜山路-衡山路）
        裕德路（百色路-上中路） （宜山路-漕宝路） （宜山路-漕宝路）桂林路""",
    "rivers and towns after which a road is called": """
        右江 平江 右江区 平江县 漓江 丽江 靖江 嘉陵江 钦江 江安 田林 兴国 宾阳 全州 岳阳
        汾阳 湖南 陕西 太原 南宁 柳州""",
    "countries and sorts of things that one object is called by": """
        意大利 法国 日本 食堂 厕所 公共厕所 超市 便利店 钟楼 鼓楼 水塔 体育场 会场 医务室
        校医院 中心医院 区 喜茶 屈臣氏 肯德基 全家""",
    "Latin letters": """
        cbd ktv atm usa gdp shanghai beijing guilin lujiazui nanjingxilu waitan KFC SOHO""",
}  # fmt: skip


@pytest.mark.parametrize("phenomenon", NAMES)
def test_no_name_from_elsewhere_is_drawn_in_the_district(
    shipped_locator: Locator, phenomenon: str
) -> None:
    home = to_metres(shipped_locator.gazetteer.district.shape)
    drawn = []
    for name in NAMES[phenomenon].split():
        answer = shipped_locator.locate(Query("1", name))
        if answer.geometry is None or (answer.accuracy_m or 0.0) >= FINE_M:
            continue
        if to_metres(answer.geometry).intersects(home):
            drawn.append((name, answer.method, answer.source_id, answer.note))
    assert drawn == []


def test_the_names_are_many_and_none_is_listed_twice() -> None:
    names = [name for group in NAMES.values() for name in group.split()]
    assert len(names) >= 420
    assert len(names) == len(set(names))
