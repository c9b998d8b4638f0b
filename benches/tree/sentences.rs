//! What the made-up site says. `{}` stands for a subject. Claims and denials: Arabic in the first half, English in the second.

pub(crate) const NAMES: &[&str] = &["docs", "landing", "guides", "blog", "help", "press"];

pub(crate) const SUBJECTS_AR: &[&str] = &[
    "متابعة العملاء",
    "لوحة المؤشرات",
    "جدولة الاجتماعات",
    "صندوق الموافقات",
    "تقارير الفرع",
    "فريق الدعم",
    "بوابة الشركاء",
    "قوائم الأسعار",
    "سجل القرارات",
    "خطة الأسبوع",
    "ملف الشركة",
    "رحلة الانضمام",
];

pub(crate) const SUBJECTS_EN: &[&str] = &[
    "the weekly plan",
    "the approval inbox",
    "branch reports",
    "the partner portal",
    "meeting schedules",
    "the support desk",
    "the price list",
    "the decision log",
    "the company profile",
    "the first month",
    "customer notes",
    "the dashboard",
];

pub(crate) const PLAIN_AR: &[&str] = &[
    "تعرض {} ما تغيّر منذ آخر زيارة، مع اسم من راجعه وتاريخ المراجعة.",
    "يبدأ اليوم بنظرة سريعة على {}، ثم يوزّع المدير المهام على الفريق.",
    "يمكن ربط {} بالتقويم حتى تظهر المواعيد في مكان واحد.",
    "نكتب كل ملاحظة باسم صاحبها، ونرتّبها حسب الأهمية ضمن {}.",
    "إذا احتجت مساعدة في {} فاكتب لنا ويرد عليك شخص من الفريق خلال يوم عمل.",
    "يتضمن هذا القسم شرحًا مختصرًا عن {} وأمثلة من الاستخدام اليومي.",
    "راجع الإعدادات مرة كل شهر، وتأكد أن {} تعكس ما اتفقتم عليه.",
    "تستطيع الإدارة أن تختار من يطّلع على {} ومن يعدّل عليها.",
    "اخترنا كلمات بسيطة حتى يفهم كل موظف دور {} من أول قراءة.",
    "في نهاية الأسبوع نجمع الأسئلة ونضيف الإجابات إلى {}.",
    "كل رقم في {} له مصدر مكتوب بجانبه، ويمكن فتحه بضغطة واحدة.",
    "بعد التدريب الأول يعرف الجميع أين تُحفظ {} وكيف تُحدَّث.",
    "هذه الصفحة مخصصة للشركات التي تستخدم {} لأول مرة.",
    "عندما يتأخر طلب ما يظهر تنبيه داخل {} ويُكتب سبب التأخير.",
];

pub(crate) const PLAIN_EN: &[&str] = &[
    "Open {} every morning and see what changed since your last visit.",
    "A short note explains who reviewed {} and when they did it.",
    "Teams keep {} next to their calendar, so that nobody has to look twice.",
    "If something in {} looks odd, write to us and a person answers within one working day.",
    "Each figure in {} has a source beside it that opens with one click.",
    "Managers choose who can read {} and who may edit it.",
    "We wrote this guide for companies that set up {} for the first time.",
    "The last section lists common questions about {} with short answers.",
    "Once a month, go through {} and remove what is out of date.",
    "A late request shows up in {} together with the reason for the delay.",
    "New colleagues learn where {} lives during their first training.",
    "Pick the view that suits your team; {} remembers it for you.",
    "Every change to {} is kept with its author, its date and its reason.",
    "Colours in {} mean the same thing on every page of the product.",
];

pub(crate) const DENIED: &[&str] = &[
    "لا نضمن مبيعات بعينها، ونعرض ما أُنجز بالأرقام.",
    "لن نسحب بيانات LinkedIn ولا أي موقع لم يأذن بذلك.",
    "لا نرسل تلقائياً للجميع؛ كل رسالة تنتظر موافقتك.",
    "لسنا بديل HubSpot، بل نعمل معه.",
    "لا شيء يخرج بدون مراجعة من شخص في فريقك.",
    "نرفض عبارات مثل «نتائج مضمونة» في صفحاتنا.",
    "لا نَعِد بمبلغ مليون ريال خلال شهر.",
    "ما نستخدم auto-DM على LinkedIn.",
    "We never promise guaranteed results on any page.",
    "There is no scraping of LinkedIn, ever.",
    "We do not run cold WhatsApp campaigns.",
    "Nothing goes out without review by your team.",
    "We are not an alternative to HubSpot, we sit beside it.",
    "No money-back guarantee is implied by this offer.",
    "We will not auto-DM your contacts.",
    "Do we offer guaranteed ROI? No.",
];

pub(crate) const ASSERTED: &[&str] = &[
    "نضمن لك عملاء من أول شهر.",
    "نسحب كل بيانات LinkedIn لقطاعك.",
    "نرسل تلقائياً للجميع كل صباح.",
    "نحن بديل HubSpot في السعودية.",
    "Guaranteed results in your first quarter.",
    "We scrape LinkedIn every night for you.",
    "Cold WhatsApp campaigns, ready to launch.",
    "Get 10 customers in 24 hours.",
];

pub(crate) const SYLLABLES_AR: &[&str] =
    &["را", "سو", "مي", "نا", "بر", "جو", "دا", "زي", "طا", "فو", "كا", "لي", "ها", "وا", "يا", "شا"];

pub(crate) const SYLLABLES_EN: &[&str] =
    &["ra", "so", "mi", "nel", "bar", "jo", "da", "zi", "ta", "fo", "ka", "li", "ho", "wen", "ya", "sha"];
