//! The repository's own positioning: what it requires is missed when it is gone, what it forbids is found wherever a page can
//! say it, and what a page denies is let be.

mod common;

use std::fmt::Write as _;

use poslock::document::{Format, parse};
use poslock::finding::{Finding, Severity};
use poslock::lint::Linter;
use poslock::policy::model::{Lang, RuleBody};
use poslock::rule::scope::Scope;

use common::own::{Site, policy, site};

/// Findings of warning and above in one document.
fn in_document(linter: &Linter<'_>, path: &str, text: &str) -> Vec<Finding> {
    let format = Format::of_path(path).expect("a document");
    let checked = linter.check(&parse(path, format, text.to_owned()));
    keep(linter.finish(vec![checked], false).findings)
}

/// Findings of warning and above in a whole site.
fn in_site(linter: &Linter<'_>, site: &Site) -> Vec<Finding> {
    let check = |(path, text): (&String, &String)| {
        linter.check(&parse(path, Format::of_path(path).expect("a document"), text.clone()))
    };
    keep(linter.finish(site.iter().map(check).collect(), true).findings)
}

fn keep(findings: Vec<Finding>) -> Vec<Finding> {
    findings.into_iter().filter(|f| f.severity >= Severity::Warning).collect()
}

fn told(findings: &[Finding]) -> String {
    findings.iter().fold(String::new(), |mut all, f| {
        _ = writeln!(all, "{}:{}: {} {}", f.path, f.start.line, f.rule, f.text);
        all
    })
}

fn pages(site: &Site) -> impl Iterator<Item = (&String, &String)> {
    site.iter().filter(|(path, _)| path.starts_with("landing/"))
}

#[test]
fn the_repository_keeps_its_own_positioning() {
    let policy = policy();
    let found = in_site(&Linter::new(&policy, Lang::En), &site(&policy));
    assert!(found.is_empty(), "{}", told(&found));
}

/// What the lock asks for, by rule: the policy may ask for more, never for less.
const REQUIRED: &[(&str, &str, &[&str])] = &[
    ("positioning/category", "docs/POSITIONING_LOCK.md", &["Saudi Revenue Execution OS", "ليس CRM", "ليس بوت واتساب"]),
    (
        "positioning/bundles",
        "docs/POSITIONING_LOCK.md",
        &[
            "Growth Starter",
            "Data to Revenue",
            "Executive Growth OS",
            "Partnership Growth",
            "Full Growth Control Tower",
        ],
    ),
    (
        "positioning/modes",
        "docs/POSITIONING_LOCK.md",
        &["CEO Mode", "Growth Manager Mode", "Agency Partner Mode", "Self-Growth Mode", "Service Delivery Mode"],
    ),
    (
        "positioning/headlines",
        "docs/POSITIONING_LOCK.md",
        &[
            "10 فرص B2B وProof Pack خلال 7 أيام، والقرار لك",
            "لكل فرصة متابعة مرتبة، ورسالة بالعربي تنتظر موافقتك",
            "حملتك جابت الاهتمام، ونكمل معك المتابعة حتى الإثبات",
            "أضف تنفيذ الإيراد إلى خدمات وكالتك، واعرض أثره بالأرقام",
            "ابدأ بـ Pilot واحد: 7 أيام، 499 ريال، وكل رسالة بموافقتك",
        ],
    ),
    ("positioning/names-what-it-forbids", "docs/PROHIBITED_CLAIMS.md", &["نضمن", "scraping"]),
    (
        "positioning/messaging",
        "docs/APPROVED_MARKET_MESSAGING.md",
        &["Approval-first", "PDPL", "Saudi Tone", "Proof Pack"],
    ),
    ("positioning/approval-first", "landing/index.html", &["Approval-first"]),
    ("positioning/companies", "landing/companies.html", &["Proof Pack"]),
];

#[test]
fn what_the_lock_asks_for_is_in_the_policy() {
    let policy = policy();
    for (id, path, fragments) in REQUIRED {
        let rule = policy.rules.iter().find(|r| r.id.value == *id).unwrap_or_else(|| panic!("no rule {id}"));
        let RuleBody::Require(require) = &rule.body else { panic!("{id} requires nothing") };
        assert!(Scope::new(&policy, &require.within).covers(path), "{id} does not look at {path}");
        for fragment in *fragments {
            assert!(require.all.iter().any(|p| p.value == *fragment), "{id} does not ask for {fragment}");
        }
    }
}

