"""Function words and attached particles of Arabic: the one place that lists them.

Everything is in the folded spelling of `fold_for_reading` (alef without hamza, yeh for alef maksura).
"""

from __future__ import annotations

from functools import lru_cache

from tashabuk.engine.words import Tag

CONJUNCTIONS = ("و", "ف")
ARTICLE = "ال"
THIRD_PERSON = {"ه": "ms", "ها": "fs", "هم": "mp", "هن": "fp", "هما": "d"}
PRONOUNS = ("هما", "كما", "هم", "هن", "ها", "نا", "كم", "ه", "ك", "ي", "ني")

# Prepositions that stand alone, with the spelling that frames use for their place.
PREPOSITIONS: dict[str, str] = {
    word: place
    for words, place in (
        ("ب", "ب"),
        ("ل", "ل"),
        ("من", "من"),
        ("الي", "الي"),
        ("علي", "علي"),
        ("عن", "عن"),
        ("في", "في"),
        ("مع", "مع"),
        ("بين", "بين"),
        ("حول بشان بخصوص", "حول"),
        ("ضد", "ضد"),
        ("تجاه نحو ازاء حيال صوب", "تجاه"),
        ("لدي", "لدي"),
        ("امام", "امام"),
        ("بحق", "بحق"),
        ("عند", "عند"),
        ("قبل", "قبل"),
        ("بعد عقب اثر غداة", "بعد"),
        ("وراء خلف", "وراء"),
        ("خلال اثناء", "خلال"),
        ("منذ مذ", "منذ"),
        ("عبر", "عبر"),
        ("لصالح لمصلحة لحساب", "لصالح"),
        ("بقيادة برءاسة بزعامة باشراف", "بقيادة"),
        ("دون بدون", "دون"),
        ("داخل خارج فوق تحت قرب قبالة وسط ضمن شمال جنوب شرق غرب شمالي جنوبي شرقي غربي", "في"),
        ("بسبب نتيجة جراء بفعل", "بسبب"),
        ("رغم", "رغم"),
        ("مثل", "مثل"),
    )
    for word in words.split()
}
# Two words that are one preposition: (preposition, noun) → place.
COMPOUND_PREPOSITIONS: dict[tuple[str, str], str] = {
    (first, second): place
    for first, seconds, place in (
        ("علي", "يد يدي ايدي", "قبل"),
        ("من", "قبل جانب طرف لدن", "قبل"),
        ("من", "يد يدي ايدي قبضة براثن", "من"),
        ("ب", "يد ايدي", "قبل"),
        ("في", "وجه", "ضد"),
        ("في", "يد ايدي قبضة", "في"),
        ("الي", "جانب", "مع"),
        ("ب", "حق", "بحق"),
        ("من", "اجل", "ل"),
    )
    for second in seconds.split()
}
# Broken plurals that head the names of actors: things take verbs and pronouns in the feminine singular, people do not.
PLURALS_OF_THINGS = frozenset(
    [
        "دول",
        "وساءل",
        "مصادر",
        "صحف",
        "اجهزة",
        "فصاءل",
        "كتاءب",
        "الوية",
        "سرايا",
        "اوساط",
        "قوي",
        "جيوش",
        "احزاب",
        "مدن",
        "عواصم",
        "شعوب",
        "سفن",
        "زوارق",
        "محاكم",
        "مصارف",
        "بنوك",
        "هيءات",
        "فرق",
        "دواءر",
        "جهات",
        "طواقم",
    ]
)
PLURALS_OF_PEOPLE = frozenset(
    [
        "جنود",
        "ضباط",
        "عناصر",
        "وزراء",
        "سفراء",
        "قادة",
        "زعماء",
        "روءساء",
        "نواب",
        "خبراء",
        "علماء",
        "عملاء",
        "حلفاء",
        "اعضاء",
        "انصار",
        "ثوار",
        "نشطاء",
        "رجال",
        "عمال",
        "طلاب",
        "حراس",
        "سكان",
        "ابناء",
        "افراد",
        "مسءولو",
        "مقاتلو",
        "مسلحو",
        "اهالي",
        "خصوم",
        "اعداء",
        "حكام",
        "ملوك",
        "امراء",
    ]
)
# States and their like that are masculine; the others, and all cities, are feminine.
MASCULINE_STATES = frozenset(
    ["العراق", "الاردن", "لبنان", "اليمن", "السودان", "المغرب", "الصومال", "الفاتيكان", "السنغال", "الكونغو", "النيجر"]
)
# Words for a state, or for who reigns in it, that only some have.
_KINGDOMS = "SAU JOR MAR BHR GBR ESP BEL NLD DNK SWE NOR THA KHM MYS SWZ LSO TON BTN"
REALMS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("مملكة", "ملك", "عاهل"), frozenset(_KINGDOMS.split())),
    "امارة": frozenset(("ARE", "QAT", "KWT", "MCO", "LIE", "AND")),
    "سلطنة": frozenset(("OMN", "BRN")),
    "سلطان": frozenset(("OMN", "BRN")),
}
# What kinds of groups a class word can stand for, where not all.
ARMED = frozenset(("group", "movement"))
"""The kinds of groups that nouns for fighters can stand for."""
GROUP_SORTS: dict[str, frozenset[str]] = {
    word: sorts
    for words, sorts in (
        ("حزب تيار حركة جبهة ائتلاف", ARMED | {"party"}),
        ("تنظيم جماعة كتاءب لواء الوية فصيل فصاءل وحدات عناصر مقاومة", ARMED),
        ("ميليشيا مليشيا ميليشيات مليشيات عصابة عصابات", ARMED),
        ("منظمة هيءة", frozenset(("organisation", "group"))),
    )
    for word in words.split()
}
# Nouns for people and organs that are adjectives behind another noun: الاستثمارات الداخلية, بيان صحفي.
ALSO_ADJECTIVES = frozenset(
    [
        "ارهابي",
        "ارهابية",
        "مسلح",
        "مسلحة",
        "انتحاري",
        "متطرف",
        "متشدد",
        "صحافي",
        "صحفي",
        "صحافية",
        "صحفية",
        "اعلامي",
        "اعلامية",
        "حقوقي",
        "داخلية",
        "خارجية",
        "بحرية",
        "رءيسي",
        "مقيم",
        "الاخير",
        "الاخيرة",
    ]
)
# What makes security one of a state's organs, rather than a thing that is wished for.
FORCES = frozenset(
    [
        "قوات",
        "اجهزة",
        "رجال",
        "عناصر",
        "قوي",
        "وزير",
        "وزارة",
        "مديرية",
        "جهاز",
        "مسءول",
        "مسءولو",
        "ضباط",
        "دوريات",
        "قاءد",
        "قادة",
    ]
)
# Nouns that are no organ before these words: الدفاع عن, النظام العام.
NO_ORGAN: dict[str, frozenset[str]] = {
    "دفاع": frozenset(("عن", "الجوي", "المدني")),
    "نظام": frozenset(("العام", "العالمي", "الدولي", "الاقتصادي", "المالي")),
    "امن": frozenset(("القومي", "الاقليمي", "الغذاءي", "الماءي")),
    "قضاء": frozenset(("علي",)),
}
# Nouns that end in ه without its being "his"; names of God do too.
WITH_HEH = frozenset(
    [
        "اتجاه",
        "انتباه",
        "اشتباه",
        "اشباه",
        "مياه",
        "وجه",
        "شبيه",
        "نزيه",
        "توجيه",
        "تنبيه",
        "ترفيه",
        "تشويه",
        "تمويه",
        "افواه",
        "رفاه",
        "جاه",
        "نبيه",
        "مشبوه",
        "متشابه",
        "تشابه",
        "تشبيه",
        "فقيه",
        "شبه",
        "كره",
        "سفيه",
        "فواكه",
        "اكراه",
        "مشتبه",
        "ابله",
        "اله",
        "فقه",
        "كنه",
        "تجاه",
        "مكروه",
        "مشوه",
        "موجه",
        "مواجه",
    ]
)
# Words that begin with و without its being "and".
WITH_WAW = frozenset(
    (
        "واحد واحدة واحدا ولاية ولايات وسيلة وسائل وسيط وسطاء وساطة وثيقة وثائق وطن وطني وطنية وطنيا وطنيين والد والدة ولد وقود "
        "ورقة وراق وظيفة وظائف وجود وفاة وفيات وزن ورشة وصي وصف وتيرة واقع واقعة وقائع واجب واجبات وادي وحيد وحيدة وحدة وحدات "
        "وزير وزيرة وزراء وزارة وزارات وزاري وزارية وفد وفود وكالة وكالات وكيل وكلاء وريث ورثة وضع وضعية وقت وقف وقفة ولي ولاء وباء "
        "واسع واسعة واضح واضحة وشيك وشيكة وثيق وصول وصاية وعد وعود وهم وهن وشاح ورد ورود وجبة وجهة وجه وجوه وجيه وجهاء وداع وردية"
    )
    .replace("ئ", "ء")
    .split()
)
# Adjectives that tell whose forces are meant when a preposition and a name follow: القوات الموالية للحكومة.
BELONGING = ("موالي", "موال", "تابع", "موءيد", "مناصر", "خاضع", "محسوب")
ATTACHED_PREPOSITIONS = {"ب": "ب", "ل": "ل", "ك": "مثل"}

