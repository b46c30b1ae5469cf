"""Every question on SQLite and on PostgreSQL, equal byte for byte."""

from __future__ import annotations

import pytest

from ipstats.database import Database
from ipstats.errors import IpstatsError
from ipstats.questions.declared import QUESTIONS
from ipstats.questions.lists import LISTS
from ipstats.render import Look, render
from ipstats.store.location import parse
from ipstats.store.views import VIEWS

ASKED = {
    "growth": [{}, {"all": True}, {"all": True, "base": "first"}, {"all": True, "base": "2014"}, {"metric": "发明"}, {"sort": "-growth", "all": True}],
    "ranking": [{}, {"all": True}, {"all": True, "by": "growth"}, {"all": True, "by": "share"}, {"scope": "西部", "all": True}, {"top": 2}],
    "series": [{}, {"all": True}, {"metric": ["商标", "invention grants"]}, {"region": "新疆,北京"}, {"plan": "十三五"}, {"top": 5}],
    "share": [{}, {"all": True}, {"of": "country", "all": True}, {"of": "total"}],
    "sum": [{"plan": "12"}, {"over": "regions"}, {"over": "regions", "all": True}, {"metric": "申请", "year": "2014-2018"}],
    "compare": [{}, {"all": True}, {"region": "北京", "beside": ["四川", "陕西"]}],
    "cases": [{}, {"all": True}, {"case": "纠纷"}],
    "programs": [{}, {"all": True}, {"program": "pledge_financing"}],
    "cite": [{"all": True}, {"metric": "patents in force"}],
}  # fmt: skip


@pytest.fixture(scope="module")
def two(panel, panel_postgres):
    """The same figures on both databases."""
    with Database(parse(str(panel), "test")) as first, Database(parse(panel_postgres, "test")) as second:
        yield first, second


def test_each_question_is_asked():
    assert set(ASKED) == {*QUESTIONS, "cite"}


@pytest.mark.parametrize(("name", "selectors"), [(name, asked) for name, several in ASKED.items() for asked in several])
@pytest.mark.parametrize("form", ["csv", "table"])
def test_both_databases_give_the_same_answer(two, name, selectors, form):
    first, second = (render(database.ask(name, **selectors), form, Look()) for database in two)
    assert first == second
    assert first.count(b"\n") > 1


@pytest.mark.parametrize("what", LISTS)
def test_both_databases_list_the_same(two, what):
    first, second = (render(database.list(what), "csv", Look()) for database in two)
    assert first == second


#: A view of every pair of years is asked for one.
NARROWED = {"sums_over_years": " WHERE from_year = 2012 AND to_year = 2016"}


@pytest.mark.parametrize("view", VIEWS)
def test_both_databases_give_the_same_rows_of_each_view(two, view):
    asked = f"SELECT * FROM {view}{NARROWED.get(view, '')}"
    first, second = (sorted(map(repr, database.sql(asked, max_rows=2_000_000).rows)) for database in two)
    assert first == second
    assert first


@pytest.mark.parametrize(
    "selectors", [{"metric": "nonsense"}, {"region": "nowhere"}, {"region": "西藏", "metric": "商标"}, {"year": "1950"}]
)
def test_both_databases_say_the_same_of_what_they_do_not_have(two, selectors):
    said = []
    for database in two:
        with pytest.raises(IpstatsError) as caught:
            database.growth(**selectors)
        said.append((type(caught.value), str(caught.value)))
    assert said[0] == said[1]
