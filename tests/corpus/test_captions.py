import pytest

from corpus.structure.captions import caption_of, opens_caption


@pytest.mark.parametrize(
    ("line", "number", "title"),
    [
        ("[표 1] 지역별 수출", "1", "지역별 수출"),
        ("<표 2-1> 지역별 수출", "2-1", "지역별 수출"),
        ("표 1. 지역별 수출", "1", "지역별 수출"),
        ("表 1 地域別輸出", "1", "地域別輸出"),
        ("表1：各地区出口", "1", "各地区出口"),
        ("表 2.1 结果", "2.1", "结果"),
        ("【表3】輸出", "3", "輸出"),
        ("جدول 1: الصادرات", "1", "الصادرات"),
        ("الجدول 12. الصادرات", "12", "الصادرات"),
    ],
)
def test_captions_in_scripts_without_word_ends(line: str, number: str, title: str) -> None:
    caption = caption_of(line)
    assert caption is not None
    assert (caption.number, caption.title) == (number, title)
    assert opens_caption(line) or line[0] in "【<"


@pytest.mark.parametrize(
    "line",
    ["表1显示了各地区的出口。", "表 1 は輸出を示している。", "표 1은 수출을 보여준다.", "表面 1", "발표 1. 수출"],
)
def test_sentences_about_a_table_are_no_captions(line: str) -> None:
    assert caption_of(line) is None


@pytest.mark.parametrize("line", ["図 2 川の流れ", "图2 河流", "그림 3. 강", "شكل 4: الأنهار"])
def test_captions_of_figures_open_so(line: str) -> None:
    assert opens_caption(line)
    assert caption_of(line) is None
