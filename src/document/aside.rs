//! Text that is met in the middle of a block and stands on its own: the values of attributes, titles, strings of data. It is
//! kept aside, with its place, until the block around it ends.
//!
//! It must not know which texts these are.

use std::ops::Range;

use super::BlockKind;
use super::build::Builder;
use super::frames::Context;
use super::ink::is_blank;
use super::reference::References;

/// Asides in the order in which they were met.
#[derive(Default)]
pub(super) struct Asides {
    list: Vec<Aside>,
    text: String,
    pieces: Vec<Piece>,
}

impl Asides {
    /// Whether there is none.
    pub(super) const fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

struct Aside {
    kind: BlockKind,
    origin: String,
    context: Context,
    pieces: Range<usize>,
}

/// A part of an aside: bytes of [`Asides::text`], and the bytes of the source they stand for.
struct Piece {
    text: Range<usize>,
    source: Range<usize>,
}

impl Builder<'_> {
    /// Begins an aside; its text follows by [`Self::aside_html`] or [`Self::aside_piece`].
    pub(super) fn aside(&mut self, kind: BlockKind, origin: &str) {
        let here = self.asides.pieces.len();
        self.asides.list.push(Aside { kind, origin: origin.to_owned(), context: self.context, pieces: here..here });
    }

    /// Adds text to the last aside.
    pub(super) fn aside_piece(&mut self, text: &str, source: Range<usize>) {
        let asides = &mut self.asides;
        let from = asides.text.len();
        asides.text.push_str(text);
        asides.pieces.push(Piece { text: from..asides.text.len(), source });
        if let Some(aside) = asides.list.last_mut() {
            aside.pieces.end = asides.pieces.len();
        }
    }

    /// Adds HTML text, or an attribute's raw value, to the last aside.
    pub(super) fn aside_html(&mut self, text: &str, at: usize, in_attribute: bool) {
        for (piece, place) in References::new(text, in_attribute) {
            let source = at + place.start..at + place.end;
            match piece {
                Ok(literal) => self.aside_piece(literal, source),
                Err(decoded) => self.aside_piece(&decoded, source),
            }
        }
    }

    /// Gives the asides as blocks. No block may be open.
    pub(super) fn write_asides(&mut self) {
        let Asides { list, text, pieces } = std::mem::take(&mut self.asides);
        let context = self.context;
        for aside in list {
            self.context = aside.context;
            self.context.pre = false;
            for piece in &pieces[aside.pieces] {
                let mut visible = &text[piece.text.clone()];
                // A literal piece is as long as its source; a decoded one stands for it as a whole.
                let literal = self.source.get(piece.source.clone()) == Some(visible);
                let mut at = piece.source.start;
                if !self.ink.is_open() {
                    let trimmed = visible.trim_start_matches(is_blank);
                    if trimmed.is_empty() {
                        continue;
                    }
                    at += if literal { visible.len() - trimmed.len() } else { 0 };
                    visible = trimmed;
                    self.begin_block(aside.kind, Some(aside.origin.clone()), at);
                }
                if literal {
                    self.ink.run(visible, at);
                } else {
                    self.ink.atom(visible, piece.source.clone(), false);
                }
            }
            self.close_block();
        }
        self.context = context;
    }
}
