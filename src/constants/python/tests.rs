//! Constants of Python.

use crate::constants::tests::{expect, expect_spans};

const TEXT: &str = r#"
from datetime import timedelta
TOTAL: Final[int] = BASE * 2 + LIMITS["p1"]  # before what it needs
BASE = 1_000
LIMITS = {"p0": 30, 'p1': 2 * 60, 3: (1, -2.5), None: 4}
MORE = {**LIMITS, "p0": 45, "new": [*PAIR, 3]}
MERGED = LIMITS | {"p0": 1}
PAIR = (1, 2)
FROZEN = frozenset({"a", "b"})
VIEW = MappingProxyType({"x": 1})
NAMED = dict(a=1, b="two")
WAIT = timedelta(hours=1, minutes=30)
DAYS: timedelta = timedelta(2)
LEFT, RIGHT = 1, "r"
X = Y = 7
JOINED = "a" 'b' """c
d"""
RAW = r"\n"
WORDS = f"x{BASE}"
FLOOR = -7 // 2
HALF = 1 / 2
MONEY = Decimal("499.50")

class Owner(str, Enum):
    """Who answers."""
    FOUNDER = "founder"
    ONCALL = "operator_oncall"
    _ignored = 1
    def label(self): return self.value

class Level(IntEnum):
    LOW = auto()
    MID = auto()
    HIGH = 10
    TOP = auto()

class Rights(Flag):
    READ = auto()
    WRITE = auto()
    BOTH = READ | WRITE

@dataclass(frozen=True)
class Sla:
    id: str
    minutes: int
    owner: Owner = Owner.FOUNDER

TIERS = [
    Sla("P0", 30),
    Sla(id="P1", minutes=2 * 60, owner=Owner.ONCALL),
    Sla("P2", minutes=now()),
]
FOREIGN = Plan("x", price=5)
NAMED_ONLY = Plan(price=5)
VALUE = Owner.ONCALL.value

class Config:
    TIMEOUT = 30
    class Inner:
        DEEP = Config.TIMEOUT + 1

GROWS = [1]
GROWS.append(2)
COUNT = 1
COUNT += 1
MAP = {}
MAP["x"] = 1
if DEBUG:
    CHOSEN = 1
else:
    CHOSEN = 2
LISTED = [x for x in PAIR]
"#;

#[test]
fn what_is_read() {
    expect(
        "a.py",
        TEXT,
        &[
            ("TOTAL", "2120"),
            ("LIMITS", "{p0: 30, p1: 120, 3: [1, -2.5], null: 4}"),
            ("MORE", "{p0: 45, p1: 120, 3: [1, -2.5], null: 4, new: [1, 2, 3]}"),
            ("MERGED.p0", "1"),
            ("FROZEN", r#"["a", "b"]"#),
            ("VIEW.x", "1"),
            ("NAMED", r#"{a: 1, b: "two"}"#),
            ("WAIT", "90min"),
            ("DAYS", "2d"),
            ("RIGHT", "\"r\""),
            ("X", "7"),
            ("Y", "7"),
            ("JOINED", r#""abc\nd""#),
            ("RAW", r#""\\n""#),
            ("FLOOR", "-4"),
            ("HALF", "0.5"),
            ("MONEY", "499.5"),
            ("Owner", r#"{FOUNDER: Owner::FOUNDER="founder", ONCALL: Owner::ONCALL="operator_oncall"}"#),
            ("Level", "{LOW: Level::LOW=1, MID: Level::MID=2, HIGH: Level::HIGH=10, TOP: Level::TOP=11}"),
            ("Rights.BOTH", "Rights::BOTH=3"),
            ("TIERS[0]", r#"Sla(id: "P0", minutes: 30, owner: Owner::FOUNDER="founder")"#),
            ("TIERS[id=P1].owner.@value", "\"operator_oncall\""),
            ("TIERS[owner=ONCALL].minutes", "120"),
            ("NAMED_ONLY", "Plan(price: 5)"),
            ("VALUE", "\"operator_oncall\""),
            ("Config.TIMEOUT", "30"),
            ("Config.Inner.DEEP", "31"),
        ],
    );
}

#[test]
fn what_is_refused_says_what_and_where() {
    expect(
        "a.py",
        TEXT,
        &[
            ("WORDS", "! 19:9: `f\"x{BASE}\"` is a text with values in it, not a literal value"),
            ("TIERS[2].minutes", "! 51:23: `now()` is a function call, not a literal value"),
            (
                "FOREIGN",
                "! 53:11: `Plan(\"x\", price=5)` is a call whose arguments have no names in this file, not a literal value",
            ),
            ("GROWS", "! 63:1: `GROWS` is changed after its declaration"),
            ("COUNT", "! 65:1: `COUNT` is changed after its declaration"),
            ("MAP", "! 67:1: `MAP` is changed after its declaration"),
            ("CHOSEN", "! 71:5: `CHOSEN` is declared 2 times, in lines 69, 71"),
            ("LISTED", "! 72:10: `[x for x in PAIR]` is a comprehension, not a literal value"),
        ],
    );
}

#[test]
fn spans_are_those_of_the_literals() {
    expect_spans(
        "a.py",
        TEXT,
        &[
            ("LIMITS.p1", "2 * 60"),
            ("TIERS[0].id", "\"P0\""),
            ("WAIT", "timedelta(hours=1, minutes=30)"),
            ("Level.TOP.@value", "auto()"),
            ("VALUE", "\"operator_oncall\""),
        ],
    );
}

#[test]
fn broken_code_around_disturbs_nothing() {
    expect("a.py", "def f(:\n    x = (1\nA = 5\nB = [1,\nC = {\"a\": A}\n", &[("A", "5"), ("C.a", "5")]);
}
