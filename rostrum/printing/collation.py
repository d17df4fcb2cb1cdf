"""Names in alphabetical order, as each of the six languages has it: CLDR's orders, for the names of states."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

Key = tuple[object, ...]

OWN_LETTERS: dict[str, dict[str, tuple[str, int]]] = {
    "es": {"ñ": ("n", 1)},
    "ru": {"й": ("и", 1)},
    "ar": {"آ": ("ا", -1)},
}
"""Letters that a language counts apart though Unicode takes them for marked ones: beside which, and which side."""
PINYIN = (
    "阿埃爱安昂奥澳巴白拜班邦保堡北贝本比别宾冰波玻伯博不布埔朝赤茨达大代丹旦岛道得德地登迪帝颠典甸丁东都"
    "度敦顿多俄厄尔耳伐法非菲斐芬夫佛富干冈刚哥格根共古瓜圭国果哈海韩汗合和荷黑洪基及吉几济加坚柬疆角教捷"
    "津喀卡科克肯库拉腊来莱兰朗劳老勒黎里力立利联列林隆卢鲁路律伦罗洛马买麦曼毛美门蒙孟米秘密缅民摩莫墨拿"
    "那纳南瑙内嫩尼宁纽努挪诺帕蓬坡泊葡浦普其求酋群人日瑞萨塞桑色森沙山绍舌圣时士斯苏所索他塔泰坦汤陶萄特"
    "提廷突图土托脱瓦宛王旺危威韦维委文汶挝乌西希鲜新匈叙牙亚也伊以义意印约越赞乍寨长支智中众主兹族"
)
"""The characters in the names of states, by pinyin (CLDR: zh-Hans). Others follow them."""
SOUNDS = {sign: place for place, sign in enumerate(PINYIN)}


def _folded(name: str, language: str) -> Key:
    """Letters without case and marks; the marks decide between equals."""
    own = OWN_LETTERS.get(language, {})
    letters: list[tuple[str, int]] = []
    for sign in unicodedata.normalize("NFC", name.casefold()):
        plain = [part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part)]
        letters += [own[sign]] if sign in own else [(part, 0) for part in plain]
    return (letters, name)


def _by_sound(name: str) -> Key:
    return ([(SOUNDS.get(sign, len(SOUNDS)), sign) for sign in name],)


def order_of(language: str) -> Callable[[str], Key]:
    """The key by which names of a language are sorted."""
    return _by_sound if language == "zh" else lambda name: _folded(name, language)
