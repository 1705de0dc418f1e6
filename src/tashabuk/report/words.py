"""The words of tables and pages in Arabic and English: nouns, event types, qualities, counted nouns."""

from __future__ import annotations

from tashabuk.model import UNNAMED, Certainty, EventType, Openness, PartialDate, TieLabel
from tashabuk.model.statement import AUTHOR

LANGUAGES = ("ar", "en")
_AR, _EN = 0, 1

EVENTS: dict[EventType, tuple[str, str]] = {
    EventType.AGREE: ("اتفاق ووعد", "agree"),
    EventType.CONSULT: ("لقاء وتشاور", "consult"),
    EventType.SUPPORT: ("تأييد", "support"),
    EventType.CONCEDE: ("تنازل", "concede"),
    EventType.COOPERATE: ("تعاون", "cooperate"),
    EventType.AID: ("مساعدة", "aid"),
    EventType.RETREAT: ("تراجع وانسحاب", "retreat"),
    EventType.REQUEST: ("طلب", "request"),
    EventType.ACCUSE: ("اتهام", "accuse"),
    EventType.REJECT: ("رفض", "reject"),
    EventType.THREATEN: ("تهديد", "threaten"),
    EventType.PROTEST: ("احتجاج", "protest"),
    EventType.SANCTION: ("عقوبة وقطيعة", "sanction"),
    EventType.MOBILIZE: ("حشد", "mobilize"),
    EventType.COERCE: ("إكراه وسيطرة", "coerce"),
    EventType.ASSAULT: ("هجوم", "assault"),
    EventType.STANCE: ("موقف", "stance"),
}
CERTAINTIES: dict[Certainty, tuple[str, str]] = {
    Certainty.ASSERTED: ("مؤكد", "asserted"),
    Certainty.HEDGED: ("غير مؤكد", "hedged"),
    Certainty.NEGATED: ("منفي", "negated"),
    Certainty.FUTURE: ("مستقبل", "future"),
    Certainty.HYPOTHETICAL: ("افتراض", "hypothetical"),
    Certainty.QUESTION: ("سؤال", "asked"),
}
OPENNESSES: dict[Openness, tuple[str, str]] = {
    Openness.COVERT: ("سري", "covert"),
    Openness.OVERT: ("علني", "overt"),
}
LABELS: dict[TieLabel, tuple[str, str]] = {
    TieLabel.ALLY: ("حليف", "ally"),
    TieLabel.PARTNER: ("شريك", "partner"),
    TieLabel.ENTANGLED: ("متشابك", "entangled"),
    TieLabel.RIVAL: ("خصم", "rival"),
    TieLabel.ENEMY: ("عدو", "enemy"),
    TieLabel.FAINT: ("ضعيف الأثر", "faint"),
}
MONTHS = (
    ("كانون الثاني/يناير", "January"),
    ("شباط/فبراير", "February"),
    ("آذار/مارس", "March"),
    ("نيسان/أبريل", "April"),
    ("أيار/مايو", "May"),
    ("حزيران/يونيو", "June"),
    ("تموز/يوليو", "July"),
    ("آب/أغسطس", "August"),
    ("أيلول/سبتمبر", "September"),
    ("تشرين الأول/أكتوبر", "October"),
    ("تشرين الثاني/نوفمبر", "November"),
    ("كانون الأول/ديسمبر", "December"),
)
PHRASES: dict[str, tuple[str, str]] = {
    "from": ("من", "from"),
    "to": ("إلى", "to"),
    "title": ("تقرير تشابك", "Tashabuk report"),
    "ties": ("العلاقات", "Ties"),
    "graph": ("شبكة العلاقات", "The network of ties"),
    "timeline": ("الخط الزمني", "Timeline"),
    "ledger": ("سجل الأقوال", "Ledger"),
    "documents": ("الوثائق", "Documents"),
    "actor": ("الفاعل", "actor"),
    "recipient": ("المتلقي", "recipient"),
    "event": ("الحدث", "event"),
    "date": ("التاريخ", "date"),
    "holder": ("القائل", "holder"),
    "certainty": ("اليقين", "certainty"),
    "openness": ("العلانية", "openness"),
    "sentence": ("الجملة", "sentence"),
    "source": ("المصدر", "source"),
    "pair": ("الطرفان", "pair"),
    "cooperation": ("التعاون", "cooperation"),
    "conflict": ("الخصومة", "conflict"),
    "net": ("الصافي", "net"),
    "entanglement": ("التشابك", "entanglement"),
    "label": ("الوصف", "label"),
    "covert_share": ("نسبة السري", "covert share"),
    "each_other": ("أحدهما تجاه الآخر", "each other"),
    "nobody": ("غير مذكور", "not named"),
    "undated": ("بلا تاريخ", "undated"),
    "thin": ("أدلة قليلة", "thin evidence"),
    "author": ("الكاتب", "the author"),
    "unnamed": ("مصدر غير مسمى", "unnamed source"),
    "none_match": ("لا أقوال توافق هذا الاختيار.", "No statements match this choice."),
    "no_statements": ("لا أقوال في هذا المخزن بعد.", "There are no statements in this store yet."),
    "how_to_begin": ("ابدأ بالأمر:", "Begin with:"),
    "before": ("قبل", "before"),
    "after": ("بعد", "after"),
    "blocs": ("الكتل", "Blocs"),
    "more": ("غيرهم", "more"),
    "unbound": ("بلا صف (لا علاقة، أو علاقات متشابكة فقط)", "on no side (no tie, or entangled ones only)"),
    "other_parts": ("لم ترسم", "not drawn"),
    "frustration": ("مؤشر التوتر", "frustration"),
    "strain_legend": (
        "الأصدقاء في صفين يصلهم خط، والأعداء في صف واحد يصلهم قوس",
        "a line joins friends on two sides, an arc joins enemies on one side",
    ),
    "triads": ("الثلاثيات", "Triads"),
    "triads_balanced": ("متوازنة", "balanced"),
    "triads_unbalanced": ("غير متوازنة", "not balanced"),
    "triads_entangled": ("فيها علاقة متشابكة", "with an entangled tie"),
    "tie": ("علاقة", "Tie"),
    "turning_point": ("منعطف", "turning point"),
    "surfaced": ("خرجت إلى العلن", "surfaced"),
    "cooperation_up": ("التعاون ↑", "cooperation ↑"),
    "conflict_down": ("الخصومة ↓", "conflict ↓"),
    "hatched": ("المظلل بخطوط: سري", "hatched: covert"),
    "weight_week": ("الوزن في الأسبوع", "weight a week"),
    "weight_month": ("الوزن في الشهر", "weight a month"),
    "weight_quarter": ("الوزن في ربع السنة", "weight a quarter"),
    "weight_year": ("الوزن في السنة", "weight a year"),
    "at_publication": ("بلا تاريخ، وضعت بتاريخ النشر", "without a date, put at the day of publication"),
    "legend_cooperation": ("تعاون", "cooperation"),
    "legend_conflict": ("خصومة", "conflict"),
    "legend_cooperation_line": ("الأخضر تعاون", "teal: cooperation"),
    "legend_conflict_line": ("الأحمر خصومة", "red: conflict"),
    "legend_triads": (
        "الأخضر تعاون، والأحمر خصومة، والاثنان معا علاقة متشابكة",
        "teal is cooperation, red conflict, both an entangled tie",
    ),
    "legend_covert": ("خط متقطع: أغلبه سري", "dashed: mostly covert"),
    "first_of": ("يعرض أول", "showing the first"),
    "of": ("من", "of"),
    "by_published": ("بتاريخ النشر", "by day of publication"),
}


