"""What a student may read, and what not."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from tamrin.judge.verdict import VERDICTS
from tamrin.report import write
from tamrin.report.bidi import isolate
from tamrin.report.words import HIDDEN, VERDICT_NAMES, WORDS

SCRIPT = "<script>alert('x')</script><img src=x onerror=alert(1)>"
SECRET = "SECRET_INPUT(3, 5)"
VOID = {"meta", "br", "img", "link"}


class Strict(HTMLParser):
    """Elements and attributes of a page; unbalanced tags are errors."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.attributes = [], [], []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture
def page(gradebook, titles, make, tmp_path):
    def build(*checks, release=False, **details):
        gradebook.put(make.result("s1", make.question("conv2d", *checks), **details))
        write(gradebook, tmp_path, titles, release=release)
        return (tmp_path / "feedback" / "s1.html").read_text("utf-8")

    return build


@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("verdict", [verdict for verdict in VERDICTS if verdict != "trapped"])
def test_a_hidden_message_never_shows(page, make, verdict, language):
    text = page(make.check("the title", verdict=verdict, message=SECRET), language=language)
    assert "SECRET_INPUT" not in text and "the title" in text.replace('<bdi dir="ltr">', "").replace("</bdi>", "")
    if verdict != "passed":
        assert HIDDEN[language][verdict].split(".")[0] in text


@pytest.mark.parametrize("verdict", [verdict for verdict in VERDICTS if verdict not in ("passed", "grader_fault")])
def test_a_public_message_and_a_released_one_show(page, make, verdict):
    assert SECRET in page(make.check(visibility="public", verdict=verdict, message=SECRET))
    assert SECRET in page(make.check(verdict=verdict, message=SECRET), release=True)


def test_a_trap_of_a_hidden_check_speaks(page, make):
    text = page(make.check(verdict="trapped", message="The kernel was flipped.", note="kernel_flip"))
    assert "The kernel was flipped." in text and "kernel_flip" not in text


@pytest.mark.parametrize("release", [False, True])
def test_our_own_faults_are_for_staff(page, make, gradebook, titles, tmp_path, release):
    fault = make.check(visibility="public", verdict="grader_fault", message="staff told [KeyError: 'answer is 42']")
    assert "42" not in page(fault, release=release)[page(fault).index("</style>") :]
    assert "answer is 42" in (tmp_path / "index.html").read_text("utf-8")


@pytest.mark.parametrize("language", ["en", "fa"])
def test_what_a_student_wrote_is_text(page, make, language, tmp_path):
    public = make.check(SCRIPT, "public", "failed", message=SCRIPT)
    text = page(public, language=language, notes=(SCRIPT,), student=SCRIPT)
    index = (tmp_path / "index.html").read_text("utf-8")
    for found in (Strict(text), Strict(index)):
        assert not {"script", "img", "iframe", "link"} & set(found.tags)
        assert not [name for name, _ in found.attributes if name.startswith("on") or name == "style"]
    assert "&lt;" in text


def test_a_status_is_text_and_the_questions_are_not_listed(page, make):
    text = page(make.check(verdict="not_attempted"), status=f"Unreadable: {SCRIPT}")
    assert "<script>" not in text and WORDS["en"]["not_graded"] in text
    assert "Convolution in code" not in text


@pytest.mark.parametrize("name", ["feedback/s1.html", "index.html"])
def test_the_policy_allows_only_the_pages_own_style(page, make, tmp_path, name):
    page(make.check(verdict="failed"))
    text = (tmp_path / name).read_text("utf-8")
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    policy = policy.replace("'", "&#39;").replace("+", "&#43;")
    assert f'content="{policy}"' in text.replace("+", "&#43;")
    assert len(re.findall("<style", text)) == 1
    links = re.findall(r'(?:href|src)="([^"]*)"', text)
    assert not [link for link in links if ":" in link or link.startswith("//")]
    assert "url(" not in style and "@import" not in style


def test_a_persian_page_reads_from_right_to_left(page, make):
    shape = make.check(
        visibility="public", verdict="failed", message="conv2d: انتظار شکل (3, 5) بود، (5, 3) دریافت شد."
    )
    text = page(shape, language="fa")
    assert '<html lang="fa" dir="rtl">' in text and "کانولوشن با کد" in text and "بازخورد" in text
    assert '<bdi dir="ltr">(3, 5)</bdi> بود، <bdi dir="ltr">(5, 3)</bdi> دریافت شد.' in text


def test_an_english_page_is_left_to_right_and_fits_a_phone(page, make):
    text = page(make.check(verdict="failed"))
    assert '<html lang="en" dir="ltr">' in text and 'content="width=device-width' in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("متن", "متن"),
        ("شکل (نسخهٔ 12) بود.", 'شکل (نسخهٔ <bdi dir="ltr">12</bdi>) بود.'),
        ("w[0, 1]: درایه.", '<bdi dir="ltr">w[0, 1]</bdi>: درایه.'),
        ("response · شکل", '<bdi dir="ltr">response</bdi> · شکل'),
        ("عدد −0.5، و 2×3", 'عدد <bdi dir="ltr">−0.5</bdi>، و <bdi dir="ltr">2×3</bdi>'),
        ("<b>بد</b>", '<bdi dir="ltr">&lt;b&gt;</bdi>بد<bdi dir="ltr">&lt;/b&gt;</bdi>'),
    ],
)
def test_code_inside_persian_is_isolated(text, shown):
    assert str(isolate(text)) == shown


def test_every_word_is_there_in_both_languages():
    for words in (WORDS, VERDICT_NAMES, HIDDEN):
        assert set(words["en"]) == set(words["fa"])
    assert set(HIDDEN["en"]) | {"trapped"} == set(VERDICTS)
    assert set(VERDICT_NAMES["en"]) == {*VERDICTS, "waiting"}
