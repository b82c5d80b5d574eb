"""Names, titles, journals and publishers that nobody bears, in languages of which there is hardly any marked data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Vocabulary:
    """What the entries of one language are made of; each string holds alternatives, parted by `|`."""

    families: str
    initials: str
    given: str
    openings: str
    subjects: str
    places_in: str
    journals: str
    publishers: str
    cities: str
    meetings: str
    degrees: str


RUSSIAN = Vocabulary(
    families="Ольхин|Берёзова|Кедров|Липина|Дубравин|Ясенева|Рябинин|Осинцев|Тополева|Ивлев|Соснин|Калинов|Вязов"
    "|Грабова|Ракитин|Ковыль|Полынин|Клёнов|Орешникова|Вербин|Петренко|Шевчук|Абдуллаев|Каримова|Ахметов|Сулейменова"
    "|Бондарь|Мельник|Ким|Ли|Чубук|Рожь-Полевая|де Вереск|Ван Дубов|Зверобоев|Марьин|Сергиенко|Тлеубаев|Хасанов",
    initials="А. Б.|В. Г.|Д. Е.|И. К.|Л. М.|Н. О.|П. Р.|С. Т.|Ю. Я.|А.|М.|Е. В.|Ж. Т.|Ш. Х.|Э. Ю.|Р.",
    given="Анна|Борис Викторович|Вера|Глеб|Дарья Ильинична|Егор|Илья Петрович|Мария|Нина|Олег Юрьевич|Пётр|Рустам",
    openings="Особенности развития|Проблемы управления|Теория и практика|К вопросу об оценке|Методы исследования"
    "|Факторы роста|Экономические основы|История|Современное состояние|Модели прогнозирования"
    "|Роль государства в развитии|О некоторых свойствах|Введение в анализ|Эффективность|Анализ динамики"
    "|Правовое регулирование|Формирование|Перспективы|Организация и планирование",
    subjects="речных портов|торговых путей|школьного образования|сельских библиотек|морских перевозок|лесного хозяйства"
    "|малых городов|зерновых культур|системы налогов|рынка труда|молочных ферм|городской среды"
    "|технологий обработки данных|водных ресурсов|горных пород|народных песен|кредитных союзов|ткацкого производства"
    "|сетей связи|предприятий отрасли|полупроводниковых плёнок",
    places_in="в России|в условиях перемен|на примере Поволжья|в Узбекистане|: учебное пособие|: монография"
    "|: теоретические аспекты|в XX веке|и пути их решения|: сборник статей|с учётом сезонности|в 1990–2010 гг."
    "|: учебник для вузов|в регионе",
    journals="Вестник портов|Вопросы речной экономики|Известия Приморской академии. Серия: Экономика|Учёные записки"
    "|Журнал теории торговли|Лесной вестник|Экономика и жизнь рек|Труды института связи|География"
    "|Вестн. Моск. ун-та. Сер. 6|Региональная наука|Почвоведение|Проблемы прогноза|Сельский мир|Математические заметки"
    "|Ж. прикл. химии|Успехи наук|Общество и право|ВОДЫ МИРА|Социс",
    publishers="Наука|Изд-во МГУ|Речное издательство|Питер|Экономика|Дело|Просвещение|ИНФРА-М|Высшая школа"
    "|Изд-во Томск. ун-та|Фан|Юрайт|КноРус|Издательский дом «Причал»|Мысль|ЮНИТИ-ДАНА|Наукова думка|Лань",
    cities="М.|СПб.|Москва|Санкт-Петербург|Ташкент|Новосибирск|Л.|Киев|Минск|Екатеринбург|Казань|Алматы|Ростов н/Д"
    "|М.; СПб.|Самарканд",
    meetings="Актуальные вопросы торговли: материалы междунар. конф.|Сборник трудов конференции «Реки и люди»"
    "|Материалы II съезда лесоводов|Сб. науч. тр. института портов|Наука и молодёжь: сб. ст.",
    degrees="дис. ... канд. экон. наук|автореф. дис. ... д-ра техн. наук|дис. … канд. физ.-мат. наук|диссертация"
    " кандидата наук",
)

UZBEK = Vocabulary(
    families="Daryoyev|Bog'bonov|Tolipova|Yulduzova|O'rmonov|G'unchayev|Qirg'iyev|Choriyeva|Shodmonov|Niyozova"
    "|Eshonqulov|Toshpo'latov|Xolmurodova|Rahimjonov|Abdurazzoqov|Gulnorova|Mirzayeva|Yo'ldoshev|Zokirov|Ergasheva",
    initials="A.|B. V.|D.|G'. M.|I. K.|O'. T.|Sh. R.|X. N.|Z.|M. M.|Q. S.|A.B.|Sh.",
    given="Aziza|Bobur|Dilnoza|G'ayrat|Iroda|Laylo|Olim|Shahlo|Umid|Zafar",
    openings="Daryo portlarini rivojlantirish|Savdo yo'llarining tarixi va|Kichik shaharlarda boshqaruv"
    "|Iqtisodiy o'sish omillari va|Ta'lim sifatini baholash|Suv resurslaridan foydalanish"
    "|Zamonaviy kutubxonalar faoliyati|Qishloq xo'jaligida|Raqamli texnologiyalar va|Milliy iqtisodiyotda"
    "|Mehnat bozorini tahlil qilish:|Sug'urta tizimining o'rni va",
    subjects="istiqbollari|muammolari|samaradorligi|nazariy asoslari|xorij tajribasi|o'quv qo'llanma"
    "|tashkiliy mexanizmi|usullarini takomillashtirish|ta'siri|yangi yondashuvlar|tendensiyalari",
    places_in="|O'zbekistonda|: monografiya|: darslik|va yechimlar|XX asrda|hududlar misolida|(Samarqand misolida)",
    journals="Daryolar xabarnomasi|Iqtisod va ta'lim|Suv olami jurnali|Toshkent universiteti axborotnomasi"
    "|Fan va jamiyat|O'zbekiston bog'lari|Xorazm Ma'mun akademiyasi axborotnomasi|Bozor, pul va daryo|Biznes-ekspert"
    "|Iqtisodiyot va innovatsion texnologiyalar",
    publishers="Fan|O'qituvchi|Daryo nashriyoti|Sharq|Universitet|O'zbekiston|Iqtisodiyot|Ma'naviyat|Fan va"
    " texnologiya nashriyoti",
    cities="Toshkent|Samarqand|T.|Buxoro|Xiva|Farg'ona|Nukus|Т.",
    meetings="Daryolar va odamlar: xalqaro konferensiya materiallari|Yosh olimlar to'plami|Respublika ilmiy-amaliy"
    " anjumani materiallari",
    degrees="iqtisod fanlari nomzodi dissertatsiyasi|falsafa doktori (PhD) dissertatsiyasi avtoreferati|dissertatsiya",
)

TURKISH = Vocabulary(
    families="Çamlı|Gürgen|Söğütoğlu|Kavaklı|Ihlamur|Öz|Ardıç|Kestaneci|Defne|Yağmurlu|Şimşekli|Gülbahçe|Irmak"
    "|Denizci|Akçay|Özlimon|Bülbül|Taşdere",
    initials="A.|B. C.|Ç.|E. F.|G.|İ. H.|M.|Ö. S.|Ş.|Ü.|Y. Z.|N.|A. İ.|H.",
    given="Ayşe|Burak|Çiğdem|Emre|Gül|İbrahim|Mehmet Ali|Ömer|Şule|Zeynep",
    openings="Nehir limanlarının|Ticaret yollarının|Kıyı kentlerinde|Kırsal kütüphanelerin|Türkiye'de"
    "|İşgücü piyasasında|Ekonomik büyüme ve|Su kaynaklarının|Eğitimde kalite ve|Küçük şehirlerde|Osmanlı'dan günümüze"
    "|Dijital teknolojiler ve|Tarım sektöründe",
    subjects="gelişimi|rekabet gücü üzerine bir araştırma|sorunları ve çözüm önerileri|tarihsel dönüşüm"
    "|üzerine ampirik bir inceleme|analizi|yönetimi|yapısal değişim|kuramsal yaklaşımlar|belirleyicileri"
    "|etkisi: İzmir örneği|performansı",
    places_in="|: İzmir örneği|(1980-2010)|: Bir alan araştırması|ve öneriler|: Teorik bir değerlendirme|üzerine",
    journals="Liman Araştırmaları Dergisi|İktisat ve Nehir Dergisi|Kıyı Üniversitesi Sosyal Bilimler Enstitüsü Dergisi"
    "|Bahçe Dergisi|Ege Suları|Amme İdaresi Dergisi|Yönetim ve Deniz|Coğrafya Dergisi|Ankara Ü. SBF Dergisi"
    "|International Journal of Harbour Studies",
    publishers="Irmak Yayınları|Liman Yayınevi|Nobel Yayıncılık|Beta Basım|Kıyı Üniversitesi Yayınları|İletişim"
    "|Seçkin|Deniz Kitabevi|DPT",
    cities="Ankara|İstanbul|İzmir|Bursa|Eskişehir|Trabzon|Konya",
    meetings="Ulusal Nehir Kongresi Bildirileri|III. Liman Sempozyumu Bildiriler Kitabı|Uluslararası Deniz Konferansı",
    degrees="Yayımlanmamış Doktora Tezi|Yüksek Lisans Tezi|Doktora tezi|Yayınlanmamış yüksek lisans tezi",
)
