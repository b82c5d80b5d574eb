"""The parts that scholarly texts have, by the names that journals print over them."""

from __future__ import annotations

from corpus.bibliography.names import folded
from corpus.structure.references import HEADINGS as REFERENCE_LISTS

_RUN_IN = (
    "abstract|summary|keywords|key words|index terms|jel classification|jel codes|jel code|jel|highlights"
    "|introduction|conclusion|conclusions|concluding remarks|acknowledgements|acknowledgments|funding|data availability"
    "|zusammenfassung|schlüsselwörter|schlagwörter|einleitung|fazit|schlussfolgerung|danksagung"
    "|résumé|mots clés|mots-clés|introducción|resumen|palabras clave|conclusiones|conclusión|agradecimientos"
    "|resumo|palavras-chave|palavras chave|introdução|conclusão|conclusões|riassunto|parole chiave|introduzione"
    "|conclusione|conclusioni|streszczenie|słowa kluczowe|wstęp|wnioski"
    "|аннотация|резюме|ключевые слова|введение|заключение|выводы|вывод|анотація|ключові слова|вступ|висновки"
    "|öz|özet|anahtar kelimeler|anahtar sözcükler|giriş|sonuç|sonuçlar|teşekkür"
    "|annotatsiya|kalit so'zlar|kalit so‘zlar|kirish|xulosa|xülasə|açar sözlər|giriş|nəticə"
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
RUN_IN = frozenset(folded(name) for name in _RUN_IN.split("|"))
"""Names that also stand at the head of their paragraph: `Abstract. This article …`."""

WHOLE_LINE = frozenset(folded(name) for name in _WHOLE_LINE.split("|")) | RUN_IN | REFERENCE_LISTS
"""Names that make a heading of a line that holds nothing else."""
