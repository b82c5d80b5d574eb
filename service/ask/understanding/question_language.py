"""The language of a question: a few words, of which some say how a question is built in one language only.

A page is told by its commonest words (`corpus.bibliography.language`); a question has too few of them for shares, so
here question words and function words are counted, and a question is foreign only if they outnumber the English ones.
"""

from __future__ import annotations

import re
import unicodedata

from indexer.vocabulary import is_english

ENGLISH = "en"

_ENGLISH_WORDS = """
    a
    the of and to in is for with as are this by from which be on was it were have has not an at or their its
    these been than can our what who whom whose when where why how do does did many much that about between into
    there they them would could should will may might if then so but also any all each most more some such only
    other one two give show name list tell say says said after before during through over under while since
    because me we you your i
"""
_ENGLISH = frozenset(_ENGLISH_WORDS.split())

_WORDS = {
    "de": """
        der die das den dem des ein eine einen einer eines einem und ist sind war waren wird werden wurde wurden
        hat haben hatte nicht mit für auf von vom zu zum zur bei aus nach über durch als auch sich wie was wer
        wem wen wann wo warum wieso welche welcher welches welchen welchem wieviel viele gibt es sie er man oder
        kann können zwischen im am beim unter gegen ohne ihre seine diese dieser dieses worin wofür womit woher
        wodurch
    """,
    "fr": """
        le les des du une est sont dans pour par sur avec que qui quoi quel quelle quels quelles comment
        pourquoi où quand combien et ou aux ce cette ces ne pas plus selon entre il elle ils elles nous vous
        leur leurs ont a-t-il a-t-elle était été fait y se sa son ses au en la de un
    """,
    "es": """
        el los las del una un unos unas que qué quién quiénes cuál cuáles cómo cuándo cuánto cuánta cuántos
        cuántas dónde por para con según entre es son fue fueron era eran está están se su sus y o lo al como
        más ha han hay en la de no desde hasta
    """,
    "it": """
        il lo gli dei degli delle della dello del nel nella che chi cosa quale quali come quando quanto quanti
        quante dove perché è sono per con tra fra secondo una uno un si la le di da al alla e o non ha hanno era
        erano stato stata più
    """,
    "pt": """
        os as um uma uns umas do da dos das no na nos nas que quem qual quais como quando quanto quantos quantas
        onde por para com segundo entre é são foi foram era eram está se e ou o a de em ao à não mais porque
        porquê
    """,
    "nl": """
        het een van en zijn is dat op te met voor niet aan er ook door deze wordt worden werd bij als naar uit
        om wie wat welke welk wanneer waar waarom hoe hoeveel tussen volgens de in heeft hebben was waren
    """,
    "pl": """
        w na z i się do nie jest są to jak kto co który która które jakie jaki jaka kiedy gdzie dlaczego ile
        przez dla od oraz czy
    """,
    "cs": """
        v na se je jsou to jak kdo co který která které jaké kdy kde proč kolik pro od nebo s z a že podle jaký
        jaká
    """,
    "tr": """
        ve bir bu için ile olarak da de olan ne nedir kim kimdir kimin hangi hangisi nasıl neden niçin niye
        nerede nereye kaç kaçıncı mi mı mu mü midir mıdır göre kadar arasında zaman hangileri nelerdir sonra
        önce olduğu daha en var değil ettiği
    """,
    "az": "və bir bu üçün ilə nə nədir kim hansı necə niyə harada neçə nələrdir görə arasında mı mi olan",
    "uz": """
        va bu uchun bilan bir nima nimalar kim qaysi qanday nega qayerda qachon qancha necha haqida bo‘yicha
        orqali bo'yicha
    """,
    "sv": """
        och är det som en ett på av för med till den har inte om var från vad vem vilka vilken vilket när varför
        hur många i att
    """,
    "da": """
        og er det som en et på af for med til den har ikke om var fra hvad hvem hvilke hvilken hvilket hvornår
        hvor hvorfor hvordan i at
    """,
    "no": """
        og er det som en et på av for med til den har ikke om var fra hva hvem hvilke hvilken hvilket når hvor
        hvorfor hvordan i å
    """,
    "fi": "ja on ei että mikä mitä kuka ketkä mitkä milloin missä miksi miten kuinka monta ovat oli se ne sekä",
    "hu": """
        a az és hogy egy nem mi mit ki kik melyik milyen mikor hol miért hogyan mennyi hány van volt vannak
        között szerint
    """,
    "ro": """
        și de la în cu pe care nu din este sunt ce cine cum când unde cât câte câți pentru prin între a fost un
        o
    """,
    "id": """
        yang dan di dengan untuk pada dari ini dalam adalah apa siapa kapan mana mengapa bagaimana berapa oleh
        itu antara
    """,
    "vi": "là của và các những trong có được cho với nào gì ai khi sao thế bao nhiêu ở đâu một từ theo",
}  # fmt: skip
_PROFILES = {code: frozenset(words.split()) for code, words in _WORDS.items()}
_SCRIPTS = (
    ("ru", "\u0400-\u04ff"),
    ("el", "\u0370-\u03ff\u1f00-\u1fff"),
    ("ar", "\u0600-\u06ff"),
    ("he", "\u0590-\u05ff"),
    ("hi", "\u0900-\u097f"),
    ("th", "\u0e00-\u0e7f"),
    ("ja", "\u3040-\u30ff"),
    ("ko", "\uac00-\ud7af"),
    ("zh", "\u4e00-\u9fff"),
    ("hy", "\u0530-\u058f"),
    ("ka", "\u10a0-\u10ff"),
)
_OWN_LETTERS = {
    "de": "ßä", "fr": "èêœ", "es": "ñ¿¡", "it": "òìù", "pt": "ãõ", "pl": "łąęśźż", "cs": "řěů", "tr": "ğış",
    "az": "ə", "uz": "ʻ", "sv": "å", "da": "æø", "no": "øå", "hu": "őű", "ro": "țșăţş",
    "vi": "ơưđạảấầậắểệịọộớợụủứừ",
}  # fmt: skip
"""Letters that a language has and most others don't."""
_UKRAINIAN = re.compile("[іїєґ]")
_WORD = re.compile(r"[^\W\d_]+(?:[‘'’ʻʼ-][^\W\d_]+)*")

