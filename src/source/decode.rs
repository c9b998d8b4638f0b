//! From a file's bytes to text. It must not know what kind of file it is.

/// How the bytes of a file were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, little endian, known by its byte order mark.
    Utf16Le,
    /// UTF-16, big endian, known by its byte order mark.
    Utf16Be,
}

impl Encoding {
    /// Its name in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
        }
    }
}

/// What a file's bytes turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decoded {
    /// Text. Spans count bytes of `text`. They are offsets in the file itself only where it is valid UTF-8, that is, for
    /// [`Encoding::Utf8`] without `lossy`; fixes may be written to such files alone.
    Text {
        /// The text. A byte order mark is kept as its first character.
        text: String,
        /// The file's byte at which the first invalid sequence begins. Each one was replaced with U+FFFD.
        lossy: Option<usize>,
        /// How it was read.
        encoding: Encoding,
    },
    /// No text: a NUL byte near the beginning.
    Binary,
}

/// Bytes in which a NUL makes a file binary; git and ripgrep look about as far.
const BINARY_WINDOW: usize = 8 * 1024;

/// Decodes a file. Valid UTF-8 is not copied.
pub fn decode(bytes: Vec<u8>) -> Decoded {
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => return utf16(rest, Encoding::Utf16Le),
        [0xFE, 0xFF, rest @ ..] => return utf16(rest, Encoding::Utf16Be),
        _ => {}
    }
    if memchr::memchr(0, &bytes[..bytes.len().min(BINARY_WINDOW)]).is_some() {
        return Decoded::Binary;
    }
    let encoding = Encoding::Utf8;
    match String::from_utf8(bytes) {
        Ok(text) => Decoded::Text { text, lossy: None, encoding },
        Err(e) => {
            let at = e.utf8_error().valid_up_to();
            Decoded::Text { text: String::from_utf8_lossy(e.as_bytes()).into_owned(), lossy: Some(at), encoding }
        }
    }
}

/// Whether more than a tenth of the characters of a text stand for bytes that could not be read. Such a text was written in
/// another encoding, and what is found in the rest of it says little.
pub fn is_garbled(text: &str) -> bool {
    let (mut all, mut lost) = (0_usize, 0_usize);
    for c in text.chars() {
        all += 1;
        lost += usize::from(c == char::REPLACEMENT_CHARACTER);
    }
    lost * 10 > all
}

// `rest` follows the byte order mark.
fn utf16(rest: &[u8], encoding: Encoding) -> Decoded {
    let unit = |pair: &[u8; 2]| match encoding {
        Encoding::Utf16Be => u16::from_be_bytes(*pair),
        _ => u16::from_le_bytes(*pair),
    };
    let (pairs, odd) = rest.as_chunks::<2>();
    let mut text = String::with_capacity(rest.len() + 3);
    text.push('\u{FEFF}');
    let mut lossy = None;
    let mut at = 2;
    for c in char::decode_utf16(pairs.iter().map(unit)) {
        let c = c.unwrap_or_else(|_| {
            lossy.get_or_insert(at);
            char::REPLACEMENT_CHARACTER
        });
        text.push(c);
        at += 2 * c.len_utf16();
    }
    if !odd.is_empty() {
        lossy.get_or_insert(at);
        text.push(char::REPLACEMENT_CHARACTER);
    }
    Decoded::Text { text, lossy, encoding }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> (String, Option<usize>, Encoding) {
        match decode(bytes.to_vec()) {
            Decoded::Text { text, lossy, encoding } => (text, lossy, encoding),
            Decoded::Binary => panic!("binary"),
        }
    }

    #[test]
    fn utf8_keeps_its_mark() {
        assert_eq!(text("\u{FEFF}لا".as_bytes()), ("\u{FEFF}لا".into(), None, Encoding::Utf8));
        assert_eq!(text(b""), (String::new(), None, Encoding::Utf8));
    }

    #[test]
    fn invalid_bytes_are_replaced_and_the_first_is_named() {
        assert_eq!(text(b"ab\xFFc\xC3"), ("ab\u{FFFD}c\u{FFFD}".into(), Some(2), Encoding::Utf8));
    }

    #[test]
    fn utf16_is_known_by_its_mark() {
        let le: Vec<u8> = "\u{FEFF}aغ😀".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = "\u{FEFF}aغ😀".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(&le), ("\u{FEFF}aغ😀".into(), None, Encoding::Utf16Le));
        assert_eq!(text(&be), ("\u{FEFF}aغ😀".into(), None, Encoding::Utf16Be));
    }

    #[test]
    fn broken_utf16_is_replaced_and_named() {
        assert_eq!(text(b"\xFF\xFEa\0\0\xD8b\0"), ("\u{FEFF}a\u{FFFD}b".into(), Some(4), Encoding::Utf16Le));
        assert_eq!(text(b"\xFF\xFEa\0b"), ("\u{FEFF}a\u{FFFD}".into(), Some(4), Encoding::Utf16Le));
    }

    #[test]
    fn a_text_in_another_encoding_is_told_from_a_stray_byte() {
        assert!(is_garbled(&text(b"\xE4\xD6\xE3\xE4 \xE1\xDF").0));
        assert!(is_garbled(&text(b"ten chars\xFF\xFF").0));
        assert!(!is_garbled(&text(b"ten chars\xFF").0), "a tenth, and not more");
        assert!(!is_garbled(&text("لا نضمن".as_bytes()).0) && !is_garbled(""));
    }

    #[test]
    fn a_nul_near_the_beginning_makes_a_file_binary() {
        assert_eq!(decode(b"\x89PNG\0".to_vec()), Decoded::Binary);
        let mut late = vec![b'a'; BINARY_WINDOW];
        late.push(0);
        assert_eq!(text(&late).1, None);
    }
}
