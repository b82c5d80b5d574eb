"""Words of other languages by which tables and sentences are told: totals, shares, per cent, tables themselves."""

from __future__ import annotations

TABLE = (
    r"(?:tables?|tabellen?|tableaux?|tablas?|cuadros?|tabelas?|quadros?|tabella|tablo|таблиц[аеуыи]|табл\."
    r"|jadval|жадвал)"
)
"""A table, where a sentence names one by its number."""

_SUMS = (
    "alle gesamtzahl zusammen insgesamt gesamt summe tous toutes ensemble totaux totale todos todas suma soma tutti"
    " tutte somma итого всего все сумма разом усього jami barcha жами барча jemi toplam celkem razem totaal"
    " samtliga yhteensä"
)
SUMS = frozenset(_SUMS.split())
"""First words of rows and columns that sum others up."""

SHARES = (
    r"anteile?|prozente?|prozentual\w*|quote|доля|доли|удельный вес|процент\w*|частка|porcentaje|porcentagem"
    r"|pourcentage|percentuale|quota"
)
"""Heads of shares."""

PER_CENT = r"Prozent(?:punkte?n?)?|процент(?:н\w+ пункт\w*|\w*)|por ciento|por cento|pour cent|per cento|foiz"
PERCENTAGE_POINTS = ("punkt", "пункт")
"""What tells points from per cent in these words."""

SEVERAL = (
    r"mehrfach(?:nennung|antwort|zählung|auswahl)\w*|mehrere (?:antworten|nennungen)\b[^.;|]{0,20}\bmöglich"
    r"|несколько (?:ответов|вариантов)|réponses multiples|plusieurs réponses|respuestas? múltiples?|varias respuestas"
    r"|risposte multiple|più risposte"
)
"""Remarks that one thing may be counted in several rows."""

NARROWED = (
    r"mehr als|weniger als|höher|niedriger|größer|kleiner als|unterschied|differenz|doppelt|dreimal|im vergleich"
    r"|gegenüber|durchschnitt\w*|mittel|median|zusammen|ohne|außer|nicht|übrige\w*|zwischen|seit|knapp|fast|etwa|rund|mindestens"
    r"|höchstens|hälfte|drittel|viertel|könnte\w*|würde\w*|более|менее|больше|меньше|выше|ниже|разниц\w*|вдвое"
    r"|по сравнению|средн\w*|вместе|кроме|без|не|остальн\w*|между|около|почти|примерно|половин\w*|трет\w*|четверт\w*"
)
"""Words that make a figure one of something narrower, wider or other than a cell's."""

MEANS = r"durchschnitt\w*|mittelwert\w*|mittel|среднее|средний|средняя|медиана|moyenne|promedio|media|mediana|médiane"
"""Rows that give a mean and no sum."""
