"""The parts that scholarly texts have, by the names that journals print over them."""

from __future__ import annotations

from corpus.bibliography.names import folded
from corpus.structure.references.headings import HEADINGS as REFERENCE_LISTS

_LABELS = (
    "keywords|key words|index terms|jel classification|jel codes|jel code|jel|schlüsselwörter|schlagwörter|mots clés"
    "|mots-clés|palabras clave|palavras-chave|palavras chave|parole chiave|słowa kluczowe|ключевые слова|ключові слова"
    "|anahtar kelimeler|anahtar sözcükler|kalit so'zlar|kalit so‘zlar|açar sözlər"
)
_RUN_IN = (
    "abstract|summary|highlights|introduction|conclusion|conclusions|concluding remarks|acknowledgements"
    "|acknowledgments|funding|data availability|zusammenfassung|einleitung|fazit|schlussfolgerung|danksagung|résumé"
    "|introducción|resumen|conclusiones|conclusión|agradecimientos|resumo|introdução|conclusão|conclusões|riassunto"
    "|introduzione|conclusione|conclusioni|streszczenie|wstęp|wnioski|аннотация|резюме|введение|заключение|выводы|вывод"
    "|анотація|вступ|висновки|öz|özet|giriş|sonuç|sonuçlar|teşekkür|annotatsiya|kirish|xulosa|xülasə|giriş|nəticə"
)
_WHOLE_LINE = (
    "background|literature review|review of literature|review of the literature|theoretical background"
    "|theoretical framework|related work|method|methods|methodology|research methodology|materials and methods|data"
    "|data and methods|research design|results|findings|results and discussion|discussion|limitations"
    "|discussion and conclusion|discussion and conclusions|conclusions and recommendations|recommendations"
    "|policy implications|implications|future research|appendix|annex|notes|footnotes|endnotes|contents"
    "|table of contents|about the author|about the authors|conflict of interest|conflicts of interest"
    "|author contributions|supplementary material|methoden|ergebnisse|diskussion|anhang|inhaltsverzeichnis"
    "|méthodes|méthodologie|résultats|discussion|annexe|métodos|metodología|resultados|discusión|apéndice"
    "|metodologia|risultati|discussione|metody|wyniki|dyskusja|методы|методология|материалы и методы|результаты"
    "|обсуждение|обзор литературы|литературный обзор|приложение|yöntem|bulgular|tartışma|ekler|metodlar|natijalar"
    "|muhokama|adabiyotlar tahlili"
)
LABELS = frozenset(folded(name) for name in _LABELS.split("|"))
"""Names of lists that are one paragraph long: what follows it belongs to the part around them."""

RUN_IN = frozenset(folded(name) for name in _RUN_IN.split("|")) | LABELS
"""Names that also stand at the head of their paragraph: `Abstract. This article …`."""

WHOLE_LINE = frozenset(folded(name) for name in _WHOLE_LINE.split("|")) | RUN_IN | REFERENCE_LISTS
"""Names that make a heading of a line that holds nothing else."""
