//! Reading a ticket of any length for its keyword: whole where it is short, and else piece by piece.
//!
//! Pieces overlap by more letters than any keyword has, so that none is cut in two. It must not know how a keyword is read.

use super::keywords::{self, Found};
use crate::domain::sla::Priority;
use crate::language::fold::fold;

/// Bytes that are folded at once. A longer text is read in pieces, whose memory does not grow with it.
const PIECE: usize = 64 << 20;

/// Letters and digits that two pieces share. No keyword has so many, however it is inflected: three words of 64 bytes.
const SHARED: usize = 256;

/// What reading came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reading {
    /// The keyword that decides.
    Found(Found),
    /// The whole text was read, and no keyword stands in it.
    Nothing,
    /// A long text with a stretch of millions of signs and hardly a letter: a keyword might be spread over it.
    Unreadable,
}

/// The keyword of the gravest priority, and of several the first. Linear in the text, of which [`PIECE`] bytes at once are folded.
pub(super) fn read(text: &str) -> Reading {
    read_by(text, PIECE)
}

/// The same with pieces of `most` bytes.
fn read_by(text: &str, most: usize) -> Reading {
    // Blanks around the text hold no keyword, and would look like an unreadable stretch.
    let (mut at, end) = (text.len() - text.trim_start().len(), text.trim_end().len());
    let mut before = text[..at].chars().count();
    let mut best: Option<Found> = None;
    // Nothing is graver than P0, and nothing comes before what was found first.
    while at < end && best.as_ref().is_none_or(|known| known.priority != Priority::P0) {
        let piece = beginning(&text[at..end], most);
        let folded = fold(piece);
        let last = at + piece.len() == end;
        // The word at the end of a piece may go on in the next one.
        let until = if last { folded.text.len() } else { after_last_sign(&folded.text) };
        if let Some(found) = keywords::find(piece, &folded, until)
            && best.as_ref().is_none_or(|known| found.priority < known.priority)
        {
            best = Some(found.behind(at, before));
        }
        if last {
            break;
        }
        let next = folded.to_text(piece, shared_from(&folded.text[..until])..until).start;
        // Where the last letters of a piece begin in its first half, reading on from there might take forever.
        if next < most / 2 {
            return Reading::Unreadable;
        }
        before += piece[..next].chars().count();
        at += next;
    }
    best.map_or(Reading::Nothing, Reading::Found)
}

/// Whole characters of the beginning of a text, up to so many bytes.
fn beginning(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let end = (0..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    &text[..end]
}

/// Where the word at the end of a text begins.
fn after_last_sign(text: &str) -> usize {
    text.trim_end_matches(char::is_alphanumeric).len()
}

/// Where the word begins that holds the letter [`SHARED`] letters from the end; 0 where there are fewer.
fn shared_from(text: &str) -> usize {
    let mut letters = text.char_indices().rev().filter(|(_, c)| c.is_alphanumeric());
    letters.nth(SHARED - 1).map_or(0, |(at, _)| after_last_sign(&text[..at]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// So small that the texts below are long ones.
    const SMALL: usize = 4_096;

    fn whole(text: &str) -> Reading {
        read_by(text, usize::MAX)
    }

    #[test]
    fn a_keyword_is_found_wherever_it_stands() {
        let filler = "السلام عليكم our team كتب لكم. ".repeat(500);
        let places: Vec<usize> =
            filler.char_indices().map(|c| c.0).filter(|at| filler[*at..].starts_with(' ')).collect();
        for keyword in ["تَسْرِيب", "LEAKED", "charge بدون موافقتنا", "data\n\n- breach"] {
            // Each place up to the end of the second piece, so that keywords lie across cuts in all ways.
            for at in places.iter().take_while(|at| **at < 2 * SMALL + 200) {
                let text = format!("{} {keyword}{}", &filler[..*at], &filler[*at..]);
                let Reading::Found(found) = read_by(&text, SMALL) else { panic!("{keyword} at {at}") };
                assert_eq!(&text[found.place.start..found.place.end], keyword, "{at}");
                assert_eq!(Reading::Found(found), whole(&text), "{at}");
            }
        }
    }

    #[test]
    fn a_word_is_not_cut_into_a_keyword() {
        for at in 0..40 {
            // Somewhere in here a piece ends inside of the word.
            let text = format!("{}{}", "-".repeat(at), "our secretary and the الأمانات ".repeat(1_000));
            assert_eq!(read_by(&text, SMALL), Reading::Nothing, "{at}");
        }
    }

    #[test]
    fn the_gravest_of_all_pieces_decides_and_then_the_first() {
        let filler = "كلام طويل ".repeat(2_000);
        let text = format!("Gmail {filler} service down {filler} calendar {filler} service failed {filler}");
        let Reading::Found(found) = read_by(&text, SMALL) else { panic!("keywords") };
        assert_eq!((found.priority, found.keyword), (Priority::P1, "service down"));
        assert_eq!(Reading::Found(found), whole(&text));
        let Reading::Found(found) = read_by(&format!("{text} outage"), SMALL) else { panic!("keywords") };
        assert_eq!(found.keyword, "outage");
    }

    #[test]
    fn nothing_hides_among_signs() {
        let signs = "- \u{651}".repeat(SMALL);
        for text in [format!("data {signs} breach"), format!("إرسال{signs}بدون موافقة"), format!("{signs} Gmail")]
        {
            assert_eq!(read_by(&text, SMALL), Reading::Unreadable);
        }
        // Where a piece holds all of it, it is read.
        assert!(matches!(whole(&format!("data {signs} breach")), Reading::Found(_)));
        // A word that nobody writes may not hide one either.
        assert_eq!(read_by(&"a".repeat(3 * SMALL), SMALL), Reading::Unreadable);
        // Blanks around a text are no signs.
        let blank = " \n".repeat(SMALL);
        assert_eq!(read_by(&blank, SMALL), Reading::Nothing);
        let Reading::Found(found) = read_by(&format!("{blank}LEAK{blank}"), SMALL) else { panic!("a keyword") };
        assert_eq!((found.place.start, found.place.end_char), (2 * SMALL, 2 * SMALL + 4));
    }

    #[test]
    fn long_texts_are_read_to_their_end() {
        let text = format!("{} LEAKED", "كلمة word ".repeat(PIECE / 10));
        assert!(text.len() > PIECE);
        let Reading::Found(found) = read(&text) else { panic!("a keyword") };
        assert_eq!(&text[found.place.start..found.place.end], "LEAKED");
    }

    proptest! {
        /// Reading in pieces comes to the same as reading at once.
        #[test]
        fn pieces_are_the_whole(
            parts in prop::collection::vec(prop::sample::select(vec![
                "service ", "down ", "service\n", "down", "بدون ", "موافقتي ", "charge ", "Gmail ", "secret", "ary ", "le",
                "ak ", "أرسل ", "رسالة ", "\u{640}", "\u{200B}", "... ", "؟ ", "word ", "كلمة ", "ﷺ ", "أمان", "ة ", "l\u{435}",
            ]), 0..4_000),
        ) {
            let text = parts.concat();
            prop_assert_eq!(read_by(&text, SMALL), whole(&text));
        }
    }
}
