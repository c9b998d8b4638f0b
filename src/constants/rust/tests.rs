//! Constants of Rust.

use crate::constants::tests::{expect, expect_spans, file};

const TEXT: &str = r##"
use std::time::Duration;
pub const FIRST: u32 = SECOND * 2 + limits::BASE; // comes before what it needs
/* const FAKE: u32 = 1; */
const SECOND: u32 = 1_000u32;
pub(crate) mod limits { pub const BASE: u32 = 0xFF; pub const UP: u32 = super::SECOND; pub const HERE: u32 = self::BASE; }
pub static TIERS: &[Tier] = &[
    // the first
    Tier { id: "P0", minutes: 30, owner: Owner::Founder, price: Price::Fixed(499) },
    Tier { id: "P1", minutes: 2 * 60, owner: Owner::Operator, price: Price::Range { min: 3_000, max: 7_500 }, },
    Tier { id: "P2", minutes: now(), ..BASE_TIER },
];
const BASE_TIER: Tier = Tier { id: "base", minutes: 1, owner: Owner::Founder, price: Price::Custom };
enum Owner { Founder, Operator }
#[repr(u8)]
pub enum Level { Low = 1, #[doc = "x"] Mid, High = Level::Mid as u8 * 10, Top }
impl Level { pub const DEFAULT: Self = Self::Mid; pub const COUNT: usize = 4; pub const TWICE: usize = Self::COUNT * 2; }
const WAIT: Duration = Duration::from_secs(60 * 24);
const DAY: std::time::Duration = std::time::Duration::from_hours(24);
const NESTED: [[i8; 2]; 2] = [[-1, 2], [3, -4]];
const PAIR: (&str, Option<f64>, Option<u8>) = ("a\tb", Some(-1.5e3), None);
const RAW: &str = r#"a "quoted" \n"#;
const CAST: u8 = 300 as u8;
const BYTE: u8 = u8::MAX;
const LOW: i64 = i64::MIN;
const WIDE: u128 = 340282366920938463463374607431768211456;
const ON: bool = !false;
const REPEATED: [u8; 3] = [7; 3];
const NEWTYPE: Minutes = Minutes(30);
const FROM_TABLE: u32 = TIERS[1].minutes / 7;
const CALLED: u32 = minutes(30);
const MACRO: &[u8] = concat!("a", "b");
const COMPARED: bool = 1 < 2;
const ELSEWHERE: u32 = crate::other::LIMIT;
const FOREIGN: Kind = Kind::Blue;
static mut CHANGES: u32 = 1;
static LAZY: LazyLock<HashMap<&str, u32>> = LazyLock::new(|| HashMap::from([("a", 1), ("b", SECOND)]));
const CHARACTER: char = '\u{645}';
const ZERO: u32 = 1 / 0;
"##;

#[test]
fn what_is_read() {
    expect(
        "a.rs",
        TEXT,
        &[
            ("FIRST", "2255"),
            ("limits::UP", "1000"),
            ("limits::HERE", "255"),
            ("TIERS[0]", r#"Tier(id: "P0", minutes: 30, owner: Owner::Founder=0, price: Price::Fixed=[499])"#),
            ("TIERS[id=P1].price.max", "7500"),
            ("TIERS[0].price.@value", "499"),
            ("TIERS[0].price[0]", "499"),
            ("TIERS[2].owner", "Owner::Founder=0"),
            ("TIERS[2].id", "\"P2\""),
            ("BASE_TIER.price", "Price::Custom"),
            ("Level", "{Low: Level::Low=1, Mid: Level::Mid=2, High: Level::High=20, Top: Level::Top=21}"),
            ("Level::DEFAULT", "Level::Mid=2"),
            ("Level::TWICE", "8"),
            ("Level.Top.@value", "21"),
            ("WAIT", "24min"),
            ("DAY", "1d"),
            ("NESTED[1][1]", "-4"),
            ("PAIR", "[\"a\\tb\", -1500.0, null]"),
            ("RAW", r#""a \"quoted\" \\n""#),
            ("CAST", "44"),
            ("BYTE", "255"),
            ("LOW", "-9223372036854775808"),
            ("ON", "true"),
            ("REPEATED", "[7, 7, 7]"),
            ("NEWTYPE", "Minutes(0: 30)"),
            ("NEWTYPE.@value", "30"),
            ("FROM_TABLE", "17"),
            ("FOREIGN", "Kind::Blue"),
            ("LAZY", "{a: 1, b: 1000}"),
            ("CHARACTER", "\"م\""),
        ],
    );
}

#[test]
fn what_is_refused_says_what_and_where() {
    expect(
        "a.rs",
        TEXT,
        &[
            ("CALLED", "! 31:21: `minutes(30)` is a function call, not a literal value"),
            ("MACRO", "! 32:22: `concat!(\"a\", \"b\")` is a macro call, not a literal value"),
            ("COMPARED", "! 33:24: `1 < 2` is a comparison, not a literal value"),
            ("ELSEWHERE", "! 34:24: `other::LIMIT` is no constant of this file"),
            (
                "CHANGES",
                "! 36:1: `static mut CHANGES: u32 = 1;` is a `static mut`, which may change, not a literal value",
            ),
            ("WIDE", "! 26:20: `340282366920938463463374607431768211456`, which is too large, cannot be read"),
            ("TIERS[2].minutes", "! 11:31: `now()` is a function call, not a literal value"),
            ("ZERO", "! 39:19: a division by zero cannot be computed"),
            ("FAKE", "! -: `a.rs` has no constant `FAKE`"),
        ],
    );
}

#[test]
fn spans_are_those_of_the_literals() {
    expect_spans(
        "a.rs",
        TEXT,
        &[
            ("SECOND", "1_000u32"),
            ("limits::UP", "1_000u32"),
            ("TIERS[1].minutes", "2 * 60"),
            ("TIERS[0].id", "\"P0\""),
            ("PAIR[1]", "-1.5e3"),
            ("WAIT", "Duration::from_secs(60 * 24)"),
            ("Level.Mid", "Mid"),
            ("NEWTYPE.@value", "30"),
            ("TIERS[0].price.@value", "499"),
        ],
    );
}

#[test]
fn types_are_named() {
    let file = file("a.rs", TEXT);
    let type_of = |name: &str| crate::constants::tests::found(&file, name).expect(name).value.type_name;
    assert_eq!(type_of("FIRST").as_deref(), Some("u32"));
    assert_eq!(type_of("WAIT").as_deref(), Some("Duration"));
    assert_eq!(type_of("TIERS[0]").as_deref(), Some("Tier"));
    assert_eq!(type_of("TIERS[0].id").as_deref(), None);
}

#[test]
fn broken_code_around_disturbs_nothing() {
    let text = "fn broken( {\n  if x {\nconst A: u32 = 5;\npub const B: &[u8] = &[\n    1,\n    2,\n];\nstruct Z {{{\nstatic C: u8 = B[1];\n\
                const D: u8 = ;\nmod m { const E: u8 = 9; fn x( }\n";
    expect("a.rs", text, &[("A", "5"), ("B", "[1, 2]"), ("C", "2")]);
    let file = file("a.rs", text);
    let missing = crate::constants::tests::found(&file, "D").expect_err("broken");
    assert!(
        missing.help.contains("the syntax is broken in line 1") || missing.message.contains("cannot be read"),
        "{missing:?}"
    );
}
