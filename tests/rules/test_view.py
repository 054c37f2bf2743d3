from kanhe.rules.view import View
from kanhe.rules.views import VIEWS


def test_a_view_is_a_query_with_the_tables_it_reads() -> None:
    view = View("SELECT 1", ("calls",), "one")
    assert (view.query, view.tables, view.doc) == ("SELECT 1", ("calls",), "one")
    assert all(isinstance(v, View) and v.tables and v.doc for v in VIEWS.values())