#[test]
fn everything_required_is_missed() {
    let (policy, linter);
    policy = self::policy();
    linter = Linter::new(&policy, Lang::En);
    let site = site(&policy);
    let mut tried = 0;
    for rule in &policy.rules {
        let RuleBody::Require(require) = &rule.body else { continue };
        let scope = Scope::new(&policy, &require.within);
        for (path, text) in site.iter().filter(|(path, _)| !require.within.is_empty() && scope.covers(path)) {
            let alone: Vec<Vec<&str>> = require.all.iter().map(|p| vec![p.value.as_str()]).collect();
            let any: Vec<&str> = require.any.iter().map(|p| p.value.as_str()).collect();
            for gone in alone.into_iter().chain((!any.is_empty()).then_some(any)) {
                let broken = gone.iter().fold(text.clone(), |text, phrase| without(&text, phrase));
                assert_ne!(&broken, text, "{}: {path} holds {gone:?} in other letters", rule.id.value);
                let found = in_document(&linter, path, &broken);
                let missed = found.iter().any(|f| f.rule == rule.id.value && f.path == *path);
                assert!(missed, "{}: {path} without {gone:?} is let be\n{}", rule.id.value, told(&found));
                tried += 1;
            }
            if let Some(heading) = &require.under {
                let found = in_document(&linter, path, &without(text, &heading.value));
                assert!(found.iter().any(|f| f.rule == rule.id.value), "{}: {path} without its heading", rule.id.value);
            }
        }
        for file in &require.files_all {
            let mut site = site.clone();
            assert!(site.remove(&file.value).is_some(), "{} asks for {}", rule.id.value, file.value);
            let found = in_site(&linter, &site);
            assert!(found.iter().any(|f| f.rule == rule.id.value), "{}: {} is not missed", rule.id.value, file.value);
        }
        if !require.files_any.is_empty() {
            let mut site = site.clone();
            require.files_any.iter().for_each(|file| _ = site.remove(&file.value));
            let found = in_site(&linter, &site);
            assert!(found.iter().any(|f| f.rule == rule.id.value), "{}: none is missed", rule.id.value);
        }
    }
    assert!(tried >= 60, "only {tried} were tried");
}

/// The text with every place of a phrase taken out, whatever its letter case.
fn without(text: &str, phrase: &str) -> String {
    let (low, needle) = (text.to_lowercase(), phrase.to_lowercase());
    if low.len() != text.len() {
        // Lower case of another length: only the very letters are taken out.
        return text.replace(phrase, "…");
    }
    let mut out = String::new();
    let mut at = 0;
    for (found, _) in low.match_indices(&needle) {
        out.push_str(&text[at..found]);
        out.push('…');
        at = found + needle.len();
    }
    out.push_str(&text[at..]);
    out
}

/// A claim of each category, and what says the contrary: Arabic, then English.
const CLAIMS: &[(&str, [&str; 2], [&str; 2])] = &[
    (
        "guaranteed-results",
        ["نضمن لك مبيعات أعلى من أول شهر", "We guarantee more sales from month one"],
        ["لا نضمن لك مبيعات", "We never guarantee sales"],
    ),
    (
        "scraping",
        ["نسحب كل بيانات لينكدإن", "We scrape LinkedIn for you"],
        ["لا نسحب بيانات لينكدإن", "We do not scrape LinkedIn"],
    ),
    (
        "full-automation",
        ["نرسل تلقائياً للجميع", "We auto-DM everyone on LinkedIn"],
        ["لا نرسل تلقائياً للجميع", "We do not auto-DM anyone"],
    ),
    (
        "bypass-approval",
        ["رسائلك تخرج بدون مراجعة بشرية", "Messages go out with no human review"],
        ["لا تخرج رسالة بدون مراجعة بشرية", "Nothing goes out without human review"],
    ),
    (
        "competitor-attack",
        ["ديليكس أقوى من Gong", "Dealix is a HubSpot killer"],
        ["ديليكس ليس بديل HubSpot", "Dealix is not a HubSpot killer"],
    ),
    ("legal-financial", ["نتجاوز PDPL", "We bypass PDPL for you"], ["لا نتجاوز PDPL", "We never bypass PDPL"]),
    (
        "medical-language",
        ["يشفي شركتك من الركود", "Dealix cures your company"],
        ["لا يشفي شركتك من الركود", "Dealix does not cure your company"],
    ),
    (
        "exaggerated-speed",
        ["10 عملاء خلال 24 ساعة", "10 customers in 24 hours"],
        ["لا نعد بـ 10 عملاء خلال 24 ساعة", "We do not promise 10 customers in 24 hours"],
    ),
];