def word(key: str, language: str) -> str:
    """A phrase of the interface."""
    return PHRASES[key][_AR if language == "ar" else _EN]


def date_in_words(date: PartialDate, language: str) -> str:
    """A date as it is written in a sentence, as exact as it is; Arabic has two sets of months, and gives both.

    >>> date_in_words(PartialDate(2020, 2, 27), "en"), date_in_words(PartialDate(2017, 5), "en")
    ('27 February 2020', 'May 2017')
    """
    parts = [str(date.day)] if date.day is not None else []
    if date.month is not None:
        parts.append(MONTHS[date.month - 1][_AR if language == "ar" else _EN])
    return " ".join([*parts, str(date.year)])


def event_name(event: EventType, language: str) -> str:
    """An event type in words."""
    return EVENTS[event][_AR if language == "ar" else _EN]


def certainty_name(certainty: Certainty, language: str) -> str:
    """A certainty in words."""
    return CERTAINTIES[certainty][_AR if language == "ar" else _EN]


def openness_name(openness: Openness | None, language: str) -> str:
    """An openness in words, empty where the text does not say."""
    return OPENNESSES[openness][_AR if language == "ar" else _EN] if openness is not None else ""


def label_name(label: TieLabel, language: str) -> str:
    """A tie's label in words."""
    return LABELS[label][_AR if language == "ar" else _EN]


