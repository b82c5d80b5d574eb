"""Entries written by hand, for languages and layouts of which there is hardly any marked data; none is learnt from."""

import pytest

from corpus.bibliography.names import families, years
from corpus.structure.references.entry import parse_entry

ENTRIES = {
    "GOST book": (
        "Петров В.Н. Малые реки Сибири. – Томск: Изд-во Том. ун-та, 1998. – 212 с.",
        {
            "families": ("Петров",),
            "title": "Малые реки Сибири",
            "publisher-place": "Томск",
            "publisher": "Изд-во Том. ун-та",
            "year": 1998,
            "number-of-pages": "212",
            "page": None,
            "type": "book",
            "language": "ru",
        },
    ),
    "GOST article with DOI": (
        "Сидорова А. А., Кузнецов Д. В. Оценка качества воды в озёрах // Водные ресурсы. 2015. Т. 42, № 3. С. 301–310."
        " DOI: 10.7868/S0321059615030101",
        {
            "families": ("Сидорова", "Кузнецов"),
            "title": "Оценка качества воды в озёрах",
            "container-title": "Водные ресурсы",
            "volume": "42",
            "issue": "3",
            "page": "301-310",
            "DOI": "10.7868/S0321059615030101",
            "type": "article-journal",
        },
    ),
    "GOST thesis": (
        "Громов Е. И. Управление библиотеками: дис. ... канд. пед. наук. – М., 2004. – 178 с.",
        {"title": "Управление библиотеками", "type": "thesis", "year": 2004, "publisher-place": "М."},
    ),
    "GOST web page": (
        "Лаптев Г. Ю. Паводки [Электронный ресурс]. – URL: http://example.ru/pavodki (дата обращения: 12.03.2019).",
        {
            "title": "Паводки",
            "URL": "http://example.ru/pavodki",
            "accessed": {"date-parts": [[2019, 3, 12]]},
            "year": None,
        },
    ),
    "GOST article of one word": (
        "Лаптев Г.Ю. Паводки // Реки и озёра. – 2010. – № 3. – С. 12–25.",
        {"families": ("Лаптев",), "title": "Паводки", "container-title": "Реки и озёра", "page": "12-25"},
    ),
    "GOST book behind initials": (
        "Лаптев Г. Ю. Реки и порты. М.: Порт, 1990. С. 12.",
        {"families": ("Лаптев",), "title": "Реки и порты", "publisher": "Порт", "year": 1990},
    ),
    "Uzbek book in Cyrillic letters": (
        "Каримов А. Дарё портлари. – Тошкент: Фан, 2015. – 180 б.",
        {"title": "Дарё портлари", "number-of-pages": "180", "language": "uz", "year": 2015},
    ),
    "GOST collection": (
        "Никитин С. П. Рынок зерна // Экономика сельского хозяйства: сб. науч. тр. – Саратов: СГАУ, 2009. – Вып. 2."
        " – С. 44–51.",
        {"title": "Рынок зерна", "publisher-place": "Саратов", "issue": "2", "page": "44-51", "year": 2009},
    ),
    "Uzbek in Cyrillic letters": (
        "Каримов И. А., Юсупова Н. Бозор йўллари ва ўрмонлар // Иқтисод ва молия. – 2012. – № 5. – Б. 12–18.",
        {
            "families": ("Каримов", "Юсупова"),
            "title": "Бозор йўллари ва ўрмонлар",
            "container-title": "Иқтисод ва молия",
            "page": "12-18",
            "language": "uz",
        },
    ),
    "Ukrainian": (
        "Шевченко Т. Г. Річкові порти України // Економіка України. – 2011. – № 7. – С. 20–27.",
        {"title": "Річкові порти України", "container-title": "Економіка України", "issue": "7", "language": "uk"},
    ),
    "Uzbek article": (
        "Tursunov B. O'zbekiston qishloqlarida suv ta'minoti // Geografiya va hayot. – 2018. – №2. – B. 33–39.",
        {
            "families": ("Tursunov",),
            "title": "O'zbekiston qishloqlarida suv ta'minoti",
            "container-title": "Geografiya va hayot",
            "issue": "2",
            "page": "33-39",
            "language": "uz",
        },
    ),
    "Uzbek book": (
        "Hamidova M. Maktab kutubxonalari. – Toshkent: Sharq, 2003. – 144 b.",
        {"title": "Maktab kutubxonalari", "publisher": "Sharq", "publisher-place": "Toshkent", "type": "book"},
    ),
    "Uzbek, author and year": (
        "Qodirov A., Saidov J. (2021). Paxta yetishtirishning samaradorligi. Agrar fan jurnali, 4(2), 55-61.",
        {"families": ("Qodirov", "Saidov"), "container-title": "Agrar fan jurnali", "volume": "4", "page": "55-61"},
    ),
    "Turkish, author and year": (
        "Yıldız, A. ve Demir, K. (2014). Sahil kentlerinde turizm. Anadolu Araştırmaları Dergisi, 12(3), 45-67.",
        {
            "families": ("Yıldız", "Demir"),
            "title": "Sahil kentlerinde turizm",
            "container-title": "Anadolu Araştırmaları Dergisi",
            "volume": "12",
            "issue": "3",
            "page": "45-67",
            "language": "tr",
        },
    ),
    "Turkish with cilt and sayı": (
        "Kaya, M., “Osmanlı’da Vakıflar”, Tarih İncelemeleri Dergisi, C. XX, S. 2, İzmir 2005, s. 101-125.",
        {
            "families": ("Kaya",),
            "title": "Osmanlı’da Vakıflar",
            "container-title": "Tarih İncelemeleri Dergisi",
            "volume": "XX",
            "issue": "2",
            "page": "101-125",
            "year": 2005,
        },
    ),
    "Turkish thesis": (
        "Arslan, Z. (2009). Köy okullarında öğrenme. (Yayımlanmamış yüksek lisans tezi). Gazi Üniversitesi, Ankara.",
        {"title": "Köy okullarında öğrenme", "type": "thesis", "publisher": "Gazi Üniversitesi"},
    ),
    "Turkish book": (
        "Öztürk, S., Deniz Hukuku, 3. Baskı, Ankara: Seçkin Yayıncılık, 2011.",
        {"families": ("Öztürk",), "title": "Deniz Hukuku", "publisher": "Seçkin Yayıncılık", "year": 2011},
    ),
    "German article": (
        "Müller, H.; Schmidt, K. (1999): Die Flüsse Norddeutschlands. In: Geographische Rundschau, Jg. 51, H. 4,"
        " S. 180–186.",
        {
            "families": ("Müller", "Schmidt"),
            "title": "Die Flüsse Norddeutschlands",
            "container-title": "Geographische Rundschau",
            "volume": "51",
            "issue": "4",
            "page": "180-186",
            "language": "de",
        },
    ),
    "German chapter": (
        "Bauer, L. (2005): Häfen im Wandel. In: Krause, P. (Hrsg.): Handbuch der Küsten. Hamburg: Meiner, S. 45–70.",
        {
            "title": "Häfen im Wandel",
            "container-title": "Handbuch der Küsten",
            "editors": ("Krause",),
            "publisher": "Meiner",
            "page": "45-70",
        },
    ),
    "Spanish article": (
        "García López, J. y Martín Ruiz, P. (2010). Los ríos de Castilla. Revista de Geografía, 45(2), 33-58.",
        {
            "families": ("García López", "Martín Ruiz"),
            "title": "Los ríos de Castilla",
            "container-title": "Revista de Geografía",
            "language": "es",
        },
    ),
    "Spanish book": (
        "Fernández, A. (2003). Historia de los puertos. Madrid: Editorial Síntesis.",
        {"title": "Historia de los puertos", "publisher": "Editorial Síntesis", "publisher-place": "Madrid"},
    ),
    "French article": (
        "Dupont J., Martin P., « Les canaux du Nord », Revue de géographie, vol. 12, n° 3, 2001, p. 55-78.",
        {
            "families": ("Dupont", "Martin"),
            "title": "Les canaux du Nord",
            "container-title": "Revue de géographie",
            "volume": "12",
            "issue": "3",
            "page": "55-78",
            "language": "fr",
        },
    ),
    "French book": (
        "Bernard L. (1998), La ville et l'eau, Paris, Presses universitaires de France.",
        {"title": "La ville et l'eau", "publisher-place": "Paris", "publisher": "Presses universitaires de France"},
    ),
    "Vancouver": (
        "Smith AB, Jones C. Tidal energy in estuaries. J Mar Sci. 2012;8(4):211-9.",
        {"families": ("Smith", "Jones"), "container-title": "J Mar Sci", "volume": "8", "issue": "4", "page": "211-9"},
    ),
    "IEEE": (
        '[12] K. Lee and J. Park, "River flow sensing with low-cost radar," IEEE Sens. J., vol. 19, no. 7,'
        " pp. 2650–2658, Apr. 2019.",
        {"title": "River flow sensing with low-cost radar", "volume": "19", "issue": "7", "page": "2650-2658"},
    ),
    "Harvard": (
        "Black, S. (2011) 'Ferries and freight', Transport Quarterly, 29(1), pp. 5–19.",
        {"title": "Ferries and freight", "container-title": "Transport Quarterly", "volume": "29", "page": "5-19"},
    ),
    "Chicago chapter": (
        "Gray, R. 2016. “Tides.” In Handbook of Ports, edited by J. Hill and M. Stone, 101–120. Cheltenham: Elgar.",
        {"title": "Tides", "container-title": "Handbook of Ports", "editors": ("Hill", "Stone"), "page": "101-120"},
    ),
    "an organisation's report": (
        "OECD (2017), Trade in Rivers, OECD Publishing, Paris.",
        {"families": ("OECD",), "title": "Trade in Rivers", "publisher": "OECD Publishing", "year": 2017},
    ),
    "working paper": (
        "Hall, P. (2002). Quays and queues (Working Paper No. 123). National Bureau of Rivers.",
        {"title": "Quays and queues", "type": "report", "year": 2002},
    ),
    "article number": (
        "Kim, S.; Cho, Y. River ports and growth. Sustainability 2020, 12, 4021, doi:10.3390/su12104021.",
        {
            "title": "River ports and growth",
            "container-title": "Sustainability",
            "volume": "12",
            "page": "4021",
            "DOI": "10.3390/su12104021",
        },
    ),
    "in press": (
        "Nguyen, T., & Tran, H. (in press). Salt in the delta. Journal of Coasts.",
        {"title": "Salt in the delta", "issued": {"literal": "in press"}, "year": None},
    ),
    "Vancouver web page": (
        "Larsen P. Fjords online [Internet]. Oslo: Sea Museum; 2010 [cited 2012 May 4]. Available from:"
        " https://www.example.no/fjords",
        {
            "title": "Fjords online",
            "year": 2010,
            "URL": "https://www.example.no/fjords",
            "accessed": {"date-parts": [[2012, 5, 4]]},
        },
    ),
}


@pytest.mark.parametrize("style", ENTRIES)
def test_fields(style: str) -> None:
    raw, expected = ENTRIES[style]
    csl, _ = parse_entry(raw)
    held = {
        **csl,
        "families": families(csl.get("author")),
        "editors": families(csl.get("editor")),
        "year": next(iter(years(csl.get("issued"))), None),
    }
    assert {name: held.get(name) for name in expected} == expected
