"""Which language a text is in, from its script, its commonest words and its own letters; meant for a page or more.

The commonest words of a language make up a third to a half of its running text, and few are shared with another one
(Grefenstette 1995, who compares this with letter trigrams: it does as well from some fifty words on).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_STOP_WORDS = {
    "en": (
        "the of and to in is that for with as are this by from which be on was it we were have has not an "
        "at or their its these been than can our"
    ),
    "de": (
        "der die und das ist von den mit für auf nicht ein eine dem des werden sich im zu wird als auch sie "
        "es an durch bei wir sind oder wie zur einer aus nach"
    ),
    "fr": (
        "le les des et la une est dans que pour qui sur par au avec sont du ce cette nous plus pas aux ont "
        "être ces leur entre il elle d’une"
    ),
    "es": (
        "el los las de que y en la una por con para del se es como más su al son lo entre no un sus este "
        "esta han fue también sobre"
    ),
    "it": (
        "il di che e la per una gli della con non sono del nel alla le è si dei dal delle un come anche più "
        "dalla degli ha questo nella al"
    ),
    "pt": (
        "o os as de que e em uma por com para do da não se como mais dos das ao na no um são à pela pelo "
        "entre também sua"
    ),
    "ro": "și de la în cu pe care nu mai din este sau pentru că au fost prin sunt această între lui unei ale",
    "ca": "el els les de que i en una per amb del als és dels són aquest més com entre ha aquesta seva",
    "pl": (
        "i w na z się że do jest oraz dla nie od przez są jako po to o tym które może był także ich który jego ma przy"
    ),
    "cs": "a v na se je že do pro s z jsou jako o nebo která od po byl podle také ve které při ale",
    "hu": "a az és hogy is nem egy ez de meg volt mint vagy csak még már ki azt ezt lehet szerint illetve",
    "tr": (
        "ve bir bu için ile olarak da de olan daha en gibi çok kadar sonra ise veya olduğu göre arasında "
        "ancak tarafından üzerinde bunun değil ne her"
    ),
    "az": (
        "və bir bu üçün ilə olaraq da də olan daha ən kimi çox qədər sonra isə olunur görə edir onun hər "
        "bunun əsasında müasir həmin"
    ),
    "uz": (
        "va bu uchun bilan bir ham bo‘lgan orqali asosida kabi yoki esa hamda bo‘yicha mumkin bo‘lib qilish "
        "kerak har o‘z ularning muhim hisoblanadi"
    ),
    "nl": (
        "de het een van en in is dat op te met voor zijn niet aan er ook door deze wordt bij als worden naar uit om"
    ),
    "sv": "och i att det som en på är av för med till den har de inte om ett var från vi eller kan",
    "da": "og i at det som en på er af for med til den har de ikke om et var fra vi eller kan der blev",
    "no": "og i at det som en på er av for med til den har de ikke om et var fra vi eller kan fra ble",
    "fi": "ja on ei että se oli hän mutta ovat kun myös sekä tai jos mukaan kuin joka ne sen",
    "id": (
        "yang dan di dengan untuk pada dari ini dalam adalah tidak oleh sebagai dapat itu akan atau lebih "
        "terhadap secara"
    ),
    "la": "et in est non ad ut cum ex sed quod qui quae si esse dolor sit amet eiusmod tempor",
    "ru": "и в на с по что не как для из от это а к также при его их или то является которые может был более так",
    "uk": "і в на з що не як для та у до від це є також при або із його які за бути їх",
    "be": "і ў на з што не як для да у ад гэта таксама пры або яго якія за быць",
    "bg": "и в на с по че не как за от това се е са при или да ще които която",
    "kk": "және бұл үшін мен бен бір да де осы болып деп ол бойынша туралы керек оның қазақстан",
    "ky": "жана бул үчүн менен бир да деп ал боюнча эмес болуп анын керек",
    "tg": "ва дар аз ба ки ин бо барои ҳамчун он аст мебошад карда шуд",
}
_UZBEK_CYRILLIC = (
    "ва бу учун билан бир ҳам бўлган орқали асосида каби ёки эса ҳамда бўйича мумкин бўлиб қилиш керак ҳар ўз"
)
_PROFILES = tuple((code, frozenset(words.split())) for code, words in [*_STOP_WORDS.items(), ("uz", _UZBEK_CYRILLIC)])
_OWN_LETTERS = {
    "tr": "ğış", "az": "ə", "pl": "łąęśżź", "de": "ßü", "es": "ñ¿", "pt": "ãõ", "uk": "їєґ", "be": "ў", "kk": "әңұһ",
    "ky": "ңө", "tg": "ӣӯҷ", "ro": "țșă", "cs": "ěřů", "hu": "őű", "fr": "œçê", "ru": "ыэё", "bg": "ъ",
}  # fmt: skip
_SCRIPTS = (
    ("ko", "\uac00-\ud7af"), ("ja", "\u3040-\u30ff"), ("zh", "\u4e00-\u9fff"), ("fa", "پچژگ"),
    ("ar", "\u0600-\u06ff"), ("he", "\u0590-\u05ff"), ("el", "\u0370-\u03ff"), ("ka", "\u10a0-\u10ff"),
    ("hy", "\u0530-\u058f"), ("hi", "\u0900-\u097f"), ("th", "\u0e00-\u0e7f"),
)  # fmt: skip
_SHARE_OF_SCRIPT = {"ja": 0.08, "fa": 0.02}
_APOSTROPHES = "'’ʻʼ`´"
_WORD = re.compile(r"[^\W\d_]+(?:‘[^\W\d_]+)*‘?")
_READ = 15000
_READ_FOR_SCRIPT = 2000
_FEWEST = 20
_FEWEST_SHOWN = 2


def language_of(text: str) -> tuple[str, float] | None:
    """The ISO 639-1 code and how surely, from 0 to 1; None where too little speaks for any language."""
    sample = text[:_READ]
    if by_script := _script_of(sample[:_READ_FOR_SCRIPT]):
        return by_script, 0.95
    words = _words(sample)
    if len(words) < _FEWEST:
        return None
    shares = _shares(words)
    (best, code), (second, _) = shares[:2]
    if best < 0.03 or best <= second or (best < 0.06 and best < 2 * second) or not _speaks(code, words):
        return None
    return code, round(min(0.95, 0.5 + (best - second) / best / 2), 2)


def language_of_words(words: str) -> str | None:
    """The language of a line, where two or more of its words are such as no other language has as often."""
    if by_script := _script_of(words):
        return by_script
    shares = _shares(_words(words))
    (best, code), (second, _) = shares[:2]
    return code if best > 0 and best >= 1.5 * second else None


def main_language(text: str, opening: int) -> tuple[str, float] | None:
    """The language of a document: of what follows its first `opening` characters, where abstracts stand in several."""
    body = text[opening : opening + 20000]
    return (language_of(body) if len(body) > opening / 2 else None) or language_of(text)


def _words(text: str) -> list[str]:
    lower = text.replace("İ", "i").casefold()
    for apostrophe in _APOSTROPHES:
        lower = lower.replace(apostrophe, "‘")
    return _WORD.findall(lower)


def _shares(words: Iterable[str]) -> list[tuple[float, str]]:
    """For each language the share of the words that are among its commonest, and a little for its own letters."""
    counts = Counter(words)
    total = sum(counts.values()) or 1
    letters = "".join(counts)
    shares: dict[str, float] = {}
    for code, known in _PROFILES:
        share = sum(map(counts.__getitem__, counts.keys() & known)) / total
        own = sum(map(letters.count, _OWN_LETTERS.get(code, ""))) / max(len(counts), 1)
        shares[code] = max(shares.get(code, 0.0), share + min(0.2 * own, 0.1) if share else 0.0)
    return sorted(((share, code) for code, share in shares.items()), key=lambda pair: (-pair[0], pair[1]))


def _speaks(code: str, words: Iterable[str]) -> bool:
    """Whether a text shows enough of a language: a letter of its own, or two common words longer than a letter."""
    told = set(words)
    if any(letter in word for word in told for letter in _OWN_LETTERS.get(code, "")):
        return True
    shown = max((told & known for other, known in _PROFILES if other == code), key=len)
    return sum(len(word) > 1 for word in shown) >= _FEWEST_SHOWN


def _script_of(text: str) -> str | None:
    """The language that a script by itself tells, where a third of the letters are in it."""
    if text.isascii() or not (letters := sum(map(str.isalpha, text))):
        return None
    for code, block in _SCRIPTS:
        if len(re.findall(f"[{block}]", text)) > _SHARE_OF_SCRIPT.get(code, 0.33) * letters:
            return code if code != "fa" or _script_share(text, "\u0600-\u06ff") > 0.33 else None
    return None


def _script_share(text: str, block: str) -> float:
    return len(re.findall(f"[{block}]", text)) / max(sum(character.isalpha() for character in text), 1)
