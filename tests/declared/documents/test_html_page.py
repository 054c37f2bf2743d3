import json

from kanhe.declared.documents.html_page import html_page

TEXT = "我们会收集您的手机号码，用于为您注册账号，您可以拒绝提供。"
PARAGRAPHS = "".join(f"<p>{n}、{TEXT}</p>" for n in range(20))


def test_a_page_with_navigation_around_it() -> None:
    menu = "<nav><a href=/a>首页</a><a href=/b>产品</a></nav>"
    page = html_page(
        f"<html><head><title>示例</title></head><body>{menu}<main>{PARAGRAPHS}</main><footer>© 示例</footer></body></html>"
    )
    assert len(page.blocks) == 20
    assert page.title == "示例"
    assert page.problems == ()


def test_text_that_scripts_would_have_shown() -> None:
    data = json.dumps({"props": {"content": PARAGRAPHS}})
    page = html_page(
        f'<html><body><div id="app"></div><script id="__NEXT_DATA__" type="application/json">{data}</script></body></html>'
    )
    assert len(page.blocks) == 20


def test_a_page_that_hides_itself_until_its_scripts_ran() -> None:
    assert len(html_page(f'<html><body style="display:none">{PARAGRAPHS}</body></html>').blocks) == 20


def test_a_hidden_part_is_left_out_and_told() -> None:
    page = html_page(f'<html><body>{PARAGRAPHS}<div style="display:none">{PARAGRAPHS}</div></body></html>')
    assert len(page.blocks) == 20
    assert [p.kind for p in page.problems] == ["damaged-document"]


def test_a_page_cut_off() -> None:
    page = html_page(
        f"<html><body>{PARAGRAPHS}<p>我们还会在您使用相关功能时收集您的设备信息用于保障您的账号安全以及改进我们的产品和服务的"
    )
    assert [p.kind for p in page.problems] == ["damaged-document"]
    assert "句中" in page.problems[0].zh


def test_what_browsers_without_scripts_are_told() -> None:
    page = html_page(
        "<html><title>示例</title><body><noscript>Please enable JavaScript.</noscript><div id=root></div></body></html>"
    )
    assert page.blocks == ()
    assert "JavaScript" in page.aside
