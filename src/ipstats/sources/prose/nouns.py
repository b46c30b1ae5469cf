"""Where the noun behind a figure ends, and whether there is one."""

from __future__ import annotations

from .figure import Figure
from .seldom import seldom
from .tokens import Tokens

#: What cannot begin a noun that a figure counts.
_NO_NOUN = seldom(
    r"分[居列获占]|拔得|拔|居次|次席|夺|摘|领跑|领先|相比|猛|锐|骤|陡|飙|遥遥|独|高居|名列|稳|雄|紧随|垫底|成为|登|问鼎|折桂|荣|相差|差|落后|跻身|进入|入围|继续|略|也|还|均|都|已|再|未|刷新|仅次|次之|不相|同比|环比|比|较|增|减|降|升|跌|涨|发展到|扩大|跃|攀|下降|上升|提高|占|居|位列|位居|列|排|其中|分别|且|并|和|与|及|以上|左右|大关|台阶|关口|超过|实现|创|首次|连续|再创|提前|来自|为|的?(?:年度|全年|预期|规划|计划|工作|发展|既定|预定|约束性|考核|预计|提出的){0,2}目标值?|的?规划值|的(?:年度|全年|规划|计划|考核){0,2}(?:任务|指标|要求)|以内|以下|，|。|；|、|）|（|：|！|？|同期|达|有所|又有|明显|多出|多了|少了|高出|仅|从|由|翻|是|，|净|的(?:同时|基础|比)|的[\d一二两三四五六七八九十百]+(?:\.\d+)?(?:余|多)?(?:倍|%|成)"
)
#: Of these one alone is enough, and the others begin with one of these.
_NONE_ALONE = frozenset(
    "夺摘猛锐骤陡飙独稳雄荣差略也还均都已再未比较增减降升跌涨跃攀占居列排且并和与及创达仅从由翻是净，。；、）（：！？"
)
_BEGINNINGS = _NONE_ALONE | frozenset(
    "分拔次领相遥高名紧垫成登问折落跻进入继刷不同环发扩下上提位其以左大台关超实首连来为年全预规计工既约考目的有又明多少"
)


def noun_end(tokens: Tokens, figure: Figure, high: int) -> int:
    """Where the noun after a figure ends; its own end where there is none."""
    text, behind = tokens.text, figure.end
    if behind >= high or (first := text[behind]) in _NONE_ALONE:
        return behind
    end = tokens.clause_end(behind, high if high < behind + 60 else behind + 60)
    if end <= behind or (first in _BEGINNINGS and _NO_NOUN.match(text, behind)):
        return behind
    led = text[max(0, figure.start - 1) : figure.start] == "以"  # 南京以5件领先, but not 以5件的申请量
    return behind if led and first != "的" else end


#: Verbs whose object a figure is, with the noun behind it: 查处9件案件.
_LEADING = seldom(
    r"(?:有|共|对|获|得|查处|受理|完成|新增|推荐|等|在|的|了|为|组织|开展|办理|立案|结案|破案|侦破|查获|审结|签订|登记|认定|培育|取得|实现|达|达到|累计|建立|设立|建成|支持|资助|处理|调解|侦办|移送|起诉|判处|收缴|没收|销毁|培训|举办|出台|制定)$"
)


def is_leading(text: str) -> bool:
    """Whether the words before a figure end in a verb whose object it is."""
    return _LEADING.search(text) is not None
