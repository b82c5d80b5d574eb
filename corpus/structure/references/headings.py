"""The names that reference lists have, in the languages that are read."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.bibliography.names import folded

_NAMES = (
    "references|references and notes|notes and references|reference|reference list|list of references|bibliography"
    "|selected bibliography|select bibliography|annotated bibliography|general bibliography|works consulted"
    "|references and further reading|further reading|works cited|works referenced|literature|literature cited"
    "|cited literature|cited works|citations|literature references|references and sources|list of sources"
    "|list of literature|list of used literature|used literature|list of cited literature|bibliographic references"
    "|referrals and references|sources|sources and literature|references cited|bibliographical references"
    "|literatur|literaturverzeichnis|literaturangaben|literaturliste|quellen|quellenverzeichnis|bibliografie"
    "|quellen und literaturverzeichnis|quellen und literatur|referenzen|zitierte literatur"
    "|bibliographie|références|références bibliographiques|ouvrages cités|bibliographie sélective|liste des références"
    "|bibliografia|riferimenti bibliografici|riferimenti|opere citate|bibliografia essenziale"
    "|bibliografía|referencias|referencias bibliográficas|obras citadas|fuentes|lista de referencias"
    "|referências|referências bibliográficas|bibliografia citada|obras citadas|lista de referências"
    "|literatura|piśmiennictwo|bibliografia załącznikowa|wykaz literatury|literatura cytowana|źródła|spis literatury"
    "|použitá literatura|seznam literatury|zoznam literatúry|irodalomjegyzék|irodalom|literatuur|literatuurlijst"
    "|referenties|referenser|källförteckning|litteratur|litteraturliste|lähteet|lähdeluettelo|kirjallisuus"
    "|referințe|referințe bibliografice|bibliografie|βιβλιογραφία|literatūra|kirjandus"
    "|список литературы|список использованной литературы|список использованных источников|список источников|литература"
    "|список литературы и источников|список источников и литературы|список использованных источников и литературы"
    "|список использованной литературы и источников|список цитируемой литературы|список использованных литератур"
    "|список литератур|цитируемая литература|литература и источники|источники и литература|использованные источники"
    "|использованная литература|источники|библиография|библиографический список|библиографические ссылки|ссылки"
    "|список цитированной литературы|пристатейный библиографический список|примечания и ссылки"
    "|список використаних джерел|література|список літератури|джерела|бібліографія|літаратура|ползвана литература"
    "|kaynakça|kaynaklar|yararlanılan kaynaklar|kaynaklar dizini|kaynak listesi|bibliyografya|referanslar|atıflar"
    "|adabiyotlar|adabiyotlar ro'yxati|foydalanilgan adabiyotlar|foydalanilgan adabiyotlar ro'yxati|adabiyot"
    "|foydalanilgan manbalar|foydalanilgan manbalar ro'yxati|manbalar|manba va adabiyotlar|adabiyotlar va manbalar"
    "|foydalanilgan manbalar va adabiyotlar|foydalanilgan adabiyotlar va manbalar ro'yxati|iqtiboslar"
    "|ədəbiyyat|ədəbiyyat siyahısı|istifadə olunmuş ədəbiyyat|istifadə edilmiş ədəbiyyat|әдебиеттер"
    "|әдебиеттер тізімі|пайдаланылған әдебиеттер|пайдаланылған әдебиеттер тізімі|адабиёт|адабиётлар|адабиётлар рўйхати"
    "|фойдаланилган адабиётлар|фойдаланилган адабиётлар рўйхати|фойдаланилган манбалар|манбалар|адабияттар"
    "|пайдаланылган адабияттар|адабиёти истифодашуда"
)
_PARTS = (
    "primary sources|secondary sources|primary literature|secondary literature|books|articles|journal articles"
    "|books and articles|articles and books|internet sources|online sources|internet resources|web sources|websites"
    "|electronic resources|archival sources|archives|unpublished sources|published sources|newspapers|laws"
    "|legislation|reports|official documents|theses|other sources|manuscripts|interviews|documents|cases"
    "|primärquellen|sekundärliteratur|primärliteratur|internetquellen|monographien|aufsätze|sources primaires"
    "|sources secondaires|ouvrages|sitographie|fuentes primarias|fuentes secundarias|fonti|sitografia|netografia"
    "|нормативные акты|нормативно правовые акты|нормативные правовые акты|книги|статьи|монографии|учебники"
    "|интернет ресурсы|интернет источники|электронные ресурсы|периодические издания|архивные источники|диссертации"
    "|научная литература|учебная литература|основная литература|дополнительная литература|на русском языке"
    "|на английском языке|на иностранных языках|kitaplar|makaleler|internet kaynakları|elektronik kaynaklar|tezler"
    "|birincil kaynaklar|ikincil kaynaklar|internet saytlari|internet manbalari|kitoblar|maqolalar|me'yoriy hujjatlar"
    "|интернет сайтлари|asosiy adabiyotlar|qo'shimcha adabiyotlar"
)
HEADINGS = frozenset(folded(words) for words in _NAMES.split("|"))
"""Names of a whole list."""

PARTS = frozenset(folded(words) for words in _PARTS.split("|"))
"""Names of parts within a list, which do not end it."""

_PARTS_OF_TEXTS = (
    "literature|sources|sources and literature|citations|reference|further reading|literatur|quellen"
    "|quellen und literatur|fuentes|literatura|źródła|irodalom|literatuur|litteratur|lähteet|kirjallisuus|literatūra"
    "|kirjandus|литература|источники|литература и источники|источники и литература|ссылки|література|джерела"
    "|літаратура|kaynaklar|adabiyot|adabiyotlar|manbalar|ədəbiyyat|әдебиеттер|адабиёт|адабиётлар|манбалар|адабияттар"
)
TEXT_TOO = frozenset(folded(words) for words in _PARTS_OF_TEXTS.split("|"))
"""Names of a whole list that also stand over what a text says of the literature, or of its sources."""

_MARKUP = re.compile(r"^[#*_\s]*(?:\d{1,2}(?:\.\d{1,2}){0,2}[.)]?\s+|[IVX]{1,5}[.)]\s+|[A-H][.)]\s+)?")
_TWICE = re.compile(r"\s*[/|•]\s*|\s+[–—-]\s+|\s*[(]\s*")
_APOSTROPHES = str.maketrans("ʻʼ`", "'''")
_LONGEST = 80


@lru_cache(maxsize=4096)
def is_heading(line: str) -> bool:
    """Whether a line is the heading of a reference list; two names of it in two languages are one heading."""
    if len(line) > _LONGEST:
        return False
    words = _MARKUP.sub("", line, count=1)
    return _named(words) or (any(_named(part) for part in _TWICE.split(words)[:1]) and _all_named(words))


def may_head_text(line: str) -> bool:
    """Whether a heading of a list may as well be that of a part of the text: `2. Literature`, `Sources`."""
    return folded(_MARKUP.sub("", line, count=1).translate(_APOSTROPHES)) in TEXT_TOO


def is_part(line: str) -> bool:
    """Whether a line heads a part of a reference list: `Primary sources`, `Internet sources`."""
    return len(line) <= _LONGEST and folded(_MARKUP.sub("", line, count=1)) in PARTS


def _named(words: str) -> bool:
    name = folded(words.translate(_APOSTROPHES))
    return name in HEADINGS or (len(name) > 10 and name.replace(" ", "") in _UNSPACED)


def _all_named(words: str) -> bool:
    return all(_named(part) for part in _TWICE.split(words) if folded(part))


_UNSPACED = frozenset(name.replace(" ", "") for name in HEADINGS if len(name) > 8)
