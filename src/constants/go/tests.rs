//! Constants of Go.

use crate::constants::tests::{expect, expect_spans};

const TEXT: &str = r#"package sla

import "time"

const Total = Base*2 + 0x10 // before what it needs
const Base int64 = 1_000
const (
	Low Level = iota + 1
	Mid
	_
	Top
)
const (
	A, B = iota, iota * 10
	C, D
)
const (
	KB = 1 << (10 * (iota + 1))
	MB
)
const Day time.Duration = 24 * time.Hour
const Half = 90 * time.Second
const Raw time.Duration = 5000000
const Conv = time.Duration(30) * time.Minute

type Level int
type Sla struct {
	ID       string `json:"id"`
	Min, Max int
	Owner    *Person
}
type Person struct{ Name string }
type Table []Sla

var Rows = []Sla{
	{ID: "P0", Min: 30, Owner: &Person{"founder"}},
	{"P1", 2 * 60, 240, nil},
	Sla{"P2", 1, 2, nil},
}
var Named = Table{{ID: "x"}}
var ByKey = map[string]Sla{"p0": {Min: 30}, Key: {Min: 60}}
const Key = "p1"
var Array = [...]int{1, 2, 3}
var Anonymous = []struct{ A string; B int }{{"a", 1}}
var Bool, Text = !true, `raw\n`
var Letter = 'م'
var Foreign = pkg.Plan{Price: 499}
var Zero int
var Called = compute()
var Short = Sla{"x"}
"#;

#[test]
fn what_is_read() {
    expect(
        "a.go",
        TEXT,
        &[
            ("Total", "2016"),
            ("Low", "1"),
            ("Mid", "2"),
            ("Top", "4"),
            ("B", "0"),
            ("C", "1"),
            ("D", "10"),
            ("MB", "1048576"),
            ("Day", "1d"),
            ("Half", "90s"),
            ("Raw", "5ms"),
            ("Conv", "30min"),
            ("Rows[0]", r#"Sla(ID: "P0", Min: 30, Owner: Person(Name: "founder"))"#),
            ("Rows[ID=P1]", r#"Sla(ID: "P1", Min: 120, Max: 240, Owner: null)"#),
            ("Rows[2].Max", "2"),
            ("Named[0].ID", "\"x\""),
            ("ByKey", "{p0: Sla(Min: 30), p1: Sla(Min: 60)}"),
            ("Array[2]", "3"),
            ("Anonymous[0].B", "1"),
            ("Bool", "false"),
            ("Text", r#""raw\\n""#),
            ("Letter", "\"م\""),
            ("Foreign.Price", "499"),
        ],
    );
}

#[test]
fn what_is_refused_says_what_and_where() {
    expect(
        "a.go",
        TEXT,
        &[
            ("Zero", "! 48:5: `Zero` is declared without a value, not a literal value"),
            ("Called", "! 49:14: `compute()` is a function call, not a literal value"),
            (
                "Short",
                "! 50:16: `{\"x\"}` is a literal with another number of values than its type has fields, not a literal value",
            ),
        ],
    );
}

#[test]
fn spans_are_those_of_the_literals() {
    expect_spans(
        "a.go",
        TEXT,
        &[("Rows[1].Min", "2 * 60"), ("Day", "24 * time.Hour"), ("Mid", "Mid"), ("ByKey.p1.Min", "60")],
    );
}

#[test]
fn broken_code_around_disturbs_nothing() {
    expect("a.go", "package a\nfunc broken( {\n\tif x {\nconst A = 5\nvar B = []int{1,\n", &[("A", "5")]);
}
