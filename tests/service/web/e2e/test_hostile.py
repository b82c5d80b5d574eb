"""Hostile documents: whatever stands in a title, a name, a table or a text is shown, and nothing of it acts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import typst

from corpus.reading.read import read
from indexer.encoder import HashingEncoder
from indexer.intake import files_in, take
from indexer.library import Library
from service.web.guard import POLICY

ACTS = '<img src=x onerror="acted=1"><script>acted=1</script><svg onload="acted=1"></svg>'
LEADS = "[mills](javascript:acted=1) <a href='javascript:acted=1'>mills</a>"
BREAKS = "\"'></textarea></title></style></script><b id=acted>{{ 7 * 7 }}{% raw %}"
TURNS = "\u202egnorw\u202c \u2066isolated\u2069 bell\x07 null-like\x01 escape\x1b[2J end"
NAME = "<img src=x onerror=acted=1> \u202efdp.rope\x07"

SENTENCES = (
    f"The rope walk of Vikmo was 300 metres long {ACTS} in the year 1887.",
    f"Tar was boiled at Ostby {LEADS} by 45 workers each year.",
    f"Anchors were forged there {BREAKS} and sold to 12 ports.",
    f"The bell of Ostby {TURNS} was heard over 7 miles.",
)
QUESTIONS = ("How long was the rope walk of Vikmo?", "How many workers boiled tar at Ostby?", SENTENCES[2][:60], ACTS)

MARKDOWN = f"""# On ropes {ACTS}

Ada Tar {BREAKS[:30]}, 1901

## Ropes {LEADS} {ACTS}

{" ".join(SENTENCES)} As shown elsewhere [3] {ACTS}, ropes wear out [1].

Table 1. Ropes {ACTS}

| Harbour {ACTS} | Metres |
|---|---|
| Ostby {LEADS} | 41{TURNS} |
| Ostby {LEADS} | 41{TURNS} |
| Vikmo {BREAKS} | 30 |

## References

1. Marshall, A. {ACTS} (1890). Principles {LEADS}. London: Macmillan.
2. Tar, A. (1880). Ropes {BREAKS}. Ostby.
"""

HTML = f"""<!doctype html><html onclick="acted=1"><head>
<title>Ropes &lt;script&gt;acted=1&lt;/script&gt; &#8238;</title>
<meta name="author" content="&lt;img src=x onerror=acted=1&gt;, Tar"><meta http-equiv="refresh" content="0;url=/acted">
<script>acted=1</script><style>body {{ display: none }}</style><base href="http://192.0.2.1/"></head>
<body onload="acted=1"><h1>Ropes &lt;img src=x onerror=acted=1&gt;</h1><iframe src="javascript:acted=1"></iframe>
<p>{SENTENCES[0].replace("<", "&lt;")}</p><p onclick="acted=1">Tar was boiled at Ostby by 54 workers each year.</p>
<form action="/library/remove" method="post"><input name="id"><button autofocus>Go</button></form>
<table><tr><th>Harbour &lt;b id=acted&gt;</th><th>Metres</th></tr><tr><td>Ostby</td><td>42</td></tr></table>
</body></html>"""

TYPST = """#set document(title: %s, author: (%s,))
#set page(width: 14cm, height: 18cm)
#heading(%s)
%s
#figure(table(columns: 2, [Harbour], [Metres], %s, [41]), caption: %s)
"""

BIB = f"""@article{{ropes, title = {{Ropes {ACTS} {TURNS}}}, author = {{Tar, Ada {ACTS}}}, year = {{1901}},
 journal = {{{BREAKS.replace("{", "").replace("}", "")}}}, url = {{javascript:acted=1}}, doi = {{10.1/<b id=acted>}},
 file = {{ropes.pdf}}}}
"""

PROBE = """() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const addresses = all("[href], [src], [action]").map((element) => element.href || element.src || element.action);
  const ours = (address) => typeof address !== "string" || address.startsWith(location.origin);
  const shown = document.documentElement.innerText + document.title;
  return {
    acted: window.acted ?? 0,
    made: all("#acted, img[src=x], iframe, base, object, embed, [onload], [onerror], [onclick]").length,
    scripts: all("script").filter((script) => !script.src.startsWith(location.origin + "/static/")).length,
    styles: all("style, [style*=url]").length,
    leads: addresses.filter((address) => !ours(address) && !address.startsWith("blob:")),
    controls: /[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\\u202a-\\u202e\\u2066-\\u2069]/.test(shown),
  };
}"""
HARMLESS = {"acted": 0, "made": 0, "scripts": 0, "styles": 0, "leads": [], "controls": False}

pytestmark = [pytest.mark.slow, pytest.mark.browser]


def written(text: str) -> str:
    """A string of Typst."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\x07", "").replace("\x01", "") + '"'


@pytest.fixture(scope="module")
def shelf(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / f"{NAME}.md").write_text(MARKDOWN, encoding="utf-8")
    (folder / "ropes & tar.html").write_text(HTML, encoding="utf-8")
    title = f"Ropes {ACTS}"
    parts = (title, f"Ada {ACTS}", f"Ropes {LEADS}", "\n".join(f"#{written(line)}" for line in SENTENCES[:3]))
    source = TYPST % (
        written(parts[0]), written(parts[1]), written(parts[2]), parts[3], f"[#{written('Ostby ' + ACTS)}]",
        f"[#{written('Ropes ' + BREAKS)}]",
    )  # fmt: skip
    (folder / "ropes.typ").write_text(source, encoding="utf-8")
    typst.compile(folder / "ropes.typ", output=folder / "ropes.pdf")
    (folder / "ropes.typ").unlink()
    (folder / "ropes.bib").write_text(BIB, encoding="utf-8")
    shutil.copy(folder / "ropes.pdf", folder / "again \u202e.pdf")
    return folder


