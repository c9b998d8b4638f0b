//! How often words stand in business pages: so that a pattern waits for its rarest word.
//!
//! A wrong figure costs time and changes nothing else. It must not know what the words are used for.

/// In how many of a hundred thousand sentences a quantity of some kind and size stands, about.
pub(super) const QUANTITIES: f64 = 8_000.0;
/// The same for a word that is not listed here.
pub(super) const OTHERS: f64 = 20.0;

/// Calls `each` with every listed word, folded, and in how many of a hundred thousand sentences it stands.
pub(super) fn words(mut each: impl FnMut(&'static str, f64)) {
    for (frequency, words) in LISTS {
        words.split(' ').for_each(|word| each(word, frequency));
    }
}

/// Words by about how many of a hundred thousand sentences they stand in. Counted in the labelled pages of `tests/rounds`, which
/// speak of what real pages speak of, and for English also in manuals; the figure of a list is the middle of its range.
#[rustfmt::skip]
const LISTS: [(f64, &str); 7] = [
    (12_000.0, "a and the to من"),
    (5_600.0, "for in is of this في لا ما"),
    (2_800.0, "an are as be by from it no not now on or that use with your ان علي كل لك ولا"),
    (1_400.0, "all any at but can changed code default error every feature first has if more new off one only other release \
        support type using version we what when which will you احد اللي الي او اول اي بعد خلال عن عندنا قبل مع"),
    (700.0, "after also api approval arabic auto before byte bytes cargo change crm data do does draft drafts each features \
        file fixes growth have hubspot input instead into its let like line linkedin list make match may name never \
        nothing our out own pack pdpl policy proof regex revenue rule sales salesforce see serde set should so some \
        source std text than their them there these they time two types unicode up update used value values was where \
        why without word words work yaml احنا ارقام اسبوع الا البيانات الرساله الرسايل السوق العملا العميل المبيعات \
        النظام اليوم ايام بدون بيانات رساله ريال ساعه شركتك عشر عليك عملا عميل عند عندك غير فرص فيه لم لو مسوده معنا \
        نضمن هذا هل هو واحد واحده وانت وما يا يوم"),
    (350.0, "about above ai allow allowed always approved avoid b2b back because block both build call cannot case cell \
        characters check claim claims clause client column constants copy could cure customers day days deals dm docs \
        document don't editor else empty end enum even fail field files finding findings flag forms full get go gong \
        guarantee guaranteed heading here hours how human i id inside internal issue itself json just keep key landing \
        language lead leads leave legal level license lines lists live map memory message messages min minutes mode \
        must names need negator next nightly nobody none note notes number numbers once open outreach over p1 page \
        pages path people person phrase phrases pipedrive pipeline plan post pr promise raw read reads real report \
        required results returns review risk riyadh rules run same saudi say schema scraping search send service sign \
        since single sla slide small still table target tax team ten test tests then through tool under us vale way \
        while who within would write yes zero zoho ابو اخر اذا ارسال اسيله اعتماد اكتب الارسال الارقام الاسم الاشتراك \
        الاعتماد الاول الاولي الايراد التي الذي الرد الرياض الشركات العقد القايمه القرار الماده المراجعه المسودات \
        المسوده المعلق المنصه الناس اما انت بس بلا بين تقرير تلقاييا ثلاث ثم جاهزه جده حتي حمايه حنا دقيقه دون ذلك رد \
        رسايل رقم سبعه سجل سيلزفورس شركه شهر شي صار صفحات صفحه صفر ضمان عليه عليها عميلك عنك فريق فقط فيصل فيها قل كان \
        كلام كلمه كله كلها كم كما كيف لكل لن لنا له ليس لينكدان مبيعات مبيعاتك متي مدير مراجعه مركز مسودات مش مضمون \
        مضمونه مليون منشور منه منها مو موافقه ميه نتايج نحن نظام نعم نقول هذه و واتساب وحده وش ومن وهذا يرسل يوما"),
    (160.0, "accountant across action again against agency agent alert alone another answer anyone anything apollo apply \
        approvals approve approver ar around ascii ask asked asks automatically autopilot aware bad bank bare baseline \
        benign best better between binary blast blocked blocks board bot breach break bring broken browser built bulk \
        bundle bundles business button buy c1 c4 c5 c8 cadence calendar can't carries category center certain channel \
        checklist checks ci cli clients clitics close closed cold columns come comes command comments commit common \
        comp companies company competitor compliance compliant connector connectors consent constant contact contacts \
        contains content context contract control count counts cue customer cyrillic date dead decides deck declined \
        delete delivery demo did digits directory documents domain done down dpa dynamics either email emails en \
        engine english entry errors ever everything examples except exceptions execution executive exists exit export \
        facts fails false fee few find fine flagged folded folding follow forbid forbidden form format found founder \
        frames free freshsales fully funnel gate gets gmail goes good google group had hand hands happens hard header \
        headings health help high hit html import incident incidents included inflection inline invoice item items job \
        keeps keys kick kill kind known label labelled lands last late latin law layer least leaves ledger left letter \
        letters lift light limits linear lint literal lock log look lose lsp magic mail maps mark markdown market \
        marks matches means meetings member meta minute missing model money month monthly my n1 n10 n11 n12 n13 n14 \
        n15 n2 n3 n4 n5 n6 n7 n8 n9 named nearest needed needs negation nfkc night noun npm object old onboarding ones \
        operator opportunities opt order origin os otherwise ours outbound outcome overnight owner p0 p10 p11 p12 p13 \
        p2 p3 p4 p5 p6 p7 p8 p9 packs part partner party pass paths paying per period phone pilot place plain platform \
        point points positioning poslock pre price pricing priority product profile profiles prohibited prohibition \
        prospects public put quarter question questions queue quota quoted radius range rate re ready reason refund \
        reject rejected remedy replace request require resolution response reviewer right roi row rows runs said sar \
        sarif says scope score scrap scrape script second seconds section sector selector self sending sends sent \
        sentence server seven severity share sheet sheets show signed signs site skip sleep software sources space \
        span spans speed sprint src stand standing start starter static status stay stays step steps stop straight \
        strangers strip style subject success summary sure switch sync tables tags take takes talk tatweel teams tell \
        template terms textlint thing things third tickets title token tokens tone too tools triage true twice typos \
        unit unknown unless unsafe upgrade url user users v1 vendor verb verdict view violation vs waits walks want \
        warning warranty watch web website week weekly whatever whatsapp whether whole wins won't works writes written \
        wrong yours ابدا ابره ابغي اتفاقيه اجتماع احدا اختر اداره اداه ادوات اذن ارخص ارسل استثمارك اسم اسما اشتراكك \
        اشترك اصحاب اصحابها اصلا اضعاف اعتمد اعلان افضل اقدر اقل اقوي اكثر اكيد ال الاحد الاربعا الاسبوع الاسعار \
        الاسما الاسيله الاصدار الاصطناعي الاف الاله الان الباقه البديل البريد البيع التجاريه التسجيل التطبيق التقرير \
        التواصل التوقيع الثالث الثانيه الثقه الجاي الجديد الجهات الجهاز الجوال الحساب الحلقه الخدمه الخير الدعم الدليل \
        الدمام الذكا الراعي الربح الربع الردود الرسوم الركود الزباين الزكاه السابع السجل السجلات السرعه السعر السعودي \
        السعوديه السنه السياسه الشاشه الشبكات الشخصيه الشراكه الشركه الشريحه الشريك الشهر الصبح الصفحه الصفقات الضريبه \
        الضمان الطلب العام العدد العقود العمل العنايه الغا الغير الف الفرص الفرق الفريق القادم القالب القاهره القطاع \
        القيمه الكساد الكلام اللقا الله الماضي المتابعه المحتوي المحلات المدرا المده المدير المدينه المساعد المشهد \
        المصدر المضافه المعالجه المعتمد المقدم الملفات المملكه الموافقات الموافقه الموردين الموضوع الموقع النت النتيجه \
        النسخه النص النمو النموذج الوكالات اليا اليك اليه امام امتثال انظمه اننا اهلا ايراد ايش ايميلات اين ايه بابك \
        بارده باسمك باقه بالارقام بالميه بان بايلوت بدل بدلا بديل برنامج بريد بشري بشريه بضغطه بعض بكره بل بما بنا به \
        بها بياناتك بيدك تجاوز تحت تحتاج تحديث تخرج تدخل تذكير ترتيب تركي تسريب تشيل تصل تطلع تعد تفتح تقرا تقرر تقل \
        تقول تكتب تلاقي تلقا تلقايي تمر تنبيه تنتظر تنفيذ توافق توقيع ثانيه ثلاثه ثلاثين جديد جديدا جرب جرعه جلسه \
        جماعي جماعيه جهات جهه جوال جوالات جيبك حاجه حتما حد حدود حرف حسابك حسب حق حقك حمله خارج خالص خرايط خروجها خطا \
        خطاب خطوه خله خمس خمسه داخل دحين دخل دفتر دفعه دقايق دليل ده دوا راجع راح راس راكان ربع رجال رسوم رفض زاير \
        زباين زر زمن زوهو زي ساعات ساعتين ساميه سبب سبوت سحب سدايا سنه سياسه شاشه شخص شركات شروط شغل شغله شفت شهاده \
        شهريا شيء شيت صاحب صاحبه صارت صباح صح صفقات ضريبه ضمانات ضمن طبيعي طرف طلب طول طيب عاد عايد عباره عربيه عرض \
        عشره عشرين عقد عقود علاج علينا عمل عملاينا عناوين عندكم عندي عنه عنها عياده عين غرامه غيرنا غيره فاتوره فرع \
        فريقك فلا فلوسك قال قالب قانونيه قايمه قد قراءه قصيره قوايم قوقل قول كامل كاملا كامله كانت كتابه كريم كلا كلهم \
        لاحد لان لاي لحاله لحالها لسنا لغه لفريق لكم للعميل للوكالات لما لماذا لمن لها لهم لوحه لي ليست ليش ليلا ليله \
        لين ماذا مالك متابعه مثل محاسبك محاله محظور مده مرات مرتاح مرفوض مره مسا مستحيل مشاكل مشترك مشعل مصادر مصدر \
        مصر معالجه معانا معرض معك معه مقارنه مكالمه مكانه مكانها مكتوب ملاحظات ملف ملفات ملفك ممنوع منا منك منهما مهما \
        موافقتك مواقع موظف موعد موقع موقعك موقعه موكده مين ناس نايم نبيع نجيب نحسن نخفي نرتب نرد نرسل نرفض نسبه نستخدم \
        نسحب نسخه نشتغل نص نصف نطاق نطلع نعالج نعد نعرف نعمل نفسه نفسها نفعله نقدر نقدم نقدمه نقرا نكتب نكشط نكمل \
        نلتزم نماذج نمو نموذج نهايه نوره نوعدك نيابه هب هذي هلا هم هنا هواتف هي هييه واحدا والباقي والله واللي وان \
        وانا واول وبس وبين وترجع وحنا ورا ورقه وعد وعلي وعود وقال وقت وقد ولم ولو وليس ومع ونحن وهو وين ياخذ ياذن يبدا \
        يتضمن يحتاج يحظر يخرج يدخل يدك يراسل يرد يسال يصل يصلك يصير يضمن يطلب يعالج يعتمد يعتمدها يعد يعرض يعمل يقدر \
        يقدم يقرا يقول يكتب يلي يمر يمشي ينشر يوقع يوقف يومين"),
];
