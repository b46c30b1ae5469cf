"""Of which region a figure is, and within which a rank or a share is stated."""

from __future__ import annotations

from . import owners
from .brackets import owner
from .context import Context, Item
from .facets import Phrase
from .figure import Figure
from .mention import NOWHERE, Mention, Region
from .places import CUSTOMS_SEATS
from .seldom import seldom
from .tokens import Tokens
from .verdict import Verdict

#: The code of all regions abroad.
ABROAD = "900000"
_HELD = seldom(
    "(?:以上|左右)?(?:的?专利|的?授权|的?申请)?(?:均|都|高度)?(?:集中在|集中于|来自|来源于|出自|分布在|分布于|落户|位于)"
)
#: What is said of another region beside the own: 高于东部地区的3%.
_COMPARED = frozenset(("level", "growth"))
_SCOPE_BACK = 40
#: No further before a figure a region begins that is its own, beside the one spoken of.
_NEAR = 16
#: What is stated within a region.
SCOPED = frozenset(("rank", "share", "rank_change"))
#: So near the figure of a sum its share stands, and how it goes on.
_NEXT = 24
_ON = seldom("[^，。；\\d]{0,4}，(?:约|仅|已|合)?(?:占|居|列|位|排)")


class Belonging:
    """Tells the regions of the figures of a paragraph; ``owners`` is what the sentence at hand names."""

    def __init__(self, tokens: Tokens, context: Context, groups: list[list[Mention]]) -> None:
        self.tokens, self.context, self.groups = tokens, context, groups
        self.text = tokens.text
        self.owners = owners.NO_HINTS
        self.summed = 0  #: where the last figure ends that is of several regions

    def region_of(
        self, figure: Figure, verdict: Verdict, phrase: Phrase, item: Item | None, sentence: int
    ) -> tuple[Region, str, str]:
        """The region of a figure, what it was told from, and why there is none."""
        context, kind, start = self.context, verdict.kind, figure.start
        if item is not None and item.region is not None and item.region.name:
            return item.region, "the list", ""
        compared = kind in _COMPARED
        beside = compared and self.tokens.named.find(1, start - _NEAR if start > _NEAR else 0, start) >= 0
        if beside and (own := owner(self.tokens, start)) is not None:
            region = own.region or context.places.pointed_at(own.pointing, context.latest)
            return region, "the words before it", ""
        if kind == "share" and (held := self._held_by(figure)) is not None:
            return held, "the words behind it", "" if held.name else owners.OF_SEVERAL
        if context.body and not self._names_place(sentence, start):
            return Region("", "", ""), "", owners.OF_ONE
        hints = self.owners
        if hints is not owners.NO_HINTS and hints.firm and owners.is_of_firm(self.tokens, sentence, start):
            return Region("", "", ""), "", owners.OF_ONE
        if phrase.open_words == "国外" and phrase.metric and self._is_from_abroad(sentence, start):
            return context.places.known.get(ABROAD, NOWHERE), "the words before it", ""
        if self.summed and kind in ("share", "rank") and self._is_of_sum(figure):
            return Region("", "", ""), "", owners.OF_SEVERAL
        those = compared and self.text.startswith("的", figure.end)
        if those and owners.THOSE_WITH.match(self.text, figure.end):
            return Region("", "", ""), "", owners.OF_SEVERAL
        if context.several or (hints.several and owners.is_of_several(self.tokens, hints, sentence, start)):
            return Region("", "", ""), "", owners.OF_SEVERAL
        return context.region, context.region_from, context.region_note

    def _is_of_sum(self, figure: Figure) -> bool:
        """Whether a share or a rank stands right behind a figure of several regions: 三市合计9件，占全省68%."""
        own = any(one.role == "of" for one in self.tokens.mentions_in(self.summed, figure.start))
        return 0 < figure.start - self.summed < _NEXT and not own and _ON.match(self.text, self.summed) is not None

    def _is_from_abroad(self, sentence: int, start: int) -> bool:
        """Whether a sentence speaks of abroad, and of no place behind it."""
        said = max(self.text.rfind(word, sentence, start) for word in ("国外", "来华"))
        return said >= 0 and not self._names_place(said, start)

    def _names_place(self, sentence: int, start: int) -> bool:
        """Whether a place within the nation has been named in the sentence."""
        named = (one.region for one in self.tokens.mentions_in(sentence, start) if one.role == "of")
        return any(region is not None and region.level != "country" for region in named)

    def _held_by(self, figure: Figure) -> Region | None:
        """The region of 3/4集中在珠三角."""
        held = _HELD.match(self.text, figure.end)
        if held is None:
            return None
        for mention in self.tokens.mentions_in(held.end(), held.end() + 3):
            listed = self.text[mention.end : mention.end + 1] in tuple("、和与及")
            return NOWHERE if listed else mention.region
        return None

    def scope(self, figure: Figure, verdict: Verdict, left: int, passed: int) -> tuple[Region | None, str]:
        """The region within which a rank or a share is stated, among the ``passed`` first groups of regions."""
        if verdict.kind not in SCOPED:
            return None, ""
        low = max(0, left if verdict.kind != "rank_change" else left - _SCOPE_BACK)
        for number in range(min(passed, len(self.groups) - 1), -1, -1):
            for mention in reversed(self.groups[number]):
                if mention.start < low:
                    return None, ""
                if mention.role == "scope" and mention.end <= figure.start:
                    return self._scope_region(mention), mention.word
        return None, ""

    def _scope_region(self, mention: Mention) -> Region | None:
        if mention.region is not None:
            return mention.region
        region = self.context.places.pointed_at(mention.pointing, self.context.latest)
        return region if region.name else None


def is_guest(text: str, context: Context, end: int) -> bool:
    """Whether a region that ends there is that in the name of a customs house of the text's own region."""
    within = bool(context.home.code) and context.places.parent(context.region) == context.home.code
    return within and text.startswith("海关", end)


def is_own_customs(text: str, context: Context, mention: Mention) -> bool:
    """Whether a customs house is the one of the text's own province, with the name of its seat: 南京海关."""
    region = mention.region
    if region is None or not text.startswith("海关", mention.end) or context.home.level == "country":
        return False
    if not region.code and not context.places.parent(region) and region.name != context.home.name:
        return bool(context.home.code)  # 东疆海关, a house of a port within
    if context.home.level != "province":
        return False
    return region.name.removesuffix("市") in CUSTOMS_SEATS and context.places.within(region, context.home)