_TAGS: tuple[tuple[Tag, str], ...] = (
    (Tag.RELATIVE, "الذي التي الذين اللذان اللذين اللتان اللتين اللاتي اللواتي ممن مما"),
    (
        Tag.SUBORDINATOR,
        "ان انه انها انهم انهما انني اننا بان بانه بانها بانهم بانهما حيث حين حينما عندما بينما فيما لكن ولكن لان لانه لانها لانهم كي لكي اذا لو لولا لما كما اذ ريثما مثلما كلما قبلما بعدما طالما حتي الا سوي ليت لعل هل لماذا متي كيف ماذا اين",
    ),
    (Tag.NEGATION, "لا لم لن ليس ليست ليسوا لسنا لست غير ما عدم بعدم لعدم كلا لما"),
    (Tag.CONJUNCTION, "و او ام ثم بل اما"),
    (Tag.PRONOUN, "هو هي هم هما هن انا نحن انت انتم هذا هذه هذان هذين هؤلاء هءلاء ذلك تلك اولءك"),
    (
        Tag.ADVERB,
        "قد لقد سوف ايضا كذلك فقط جدا هنا هناك الان امس اليوم غدا كل جميع بعض كلا كلتا اي احد احدي نفس نفسه نفسها ذاته ذاتها عدة عدد مازال لازال بات ايضا مجددا حاليا موءخرا سابقا لاحقا وقت تم يتم سيتم",
    ),
    (
        Tag.VERB,
        "كان كانت كانوا كانا يكن تكن باتت باتوا كادت كادوا زالوا ظلوا ظهرت بدت غدت صاروا استطاعت استطاعوا يكون تكون يكونوا ستكون سيكون اصبح اصبحت اضحي صار صارت ظل ظلت مازالت يزال تزال لايزال زال زالت عاد عادت "
        "كاد يكاد تكاد جعل جعلت يجعل بدا بدات بداوا يبدا تبدا اخذ اخذت يجب ينبغي يمكن تمكن تمكنت استطاع يستطيع تستطيع يريد تريد اراد ارادت "
        "سعي يسعي تسعي سعت حاول حاولت يحاول تحاول شهد شهدت تشهد يشهد جاء جاءت ياتي تاتي تعد يعد تعتبر يعتبر تعتزم يعتزم يواصل تواصل واصل واصلت "
        "يعيش تعيش يبقي تبقي بقي بقيت يوجد توجد هناك",
    ),
)
FUNCTION_WORDS: dict[str, Tag] = {word: tag for tag, words in reversed(_TAGS) for word in words.split()}