/// What a page can say something in: the end of an element before which it goes, and how it is written.
const PLACES: &[(&str, &str, &str)] = &[
    ("title", "</head>", "<title>{}</title>"),
    ("meta description", "</head>", r#"<meta name="description" content="{}">"#),
    ("og:description", "</head>", r#"<meta property="og:description" content="{}">"#),
    ("JSON-LD", "</head>", r#"<script type="application/ld+json">{"@type": "Thing", "description": "{}"}</script>"#),
    ("heading", "</main>", "<h2>{}</h2>"),
    ("paragraph", "</main>", "<h2>+</h2><p>{}</p>"),
    ("list item", "</main>", "<ul><li>{}</li></ul>"),
    ("table cell", "</main>", "<table><tr><th>+</th></tr><tr><td>{}</td></tr></table>"),
    ("alt", "</main>", r#"<p><img src="logo.svg" alt="{}"></p>"#),
    ("button", "</main>", r#"<button type="button">{}</button>"#),
    ("aria-label", "</main>", r##"<p><a href="#" aria-label="{}">+</a></p>"##),
    ("placeholder", "</main>", r#"<p><input placeholder="{}"></p>"#),
    ("summary", "</main>", "<details><summary>{}</summary></details>"),
    ("footer", "</footer>", "<p>{}</p>"),
];

/// The page with `text` in every place, and the 1-based line of each.
fn planted(page: &str, text: &str) -> (String, Vec<(usize, &'static str)>) {
    let mut page = page.to_owned();
    for (name, before, form) in PLACES {
        let at = page.rfind(before).unwrap_or_else(|| panic!("no {before} for a {name}"));
        page.insert_str(at, &format!("\n{}\n", form.replace("{}", text)));
    }
    // Later insertions moved earlier ones: lines are read off the whole.
    let line_of = |form: &str| page.lines().position(|line| line == form.replace("{}", text));
    let lines = PLACES.iter().map(|(name, _, form)| (line_of(form).expect("was planted") + 1, *name)).collect();
    (page, lines)
}

#[test]
fn a_claim_is_found_wherever_a_page_can_make_it() {
    let policy = policy();
    let linter = Linter::new(&policy, Lang::En);
    let site = site(&policy);
    for (path, page) in pages(&site) {
        for (category, claims, _) in CLAIMS {
            for claim in claims {
                let (text, lines) = planted(page, claim);
                let found = in_document(&linter, path, &text);
                for (line, place) in lines {
                    let at = |f: &Finding| f.start.line == line && f.category == *category;
                    assert!(found.iter().any(at), "{path}: `{claim}` in its {place} (line {line})\n{}", told(&found));
                }
            }
        }
    }
}

#[test]
fn a_denial_is_let_be_wherever_it_stands() {
    let policy = policy();
    let linter = Linter::new(&policy, Lang::En);
    let site = site(&policy);
    for (path, page) in pages(&site) {
        for (_, _, denials) in CLAIMS {
            for denial in denials {
                let (text, _) = planted(page, denial);
                let found = in_document(&linter, path, &text);
                assert!(found.is_empty(), "{path}: `{denial}`\n{}", told(&found));
            }
        }
    }
}

/// What a careless hand might write on a page, and the rule that minds.
const SLIPS: &[(&str, &str)] = &[
    ("Growth Starter بسعر 599 ريال", "positioning/unlisted-price"),
    ("ابدأ بـ 999 ريال فقط", "positioning/unlisted-price"),
    ("Starts at SAR 250", "positioning/unlisted-price"),
    ("الباقة الذهبية تناسب الشركات الكبيرة", "positioning/unknown-bundle"),
    ("Choose the Premium plan", "positioning/unknown-bundle"),
    ("Growth Pro for larger teams", "positioning/unknown-bundle"),
    ("باقة Enterprise لمن يريد المزيد", "positioning/unknown-bundle"),
];

#[test]
fn prices_and_bundles_that_the_lock_does_not_have_are_found() {
    let policy = policy();
    let linter = Linter::new(&policy, Lang::En);
    let site = site(&policy);
    for (path, page) in pages(&site) {
        for (slip, rule) in SLIPS {
            let text = page.replace("</main>", &format!("<p>{slip}</p></main>"));
            let found = in_document(&linter, path, &text);
            assert!(found.iter().any(|f| f.rule == *rule), "{path}: `{slip}`\n{}", told(&found));
        }
    }
}

#[test]
fn the_private_beta_promises_no_guarantee_in_any_words() {
    let policy = policy();
    let linter = Linter::new(&policy, Lang::En);
    let site = site(&policy);
    for path in ["landing/private-beta.html", "landing/en/private-beta.html"] {
        for promise in
            ["مع ضمان استرداد المبلغ كاملاً", "ضمان الجودة مشمول", "Backed by our guarantee", "Quality guaranteed"]
        {
            let text = site[path].replace("</main>", &format!("<p>{promise}</p></main>"));
            let found = in_document(&linter, path, &text);
            assert!(
                found.iter().any(|f| f.rule == "positioning/beta-guarantee"),
                "{path}: `{promise}`\n{}",
                told(&found)
            );
        }
    }
}
