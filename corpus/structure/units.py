"""Units of measure: which words are units, and which unit a column head, a row's name or a caption states."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PERCENT = (
    "%|percent|per cent|percentage|pct|prozent|pourcent|pour cent|por ciento|por cento|per cento|procent|proc"
    "|процент|процента|процентов|проц|відсотків|відсотки|foiz|foizda|фоиз|yüzde|faiz|пайыз"
)
_SCALES = (
    "000|000s|'000|'000s|hundred|hundreds|thousand|thousands|thsd|ths|thous|th|million|millions|mill|mil|mln|mn|mio|mm|billion|billions"
    "|bln|bn|milliard|milliards|mrd|mlrd|mia|md|trillion|trillions|trn|tn|crore|lakh|k|m|b|t|tsd|tausend"
    "|millionen|milliarde|milliarden|billionen|millier|milliers|millón|millones|mil millones|miles|milhões|milhares"
    "|bilhões|milioni|miliardi|miliardy|mld|tys|сот|тыс|тысяч|тысяча|тысячи|млн|миллион|миллиона|миллионов|млрд"
    "|миллиард|миллиарда|миллиардов|трлн|триллион|триллионов|мільйонів|мільярдів|ming|минг|million|mlrd|milliard|trln"
    "|bin|milyon|milyar|trilyon|min|milyonlarca|мың"
)
_CURRENCIES = (
    "€|$|£|¥|₽|₴|₺|₸|₩|₹|¢|us$|u.s.$|a$|c$|hk$|r$|eur|euro|euros|usd|us dollars|u.s. dollars|dollar|dollars|dolar"
    "|dolares|dólares|gbp|pound|pounds|jpy|yen|cny|rmb|yuan|chf|franc|francs|sek|nok|dkk|kronor|pln|zł|zloty|złotych"
    "|czk|huf|ron|lei|bgn|inr|rs|rupee|rupees|krw|won|brl|real|reais|mxn|zar|rand|aud|cad|try|tl|lira|liras|lirası"
    "|rub|rubles|roubles|руб|р|рубль|рубля|рублей|долл|доллар|доллара|долларов|долл. сша|евро|сша|uah|грн|гривен"
    "|kzt|тенге|tenge|uzs|sum|soum|сум|сўм|so'm|som|сом|so'mlik|azn|manat|манат|kgs|tjs|gel|amd|aed|sar|egp|avro|evro"
    "|dollari|aqsh|aqsh dollari|abd doları|abd|doları|€uro|тг|бел. руб|cents|cent|ecu|ppp"
)
_PHYSICAL = (
    "km|m|cm|mm|µm|μm|nm|mi|mile|miles|ft|feet|foot|in.|inch|inches|yd|m2|m3|km2|km3|cm2|cm3|mm2|ha|hectare|hectares"
    "|acre|acres|kg|g|mg|µg|μg|ng|t|tonne|tonnes|ton|tons|kt|mt|gt|lb|lbs|oz|l|ml|dl|hl|litre|litres|liter|liters"
    "|w|kw|mw|gw|tw|wh|kwh|mwh|gwh|twh|j|kj|mj|gj|pj|toe|mtoe|ktoe|co2|co2e|co2-eq|co2eq|kcal|cal|hp|hz|khz|mhz|ghz"
    "|v|kv|mv|a|ma|pa|kpa|mpa|bar|n|nm|k|°|°c|°f|c|ppm|ppb|mol|mmol|μmol|µmol|db|dpi|kb|mb|gb|tb|kbit/s|mbit/s|bit"
    "|км|м|см|мм|м2|м3|км2|га|кг|г|мг|т|тонн|тонна|тонны|ц|л|мл|квт|мвт|гвт|квт-ч|квтч|метр|метров|гектар|гектаров"
    "|tonna|gektar|metr|litr|kishi-soat|kvt|dönüm|hektar|kilometer|kilometers|kilometre|kilometres|metre|metres|meter"
    "|meters|kilogram|kilograms|gram|grams|ц/га|bps|basis points|points|point|pts|pt|pp|p.p|pps|ppt|p. p|п.п|п. п"
    "|п.п.|percentage points|percentage point|процентных пунктов|пункт|пунктов|пункта|prozentpunkte|f.b|‰|°n|x"
)
_TIMES = (
    "year|years|yr|yrs|month|months|mo|week|weeks|day|days|d|hour|hours|h|hr|hrs|minute|minutes|min|second|seconds|s|sec"
    "|ms|ns|µs|μs|jahr|jahre|jahren|monate|tage|stunden|an|ans|mois|jours|heures|año|años|meses|días|horas|anos|anni"
    "|лет|год|года|годы|мес|месяц|месяца|месяцев|дн|дней|день|час|часа|часов|мин|сек|yil|yillar|oy|kun|soat|yıl|ay|gün"
    "|saat|йил|ой|кун|соат"
)
_COUNTS = (
    "person|persons|people|inhabitants|employees|workers|headcount|fte|ftes|firms|enterprises|companies|units|unit"
    "|pieces|pcs|items|households|cases|observations|respondents|times|personen|einwohner|beschäftigte|stück|st"
    "|personnes|habitants|personas|habitantes|pessoas|persone|osób|szt|чел|человек|человека|ед|единиц|единица|шт|штук"
    "|раз|предприятий|предприятия|kishi|nafar|dona|ta|birlik|marta|корхона|киши|adet|kişi|tane|işletme|firma|ком|балл"
    "|баллов|балла|ball|score|scores|index|индекс|fold"
)
_OF_ANYTHING = frozenset(re.findall(r"\w+", "of per от к на из des du de der je pro par por"))
_JOINING = _OF_ANYTHING | frozenset(re.findall(r"\w+", "a an the in as to on and or for в за и"))
_INDEX = re.compile(r"(?:index,?\s*)?[\w-]{2,12}(?:/\d{2,4})?\s*=\s*100(?:\s*%)?", re.IGNORECASE)
_LEADING = re.compile(r"(?:in|в|во|en|em|w|expressed in|measured in|ед\. изм\.:?|units?:)\s+", re.IGNORECASE)
_PRICES = re.compile(r"\b(?:constant|current|nominal|real|purchasing|prices|(?:19|20)\d\d)\b", re.IGNORECASE)
_PERCENTAGE_FIRST = re.compile(
    r"(?:percent(?:age)?|per cent|pct\.?|prozent(?:satz)?|pourcentage|porcentaje|процент)(?!\s*points?)(?:\s|$)", re.I
)
_BRACKETED = re.compile(r"(?P<gap>^|\s?)[(\[](?P<words>[^()\[\]]{1,60})[)\]]")
_IN = re.compile(r"(?:^|\s)(?:in|в|en|em)\s", re.IGNORECASE)
_POWERS = str.maketrans("²³", "23", "^{}⁻¹")
_MOST_WORDS = 6
_LONGEST = 60
_FEW = 3
# Other letters in brackets name a model, a variable or a note.
_ONE_LETTER = frozenset("tmglhskтлгмц")


def _folded(names: str) -> frozenset[str]:
    return frozenset(name.strip(". ") for name in names.split("|"))


_PERCENTS = _folded(_PERCENT)
_MONEY = _folded(_CURRENCIES)
_SCALE_NAMES = _folded(_SCALES)
_MEASURES = _PERCENTS | _SCALE_NAMES | _MONEY | _folded(_PHYSICAL)
_MEASURES_AND_TIMES = _MEASURES | _folded(_TIMES)
_ALL = _MEASURES_AND_TIMES | _folded(_COUNTS)
_UNMISTAKABLE = _PERCENTS | _folded(
    "€|$|£|¥|₽|₴|₺|₸|₹|us$|eur|euro|euros|usd|gbp|jpy|cny|chf|rub|uzs|kzt|dollars|so'm|сум|сўм|руб|рублей|долл"
    "|mln|mlrd|bn|bln|mio|mrd|млн|млрд|тыс|million|millions|billion|billions|thousand|thousands|km|kg|ha|°c|pp|п.п"
)


def _either(names: frozenset[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))


CURRENCY = _either(_MONEY)
"""The signs and names of money that may stand before a figure, as alternatives of a regular expression."""

_SIGN_FIRST = re.compile(
    rf"(?P<money>(?:{CURRENCY})(?=[\s.])\.?\s|(?:us|a|c|hk)?[€$£¥₽₴₺₸₩₹])\s?(?P<scale>(?:{_either(_SCALE_NAMES)})\b\.?)",
    re.IGNORECASE,
)


def is_unit(words: str) -> bool:
    """Whether the words are a unit: `bn €`, `kg/ha`, `% of GDP`, `млн сум`, `2015 = 100`."""
    return _is_unit(words, _ALL)


def _is_unit(words: str, known: frozenset[str]) -> bool:
    text = _scale_first(_LEADING.sub("", words.strip(), count=1))
    if not text or len(text) > _LONGEST:
        return False
    return _is_known(text.casefold(), known) or bool(_INDEX.fullmatch(text)) or _is_phrase(text.casefold(), known)


def _is_phrase(text: str, known: frozenset[str]) -> bool:
    """Whether units make the phrase up: `thousand tonnes`, `USD per head`, `% change on the year`."""
    words = [word for word in re.split(r"[\s,]+", _PRICES.sub(" ", text)) if word]
    if not words or len(words) > _MOST_WORDS or (len(words) > 1 and words[0] == "%."):
        return False
    units = 0
    for word in words:
        if _is_known(word, known):
            units += 1
        elif units and (word in _OF_ANYTHING or _even(words[0]) in _PERCENTS):
            return True
        elif word not in _JOINING:
            return False
    return units > 0


def _is_known(word: str, known: frozenset[str]) -> bool:
    """Whether a word, or each part of one like `kg/ha` and `mln.so'm`, is a unit."""
    bare = _even(word)
    if bare in known:
        return True
    parts = [part for part in re.split(r"[/·*]|\.(?=\w)", bare) if part]
    return len(parts) > 1 and all(_even(part) in known for part in parts)


def _even(word: str) -> str:
    for apostrophe in "’‘ʻʼ`´":
        word = word.replace(apostrophe, "'")
    return word.translate(_POWERS).strip(". ")


def shown(unit: str) -> str:
    """A unit as it is written, its white space made single and the scale before the money; a percentage is `%`."""
    text = " ".join(_LEADING.sub("", unit.strip(), count=1).split())
    return "%" if _even(text.casefold()) in _PERCENTS else _scale_first(text)


def _scale_first(text: str) -> str:
    """`€ bn` and `€bn` as `bn €`."""
    match = _SIGN_FIRST.match(text)
    return f"{match['scale']} {match['money'].strip()}{text[match.end() :]}" if match else text


def unit_in(label: str, names_column: bool = False) -> str | None:
    """The unit that a column head, a row's name or a caption states, as it is written there.

    It stands in brackets, after a comma or after `in`; in the head of a column also as its last words or as all of it.
    A head that begins with `Percentage of` says `%`.
    """
    candidates = [*_set_off(label), *(_within(label) if names_column else ())]
    return next((shown(part) for part, known in candidates if _is_unit(part, known)), None)


def _set_off(label: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Where a unit may be set off from a label, the surest place first, and the words that are units there."""
    for match in reversed(list(_BRACKETED.finditer(label))):
        words = match["words"].strip()
        if len(words) > 1 or not words.isalpha() or (match["gap"] and words in _ONE_LETTER):
            yield from ((part, _ALL) for part in (words, *words.split(",")[:0:-1]))
    bare = " ".join(_BRACKETED.sub(" ", label).split())
    yield from (
        (part, _ALL) for part in bare.split(",")[:0:-1] if not (len(part.strip()) == 1 and part.strip().isalpha())
    )
    for match in list(_IN.finditer(bare))[-_FEW:]:
        yield bare[match.end() : match.end() + _LONGEST + 1].split(",")[0], _MEASURES_AND_TIMES


def _within(label: str) -> Iterator[tuple[str, frozenset[str]]]:
    bare = " ".join(_BRACKETED.sub(" ", label).split())
    if _PERCENTAGE_FIRST.match(bare):
        yield "%", _PERCENTS
    if len(bare) > 1 or not bare.isalpha():
        yield bare, _MEASURES
    words = bare.split()
    yield from ((" ".join(words[-length:]), _UNMISTAKABLE) for length in range(min(3, len(words)), 0, -1))