def holder_key(holder: str) -> str | None:
    """The phrase for a holder that is no actor."""
    return {AUTHOR: "author", UNNAMED: "unnamed"}.get(holder)


_COUNTED = {
    # one, two, three to ten, eleven and more
    "statement": (("قول واحد", "قولان", "أقوال", "قولا"), ("statement", "statements")),
    "document": (("وثيقة واحدة", "وثيقتان", "وثائق", "وثيقة"), ("document", "documents")),
    "tie": (("علاقة واحدة", "علاقتان", "علاقات", "علاقة"), ("tie", "ties")),
    "judgement": (("حكم واحد", "حكمان", "أحكام", "حكما"), ("judgement", "judgements")),
    "coded_event": (("حدث مرمز واحد", "حدثان مرمزان", "أحداث مرمزة", "حدثا مرمزا"), ("coded event", "coded events")),
    "event": (("حدث واحد", "حدثان", "أحداث", "حدثا"), ("event", "events")),
    "witness": (
        ("شاهد مستقل واحد", "شاهدان مستقلان", "شهود مستقلين", "شاهدا مستقلا"),
        ("independent witness", "independent witnesses"),
    ),
    "actor": (("فاعل واحد", "فاعلان", "فاعلين", "فاعلا"), ("actor", "actors")),
    "fact": (("واقعة واحدة", "واقعتان", "وقائع", "واقعة"), ("fact", "facts")),
    "act": (("فعل واحد", "فعلان", "أفعال", "فعلا"), ("act", "acts")),
    "month": (("شهر واحد", "شهران", "أشهر", "شهرا"), ("month", "months")),
    "part": (("جزء واحد", "جزآن", "أجزاء", "جزءا"), ("part", "parts")),
}


def counted(number: int, noun: str, language: str) -> str:
    """A number with its noun in the right form; Arabic has four.

    >>> counted(2, "document", "ar"), counted(5, "document", "ar"), counted(12, "document", "ar")
    ('وثيقتان', '5 وثائق', '12 وثيقة')
    """
    arabic, english = _COUNTED[noun]
    if language != "ar":
        return f"{number:,} {english[number != 1]}"
    if number == 1:
        return arabic[0]
    if number == 2:
        return arabic[1]
    if number == 0 or 3 <= number % 100 <= 10:
        return f"{number:,} {arabic[2]}"
    if number % 100 in (0, 1, 2):
        return f"{number:,} {arabic[0].removesuffix(' واحدة').removesuffix(' واحد')}"
    return f"{number:,} {arabic[3]}"
