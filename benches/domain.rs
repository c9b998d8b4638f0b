//! What the engines cost: a health report over many tickets, and sorting tickets by their words, on one core.

use std::sync::LazyLock;

use divan::black_box;
use divan::counter::ItemsCount;
use poslock::domain::sla::{Priority, Ticket, health_report};
use poslock::domain::support::{classify, route};

fn main() {
    divan::main();
}

/// Numbers that look random and are the same in every run.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

fn tickets(count: usize) -> Vec<Ticket> {
    let mut state = 7;
    let ticket = |_| {
        let priority = Priority::ALL[next(&mut state) as usize % 4];
        let minutes = next(&mut state) % (2 * u64::from(priority.target().first_response_min));
        let hours = next(&mut state) % (2 * u64::from(priority.target().resolution_hours));
        let resolution_hours = (!next(&mut state).is_multiple_of(10)).then_some(hours as f64);
        Ticket { priority, first_response_min: Some(minutes as f64), resolution_hours }
    };
    (0..count).map(ticket).collect()
}

/// The report over a slice; ten times the tickets are to take ten times as long.
#[divan::bench(args = [100_000, 1_000_000], sample_count = 20)]
fn sla_health_report(bencher: divan::Bencher, count: usize) {
    let tickets = tickets(count);
    bencher.counter(ItemsCount::new(count)).bench_local(|| health_report(black_box(&tickets)));
}

const TICKETS: usize = 100_000;

const OPENINGS: [&str; 6] = [
    "السلام عليكم ورحمة الله، معكم {name} من شركة أفق للخدمات. ",
    "صباح الخير، أكتب لكم بخصوص حسابنا رقم {name}. ",
    "Hello team, this is {name} from the Riyadh office. ",
    "مساء النور، عندنا استفسار عاجل شوي يا {name}. ",
    "Hi, following up on ticket {name} from last week. ",
    "هلا والله، أنا {name} وأتواصل معكم بالنيابة عن مدير النمو. ",
];

const MATTERS: [&str; 12] = [
    "لاحظنا أن بعض المسودات ما ظهرت في مركز الموافقات من أمس العصر، والفريق ينتظرها قبل اجتماع الأحد مع العميل. ",
    "The weekly numbers look different from what we saw on the dashboard, and we are not sure which ones to show. ",
    "نحتاج نعرف كيف نضيف زميل جديد على الحساب وش الصلاحيات اللي ياخذها، لأن المدير الحالي بيسافر الأسبوع القادم. ",
    "ربط Gmail توقف عند صفحة الصلاحيات، وجربنا من متصفح ثاني وما تغيّر شيء. ",
    "Our Google Calendar connector shows the wrong time zone for meetings that were booked from the website form. ",
    "وصلنا بلاغ من عميل أن رسالة خرجت له إرسال بدون موافقة منا، ونبي نعرف وش صار بالضبط. ",
    "نقترح إضافة حقل للمدينة في قائمة الفرص، لأن أغلب عملائنا في جدة والدمام ونحتاج نفرزهم بسرعة. ",
    "The Proof Pack مفقود من يوم الخميس، والعميل يسأل عنه كل يوم. ",
    "We think there may be a data leak in the shared sheet because an unknown address has opened it twice. ",
    "الفاتورة الأخيرة فيها رقم ضريبي قديم، فضلًا حدثوه وأرسلوا لنا نسخة جديدة بعد اعتمادها من المحاسب. ",
    "الخدمة معطلة عندنا من الساعة تسع الصبح وما نقدر نفتح أي صفحة من صفحات التقارير. ",
    "Could you explain how approvals work when two managers are responsible for the same list of companies? ",
];

const CLOSINGS: [&str; 4] =
    ["شاكرين لكم سرعة تجاوبكم.", "Thanks a lot!", "وبانتظار ردكم، الله يعطيكم العافية.", "Best regards"];

/// Tickets of some 150 to 300 characters, half of them Arabic with marks here and there.
static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut state = 11;
    let text = |n: usize| {
        let mut pick = |from: &[&'static str]| from[next(&mut state) as usize % from.len()];
        let mut text = pick(&OPENINGS).replace("{name}", &format!("{n}"));
        text.push_str(pick(&MATTERS));
        if n.is_multiple_of(3) {
            text.push_str(pick(&MATTERS));
        }
        text.push_str(pick(&CLOSINGS));
        if n.is_multiple_of(7) { text.replace("العميل", "العَمِيـل") } else { text }
    };
    (0..TICKETS).map(text).collect()
});

/// Priorities of the tickets, one after the other.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn support_classify(bencher: divan::Bencher) {
    let texts = &*TEXTS;
    bencher
        .counter(ItemsCount::new(TICKETS))
        .bench_local(|| texts.iter().filter(|text| classify(black_box(text)).priority == Priority::P0).count());
}

/// The same with owner, times and first response.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn support_route(bencher: divan::Bencher) {
    let texts = &*TEXTS;
    bencher
        .counter(ItemsCount::new(TICKETS))
        .bench_local(|| texts.iter().filter(|text| route(black_box(text)).priority == Priority::P0).count());
}