# Verbs among them that are spelled like others which tell an event: تعد is "counts as", and hardly ever "promises".
EMPTY_VERBS = frozenset(["تعد", "يعد", "تعتبر", "يعتبر", "يكون", "تكون"])

# Function words that are, or end in, a pronoun which is the subject of what follows.
SUBJECT_PRONOUNS: dict[str, str] = {
    "هو": "ه",
    "هي": "ها",
    "هم": "هم",
    "هما": "هما",
    "هن": "هن",
    **{stem + pronoun: pronoun for stem in ("ان", "بان", "لان", "لكن") for pronoun in ("ه", "ها", "هم", "هما", "هن")},
}

PUNCTUATION: dict[str, Tag] = {
    **dict.fromkeys("،,؛;:-–—/()[]{}|•*", Tag.COMMA),
    **dict.fromkeys(".!?؟…", Tag.STOP),
    **dict.fromkeys("«“", Tag.OPEN_QUOTE),
    **dict.fromkeys("»”", Tag.CLOSE_QUOTE),
}
STRAIGHT_QUOTES = "\"'"


@lru_cache(maxsize=1 << 10)
def split_proclitics(word: str) -> tuple[tuple[str, str, str], ...]:
    """Every way to peel an attached conjunction and preposition: (conjunction, preposition, rest), longest rest first.

    `لل` is ل before the article, which comes back.

    >>> split_proclitics("وللحكومة")[-2]
    ('و', 'ل', 'الحكومة')
    """
    out = [("", "", word)]
    out += _prepositions("", word)
    if len(word) > 3 and word[0] in CONJUNCTIONS:
        out.append((word[0], "", word[1:]))
        out += _prepositions(word[0], word[1:])
    return tuple(out)


def _prepositions(conj: str, word: str) -> list[tuple[str, str, str]]:
    if len(word) > 4 and word.startswith("لل"):
        return [(conj, "ل", ARTICLE + word[2:]), (conj, "ل", word[1:])]
    if len(word) > 3 and word[0] in ATTACHED_PREPOSITIONS:
        return [(conj, ATTACHED_PREPOSITIONS[word[0]], word[1:])]
    return []
