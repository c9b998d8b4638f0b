//! Selectors that find, and what is said where they find nothing.

use super::*;

const SLA: &str = "\
pub struct Sla { id: &'static str, minutes: u32 }
pub const SLA_TARGETS: &[Sla] = &[
    Sla { id: \"P0\", minutes: 30 },
    Sla { id: \"P1\", minutes: 2 * 60 },
];
pub mod deep { pub const ONLY: u8 = 1; pub const TWICE: u8 = 2; }
pub mod other { pub const TWICE: u8 = 3; }
const SAME: u8 = 1;
const SAME: u8 = 2;
";

fn message(name: &str) -> String {
    let refusal = found(&file("sla.rs", SLA), name).expect_err("nothing is there");
    format!("{} | {}", refusal.message, refusal.help)
}

#[test]
fn conditions_indices_and_fields_lead_on() {
    expect(
        "sla.rs",
        SLA,
        &[
            ("SLA_TARGETS[id=P1].minutes", "120"),
            ("SLA_TARGETS[0].id", "\"P0\""),
            ("SLA_TARGETS[minutes=30].id", "\"P0\""),
            ("deep::ONLY", "1"),
            ("ONLY", "1"),
            ("deep", "{ONLY: 1, TWICE: 2}"),
            ("deep.@key", "\"deep\""),
            ("ONLY.@key", "\"ONLY\""),
            ("ONLY.@value", "1"),
        ],
    );
}

#[test]
fn a_condition_finds_the_one_item_that_is_written_alike() {
    let text = "\
pub enum BundleId { GrowthStarter, GrowthPlus, Enterprise = -5 }
pub const BUNDLES: &[Bundle] = &[
    Bundle { id: BundleId::GrowthStarter, name: \"Pilot\", price: 499, margin: -5 },
    Bundle { id: BundleId::GrowthPlus, name: \"growth-plus\", price: 999, margin: 5 },
    Bundle { id: BundleId::Enterprise, name: \"Growth Plus\", price: 1_500, margin: 15 },
    Bundle { id: custom(), name: \"growth plus\", price: 9_000, margin: 25 },
];
";
    let one = [
        ("BUNDLES[id=growth_starter].price", "499"),
        ("BUNDLES[id=GROWTH-PLUS].price", "999"),
        ("BUNDLES[id='growth plus'].price", "999"),
        ("BUNDLES[id=GrowthStarter].price", "499"),
        // What is written just so comes before what is written alike.
        ("BUNDLES[name='Growth Plus'].price", "1500"),
        ("BUNDLES[margin=5].price", "999"),
        ("BUNDLES[price=1500].margin", "15"),
    ];
    expect("bundles.rs", text, &one);
    let message = |name: &str| {
        let refusal = found(&file("bundles.rs", text), name).expect_err("nothing is there");
        format!("{} | {}", refusal.message, refusal.help)
    };
    assert_eq!(
        message("BUNDLES[name=growth_plus]"),
        "`BUNDLES` has 3 items that are written like `[name=growth_plus]` | \
         write one of them as it stands there: `growth-plus`, `Growth Plus`, `growth plus`"
    );
    assert_eq!(
        message("BUNDLES[id=growth_start]"),
        "`BUNDLES` has no item with `[id=growth_start]` | did you mean `[id=GrowthStarter]`?"
    );
    assert!(
        message("BUNDLES[margin=-15]").contains("no item with `[margin=-15]`"),
        "{}",
        message("BUNDLES[margin=-15]")
    );
    assert!(message("BUNDLES[price='1 500']").contains("no item with"), "{}", message("BUNDLES[price='1 500']"));
}

#[test]
fn what_is_missing_names_what_is_near() {
    assert_eq!(message("SLA_TARGET"), "`sla.rs` has no constant `SLA_TARGET` | did you mean `SLA_TARGETS`?");
    assert!(message("banana").contains("there are `SLA_TARGETS`, `SAME`"), "{}", message("banana"));
    assert_eq!(message("SLA_TARGETS[2]"), "`SLA_TARGETS` has no member [2] | it has 2 members, `[0]` to `[1]`");
    assert_eq!(message("SLA_TARGETS[0].minuts"), "`SLA_TARGETS[0]` has no `minuts` | did you mean `minutes`?");
    assert_eq!(message("SLA_TARGETS[0].x"), "`SLA_TARGETS[0]` has no `x` | known: `id`, `minutes`");
    assert_eq!(message("SLA_TARGETS[id=P9]"), "`SLA_TARGETS` has no item with `[id=P9]` | there are `P0`, `P1`");
    assert_eq!(
        message("SLA_TARGETS.id"),
        "`SLA_TARGETS` is a list, without fields; `id` was asked for | choose a member: `[0]` or `[key=value]`"
    );
    assert_eq!(message("ONLY[0]"), "`deep::ONLY` is a number, without numbered members | leave the `[…]` out");
    assert_eq!(
        message("SLA_TARGETS[0].@key"),
        "`SLA_TARGETS[0]` stands in a list and has no key | name a field instead of `@key`"
    );
    assert_eq!(
        message("SAME"),
        "`SAME` is declared 2 times, in lines 8, 9 | keep one declaration, or give each its own name"
    );
    assert_eq!(message("TWICE"), "`TWICE` may be any of `deep::TWICE`, `other::TWICE` | write the whole name");
    assert_eq!(message("[0]"), "`[0]` names no constant | a selector into code begins with a name: `path#NAME`");
}

#[test]
fn rows_carry_their_keys_and_places() {
    let text = "A = {'p0': {'m': 30}, 'p1': {'m': 60}}\n";
    let file = file("a.py", text);
    let rows = found(&file, "A").and_then(|f| f.items()).expect("a map");
    let keys: Vec<_> = rows.iter().map(|r| r.key.as_deref().unwrap_or("")).collect();
    assert_eq!(keys, ["p0", "p1"]);
    let minutes = rows[1].field(&steps("m").expect("a path")).expect("a field");
    assert_eq!((minutes.name.as_str(), &text[minutes.value.span.start..minutes.value.span.end]), ("A.p1.m", "60"));
    let key = rows[0].field(&steps("@key").expect("a path")).expect("a key");
    assert_eq!(&text[key.value.span.start..key.value.span.end], "'p0'");
}

#[test]
fn a_file_must_have_a_language_and_a_size() {
    let refused = |path: &str, text: &str| File::parse(path, text).map(|_| ()).expect_err("refused").message;
    assert!(refused("a.rb", "").contains("its ending names no language"));
    assert!(refused("a.json", &" ".repeat(LARGEST + 1)).contains("larger than 16 MiB"));
}

#[test]
fn a_refusal_says_file_line_and_column() {
    let file = file("a.py", "A = 1\nB = now()\n");
    let refusal = found(&file, "B").expect_err("no literal");
    let expected = "a.py:2:5: `now()` is a function call, not a literal value\nhelp: write a literal, arithmetic on literals, or \
                    the name of another constant of this file";
    assert_eq!(file.explain(&refusal), expected);
}

/// The facts of the engines, as another language would write them.
#[test]
fn keys_variants_and_tuples_are_rows() {
    let text = "\
enum Owner { Founder, OperatorOncall }
static ROWS: &[(&str, u32, Owner)] = &[(\"P0\", 30, Owner::Founder), (\"P1\", 120, Owner::OperatorOncall)];
enum Severity { Sev1 = 15, Sev2 = 30 }
";
    expect(
        "a.rs",
        text,
        &[
            ("ROWS[[0]=P1][1]", "120"),
            ("ROWS[0][2]", "Owner::Founder=0"),
            ("ROWS[[2]=OperatorOncall][0]", "\"P1\""),
            ("Severity.Sev2.@value", "30"),
            ("Severity.Sev2.@key", "\"Sev2\""),
            ("Severity[@key=Sev1].@value", "15"),
            ("Severity[@value=30].@key", "\"Sev2\""),
        ],
    );
}