NAMES = {
    "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch", "pl":
    "Polish", "cs": "Czech", "tr": "Turkish", "az": "Azerbaijani", "uz": "Uzbek", "sv": "Swedish", "da":
    "Danish", "no": "Norwegian", "fi": "Finnish", "hu": "Hungarian", "ro": "Romanian", "id": "Indonesian", "vi":
    "Vietnamese", "ru": "Russian", "uk": "Ukrainian", "el": "Greek", "ar": "Arabic", "he": "Hebrew", "hi":
    "Hindi", "th": "Thai", "ja": "Japanese", "ko": "Korean", "zh": "Chinese", "hy": "Armenian", "ka":
    "Georgian", "en": "English",
}  # fmt: skip
"""The languages that can be told, by their names in English."""


def question_language(text: str) -> str:
    """The ISO 639-1 code of the language that a question is surely put in; English where that isn't sure."""
    unquoted = re.sub(r"[“\"«„‘][^“”\"»]*[”\"»]", " ", text)
    return _by_script(unquoted) or _by_words(unquoted)


def _by_script(text: str) -> str | None:
    letters = sum(character.isalpha() for character in text)
    for code, block in _SCRIPTS:
        own = len(re.findall(f"[{block}]", text))
        if own and own >= letters / 3:
            return "uk" if code == "ru" and _UKRAINIAN.search(text.lower()) else code
    return None


def _by_words(text: str) -> str:
    written = [unicodedata.normalize("NFC", word) for word in _WORD.findall(text)]
    words = [word.replace("İ", "i").lower() for word in written]
    # A name may be from anywhere; a word with a small letter and a strange one in it is no English.
    small = [word for word in written if word[0].islower()]
    counts = {
        code: sum(word in known for word in words) + len(_strange_letters(small, code))
        for code, known in _PROFILES.items()
    }
    code = max(sorted(counts), key=lambda each: counts[each])
    shown = {word for word in words if word in _PROFILES[code] and word not in _ENGLISH} | _strange_letters(small, code)
    english = sum(word in _ENGLISH and word not in _PROFILES[code] for word in words)
    if not shown or counts[code] <= english:
        return ENGLISH
    if not english and counts[code] >= ENOUGH_SHOWN:
        return code
    # The other words must be no English either. Names are left out, which are from anywhere.
    others = {word for word in small if word not in _PROFILES[code] and word not in _ENGLISH}
    strange = sum(not is_english(word) for word in others)
    if 2 * strange < len(others) or (others and english and 2 * strange == len(others)):
        return ENGLISH
    telling = any(_is_telling(word, code) for word in shown if not is_english(word))
    return code if telling or max(counts[code], len(shown)) >= LEAST_SHOWN else ENGLISH


def _strange_letters(words: list[str], code: str) -> set[str]:
    """The words that have a letter of that language's own."""
    own = _OWN_LETTERS.get(code, "")
    return {word for word in words if any(letter in own for letter in word)}


ENOUGH_SHOWN = 3
"""Function words of a language that settle it, where no English one stands beside them."""

LEAST_SHOWN = 2
"""Function words of a language that must stand in a question where none of them tells it by itself."""


def _is_telling(word: str, code: str) -> bool:
    """Whether a single word tells the language: a longer one that no other has."""
    return len(word) >= 3 and not any(word in known for other, known in _PROFILES.items() if other != code)
