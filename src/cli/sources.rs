//! Source files from disk, read and parsed once each, side by side.
//!
//! It must not know which rule needs them, nor what for.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use crate::constants::{File, LARGEST, Refusal};
use crate::nearest::nearest;
use crate::rule::bound::sources::Sources;
use crate::source::decode::{Decoded, decode};

/// Names of a folder that are looked at for one that is near.
const MOST_NAMES: usize = 5000;

/// Reads the files of these paths, relative to `root`, the folder of the policy. Why one cannot be read is kept in its place.
pub(super) fn read(root: &Path, paths: &BTreeSet<String>) -> Sources {
    let paths: Vec<&String> = paths.iter().collect();
    let read: Vec<(&String, Result<File, String>)> =
        paths.into_par_iter().map(|path| (path, one(root, path, "the folder of the policy"))).collect();
    let mut sources = Sources::default();
    for (path, file) in read {
        match file {
            Ok(file) => sources.add(file),
            Err(why) => sources.refuse(path, why),
        }
    }
    sources
}

/// Reads one file, or says why not, in words that go on from its path. `base` is what messages call `root`.
pub(super) fn one(root: &Path, path: &str, base: &str) -> Result<File, String> {
    let place = root.join(path);
    let size = match fs::metadata(&place) {
        Ok(found) if found.is_dir() => return Err("is a folder; name a file in it".to_owned()),
        Ok(found) => found.len(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(missing(&place, path, base)),
        Err(error) => return Err(format!("cannot be read: {error}; check its permissions")),
    };
    if size > LARGEST as u64 {
        return Err(format!("is larger than {} MiB; move the constants into a smaller file", LARGEST >> 20));
    }
    let bytes = fs::read(&place).map_err(|error| format!("cannot be read: {error}; check its permissions"))?;
    match decode(bytes) {
        Decoded::Text { lossy: Some(at), .. } => Err(format!("is not valid UTF-8 from byte {at} on; save it as UTF-8")),
        Decoded::Text { text, .. } => File::parse(path, text).map_err(|refusal| told(&refusal)),
        Decoded::Binary => Err("is no text file".to_owned()),
    }
}

/// A refusal on one line.
pub(super) fn told(refusal: &Refusal) -> String {
    if refusal.help.is_empty() { refusal.message.clone() } else { format!("{}; {}", refusal.message, refusal.help) }
}

/// What is there in place of a file that is not.
fn missing(place: &Path, path: &str, base: &str) -> String {
    let (above, name) = path.split_at(path.rfind('/').map_or(0, |at| at + 1));
    let Ok(entries) = fs::read_dir(place.parent().unwrap_or(place)) else {
        return format!("is not there, nor is the folder `{}`", above.trim_end_matches('/'));
    };
    let names = entries.take(MOST_NAMES).flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let names: BTreeSet<String> = names.collect();
    match nearest(name, names.iter().map(String::as_str)) {
        Some(near) => format!("is not there; did you mean `{above}{near}`?"),
        None => format!("is not there; paths begin in {base}"),
    }
}
