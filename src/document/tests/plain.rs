use super::super::{Document, Format, parse};
use super::{lead_in, shown, source_of};

fn plain(source: &str) -> Document {
    parse("page.txt", Format::Plain, source.to_owned())
}

#[test]
fn blank_lines_part_paragraphs_and_single_ones_do_not() {
    let d = plain("\u{FEFF}one\r\n  two\r\rthree\n \t\nfour &amp; <b>");
    assert_eq!(shown(&d), ["paragraph one two", "paragraph three", "paragraph four &amp; <b>"]);
    assert_eq!(source_of(&d, "one two"), "one\r\n  two");
}

#[test]
fn bullets_and_numbers_are_items() {
    let d = plain("We never:\n- a\n  goes on\n\n* b\n• c\n1. d\n٢) e\nf\n\ng 1. h\n-x\n");
    assert_eq!(
        shown(&d),
        ["paragraph We never:", "item a goes on", "item b", "item c", "item d", "item e f", "paragraph g 1. h -x"]
    );
    assert_eq!((lead_in(&d, "c"), lead_in(&d, "d")), (Some("We never:"), None));
    assert_eq!(d.lists.iter().map(|l| (l.ordered, l.items.len())).collect::<Vec<_>>(), [(false, 3), (true, 2)]);
    assert_eq!(source_of(&d, "c"), "c");
}
