//! Constants of TypeScript and JavaScript.

use crate::constants::tests::{expect, expect_spans};

const TEXT: &str = r#"
export const TOTAL: number = SLA.P1!.minutes + BASE * 2; // before what it needs
const BASE = 1_000;
export const SLA = {
  P0: { minutes: 30, 'first reply': "a\n", owner: Owner.Founder },
  P1: { minutes: 2 * 60, f() { return 1 } },
  [Owner.Oncall]: 7,
  2: `plain`,
} as const satisfies Record<string, unknown>;
const ALL = Object.freeze([0x1F, 1e3, 10n, , ...PAIR]);
const PAIR: readonly number[] = [1, -2];
const MORE = { ...SLA.P0, minutes: 45, BASE };
export enum Owner { Founder = 'founder', Oncall = "operator_oncall" }
const enum Level { Low, Mid, High = 10, Top, Both = Low | Mid, 'a b' }
const BY = new Map<string, number>([["a", 1], ['b', BASE]]);
const SET = new Set([1, 2]);
const ASSERTED = <const>["x"];
const NOTHING = undefined;
const HALF = 1 / 2, WHOLE = 4 / 2, POWER = 2 ** 10;
namespace Deep { export const Q = 1; }
class Plan { static readonly PRICE = 499; price = 1 }
export default { a: 1 };
let z = 5;
const TEMPLATE = `a${BASE}`;
const CALL = compute(1);
const { unpacked } = SLA;
const CHANGED = { x: 1 };
CHANGED.x = 2;
const PUSHED = [1]; PUSHED.push(2);
const FOREIGN = Kind.Blue;
"#;

#[test]
fn what_is_read() {
    expect(
        "a.ts",
        TEXT,
        &[
            ("TOTAL", "2120"),
            ("SLA.P0", r#"{minutes: 30, first reply: "a\n", owner: Owner::Founder="founder"}"#),
            ("SLA.P0[\"first reply\"]", r#""a\n""#),
            ("SLA.Oncall", "7"),
            ("SLA.2", "\"plain\""),
            ("ALL", "[31, 1000, 10, null, 1, -2]"),
            ("MORE", r#"{minutes: 45, first reply: "a\n", owner: Owner::Founder="founder", BASE: 1000}"#),
            (
                "Level",
                "{Low: Level::Low=0, Mid: Level::Mid=1, High: Level::High=10, Top: Level::Top=11, Both: Level::Both=1, a b: Level::a b=2}",
            ),
            ("BY", "{a: 1, b: 1000}"),
            ("SET", "[1, 2]"),
            ("ASSERTED", r#"["x"]"#),
            ("NOTHING", "null"),
            ("HALF", "0.5"),
            ("WHOLE", "2"),
            ("POWER", "1024"),
            ("Deep.Q", "1"),
            ("Plan.PRICE", "499"),
            ("default.a", "1"),
            ("FOREIGN", "Kind::Blue"),
        ],
    );
}

#[test]
fn what_is_refused_says_what_and_where() {
    expect(
        "a.ts",
        TEXT,
        &[
            ("z", "! 23:5: `z` is declared with `let`, so that it may change"),
            ("TEMPLATE", "! 24:18: ``a${BASE}`` is a text with values in it, not a literal value"),
            ("CALL", "! 25:14: `compute(1)` is a function call, not a literal value"),
            ("unpacked", "! 26:7: `{ unpacked } = SLA` is unpacked into names, not a literal value"),
            ("CHANGED", "! 28:1: `CHANGED` is changed after its declaration"),
            ("PUSHED", "! 29:21: `PUSHED` is changed after its declaration"),
            ("SLA.P1.f", "! 6:26: `f() { return 1 }` is a function, not a literal value"),
        ],
    );
}

#[test]
fn javascript_and_its_exports() {
    let text = "const A = 5;\nmodule.exports = { A, b: 2 };\nexports.C = 3;\nconst view = <p>{A}</p>;\nclass K { static B = 1 }\n";
    expect(
        "a.js",
        text,
        &[
            ("module.exports", "{A: 5, b: 2}"),
            ("exports.C", "3"),
            ("K.B", "1"),
            ("view", "! 4:14: `<p>{A}</p>` is an expression, not a literal value"),
        ],
    );
}

#[test]
fn spans_are_those_of_the_literals() {
    expect_spans(
        "a.ts",
        TEXT,
        &[("SLA.P1.minutes", "2 * 60"), ("Owner.Founder.@value", "'founder'"), ("BASE", "1_000"), ("ALL[1]", "1e3")],
    );
}

#[test]
fn broken_code_around_disturbs_nothing() {
    expect("a.ts", "function broken( {\n  if (x {\nexport const A = { m: 30 };\nconst B = [1,\n", &[("A.m", "30")]);
}