@pytest.fixture(scope="module")
def hostile(shelf, tmp_path_factory, serve):
    """A server over hostile documents."""
    with Library(tmp_path_factory.mktemp("library"), HashingEncoder(256), create=True) as library:
        outcomes = list(take(library, files_in([shelf]), read))
        assert len(outcomes) >= 3 and {outcome.status for outcome in outcomes} <= {"added", "unchanged"}
        with serve(library) as running:
            yield running


@pytest.fixture
def harmless(window, hostile, complaints):
    """`harmless(address)`: the page there, on which nothing acted."""

    def opened(address: str, **options):
        page = window(at=hostile, **options)
        page.on("dialog", lambda dialog: complaints.append(f"a dialog: {dialog.message}"))
        page.on("download", lambda download: complaints.append(f"a download: {download.url}"))
        answer = page.goto(address)
        assert answer.headers["content-security-policy"] == POLICY
        page.wait_for_load_state("networkidle")
        assert page.evaluate(PROBE) == HARMLESS, address
        return page

    return opened


class TestNothingActs:
    @pytest.mark.parametrize("question", QUESTIONS)
    def test_in_answers(self, harmless, hostile, posted, question):
        page = harmless(posted(hostile, "/", data={"question": question}))
        assert page.locator(".turn").count() == 1

    def test_in_the_list_of_conversations(self, harmless, hostile, posted):
        posted(hostile, "/", data={"question": BREAKS})
        harmless("/")

    def test_in_the_library(self, harmless):
        page = harmless("/library")
        assert "<img src=x onerror" in page.inner_text("main")

    def test_in_what_is_told_of_each_document(self, harmless, hostile):
        for holding in hostile.library.holdings():
            harmless(f"/library/{holding.id}")

    def test_in_sources_beside_the_answer_and_alone(self, harmless, hostile, posted):
        page = harmless(posted(hostile, "/", data={"question": QUESTIONS[0]}))
        page.locator("a[data-source]").first.click()
        page.wait_for_selector("#pane .mark")
        assert page.evaluate(PROBE) == HARMLESS
        for holding in hostile.library.holdings():
            document = hostile.library.document(holding)
            for span in document.sentences[:12]:
                harmless(f"/d/{holding.id}?start={span.start}&end={span.end}")
                break
            harmless(f"/d/{holding.id}?find=acted")

    def test_in_a_review(self, harmless, hostile, posted):
        files = {"file": (f"{NAME}.md", MARKDOWN.encode())}
        page = harmless(posted(hostile, "/review", files=files))
        assert page.locator(".finding").count() > 0
        harmless("/review")

    def test_in_the_audit(self, harmless, hostile, posted):
        harmless(posted(hostile, "/audit"))

    def test_in_what_becomes_of_an_upload(self, harmless, hostile, posted):
        files = [("files", (f"{NAME}.txt", b"A line on mills.")), ("files", (f"{NAME}.pdf", b"%PDF-1.7"))]
        harmless(posted(hostile, "/library", files=files))


class TestNothingActsInWhatIsExported:
    def test_of_a_conversation(self, chromium, hostile, posted):
        place = posted(hostile, "/", data={"question": QUESTIONS[0]})
        for question in QUESTIONS[1:]:
            posted(hostile, place, data={"question": question})
        exported = hostile.client.get(f"{place}/export?form=html&style=apa")
        assert exported.headers["content-disposition"].startswith("attachment")
        assert_harmless(chromium, exported.text)

    def test_of_a_review(self, chromium, hostile, posted):
        place = posted(hostile, "/review", files={"file": (f"{NAME}.md", MARKDOWN.encode())})
        report = hostile.client.get(f"/api/v1/reviews/{place.rsplit('/', 1)[-1]}/report.html")
        assert_harmless(chromium, report.text)

    def test_of_an_audit(self, chromium, hostile, posted):
        posted(hostile, "/audit")
        assert_harmless(chromium, hostile.client.get("/api/v1/audit/report.html").text)


def assert_harmless(chromium, page: str) -> None:
    """Open a file that was exported as a page of its own, with no policy to hold it back."""
    complaints: list[str] = []
    context = chromium.new_context()
    window = context.new_page()
    window.on("dialog", lambda dialog: complaints.append(dialog.message))
    window.on("request", lambda sent: complaints.append(sent.url))
    window.set_content(page, wait_until="load")
    window.wait_for_timeout(200)
    found = window.evaluate(PROBE)
    leads = [address for address in found["leads"] if not address.startswith(("https://doi.org/", "about:"))]
    assert (found["acted"], found["made"], found["scripts"], leads, complaints) == (0, 0, 0, [], [])
    context.close()


class TestNothingStandsWithinAPage:
    """What the policy forbids isn't tried either: no style, no script and no handler in any template."""

    def test_in_any_template(self):
        folder = Path(__file__).resolve().parents[4] / "service" / "web" / "templates"
        templates = sorted(folder.rglob("*.html"))
        assert len(templates) > 5
        for template in templates:
            text = template.read_text(encoding="utf-8")
            assert " style=" not in text and "<style" not in text and " on" + "click" not in text, template
            assert "<script" not in text.replace('<script type="module" src="/static/', ""), template
            assert "|safe" not in text.replace(" ", "") and "autoescape false" not in text, template

    def test_on_any_page(self, places, copied, page_of):
        for name in (
            "ask",
            "answer",
            "not found",
            "library",
            "document",
            "source",
            "reviews",
            "review",
            "audit",
            "job",
        ):
            page_of(copied, places[name])
