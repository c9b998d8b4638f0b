//! The keys of the rule kinds that are bound to constants.
//!
//! It must not know how they are read.

use super::{ORDERS, REACHES, ROWS, Shape, Table, key};

const FIELD: &str = "The field of the constant: a name, `a.b`, `[0]`, `@key`, `@value`.";
const FIELDS: &str = "The two fields of a range, the lower end first.";
const EQUALS: &str = "A name under `constants`, or a selector `path#NAME.field[2][key=value]`.";
const UNDER: &str = "The heading above it, compared by its words.";
const UNIT: &str = "The unit of the number in the code: seconds, minutes, hours, days, weeks, months, years, SAR, USD, percent, \
                    ratio, points, count, bool; `text` where it is none.";
const CELL_UNIT: &str = "The unit of a number in the document that names none, where it is another one than `unit`.";
const WORDS: &str = "How the document writes a value: its words, and the value in the code.";
const NONE: &str = "How the document writes that there is no value, besides `—` and its like.";

/// `table`.
pub(crate) const TABLE: Table = Table {
    what: "`table`",
    required: &["in", "equals", "key", "columns"],
    keys: &[
        key("in", Shape::Texts, "Paths, globs or names of content sets."),
        key("under", Shape::Text, UNDER),
        key("nth", Shape::Number(1, 999), "Which table it is, from 1: of those under the heading, or of the document."),
        key("equals", Shape::Texts, "The constant that holds the rows, or a list of constants, each of them a row."),
        key("item", Shape::Text, "For a list or a fenced block: how an item reads as a row, `'{step} — {minutes}'`."),
        key("key", Shape::Object(&TABLE_KEY), "How a row finds its constant."),
        key("columns", Shape::MapOf(&Shape::Object(&COLUMN)), "The columns that must agree, by their headers."),
        key("rows", Shape::OneOf(ROWS), "Whether the table has all rows (exact), may leave some out, or may add some."),
    ],
};

/// `table.key`.
pub(crate) const TABLE_KEY: Table = Table {
    what: "`key`",
    required: &["column"],
    keys: &[
        key("column", Shape::Text, "The header of the column that names the row."),
        key("field", Shape::Text, "The field of the constant that it names; without it, the key of the map."),
        key("words", Shape::MapOf(&Shape::Text), "Rows that are named otherwise: the cell, and the key in the code."),
    ],
};

/// A column of `table`.
pub(crate) const COLUMN: Table = Table {
    what: "a `column`",
    required: &[],
    keys: &[
        key("field", Shape::Text, FIELD),
        key("fields", Shape::Texts, FIELDS),
        key("unit", Shape::Text, UNIT),
        key("cell-unit", Shape::Text, CELL_UNIT),
        key("words", Shape::MapOf(&Shape::Text), WORDS),
        key("none", Shape::Texts, NONE),
    ],
};

/// `list`.
pub(crate) const LIST: Table = Table {
    what: "`list`",
    required: &["in", "equals"],
    keys: &[
        key("in", Shape::Texts, "Paths, globs or names of content sets."),
        key("under", Shape::Text, UNDER),
        key("nth", Shape::Number(1, 999), "Which list it is, from 1: of those under the heading, or of the document."),
        key("equals", Shape::Texts, "The constant that holds the items, or a list of constants."),
        key("field", Shape::Text, "The field of each constant that the items show."),
        key("unit", Shape::Text, UNIT),
        key("cell-unit", Shape::Text, CELL_UNIT),
        key("words", Shape::MapOf(&Shape::Text), WORDS),
        key("none", Shape::Texts, NONE),
        key("order", Shape::OneOf(ORDERS), "Whether the items stand in the order of the code: same, or any (default)."),
    ],
};

/// `value`.
pub(crate) const VALUE: Table = Table {
    what: "`value`",
    required: &["in", "phrase", "equals"],
    keys: &[
        key("in", Shape::Texts, "Paths, globs or names of content sets."),
        key("phrase", Shape::Text, "A phrase with a quantity in it: `Growth Starter .. <money>`."),
        key("across", Shape::OneOf(REACHES), "Whether it stands in one block, or in the blocks of one container."),
        key("equals", Shape::Either(&[Shape::Text, Shape::Object(&EQUAL)]), EQUALS),
    ],
};

/// `value.equals`.
pub(crate) const EQUAL: Table = Table {
    what: "`equals`",
    required: &["of"],
    keys: &[
        key("of", Shape::Text, EQUALS),
        key("field", Shape::Text, FIELD),
        key("fields", Shape::Texts, FIELDS),
        key("unit", Shape::Text, UNIT),
        key("cell-unit", Shape::Text, CELL_UNIT),
    ],
};
