//! Source files from disk, read and parsed once each, side by side.
//!
//! It must not know which rule needs them, nor what for.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use crate::constants::{File, LARGEST};
use crate::nearest::nearest;
use crate::rule::bound::sources::Sources;
use crate::source::decode::{Decoded, decode};

/// Names of a folder that are looked at for one that is near.
const MOST_NAMES: usize = 5000;

/// Reads the files of these paths, relative to `root`. Why one cannot be read is kept in its place.
pub(super) fn read(root: &Path, paths: &BTreeSet<String>) -> Sources {
    let paths: Vec<&String> = paths.iter().collect();
    let read: Vec<(&String, Result<File, String>)> =
        paths.into_par_iter().map(|path| (path, one(root, path))).collect();
    let mut sources = Sources::default();
    for (path, file) in read {
        match file {
            Ok(file) => sources.add(file),
            Err(why) => sources.refuse(path, why),
        }
    }
    sources
}

fn one(root: &Path, path: &str) -> Result<File, String> {
    let place = root.join(path);
    let size = match fs::metadata(&place) {
        Ok(found) if found.is_dir() => return Err("is a folder; name a file in it".to_owned()),
        Ok(found) => found.len(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(missing(&place, path)),
        Err(error) => return Err(format!("cannot be read: {error}; check its permissions")),
    };
    if size > LARGEST as u64 {
        return Err(format!("is larger than {} MiB; move the constants into a smaller file", LARGEST >> 20));
    }
    let bytes = fs::read(&place).map_err(|error| format!("cannot be read: {error}; check its permissions"))?;
    match decode(bytes) {
        Decoded::Text { lossy: Some(at), .. } => Err(format!("is not valid UTF-8 from byte {at} on; save it as UTF-8")),
        Decoded::Text { text, .. } => File::parse(path, text).map_err(|refusal| refusal.message),
        Decoded::Binary => Err("is no text file".to_owned()),
    }
}

/// What is there in place of a file that is not.
fn missing(place: &Path, path: &str) -> String {
    let folder = place.parent().unwrap_or(place);
    let (above, name) = path.rsplit_once('/').map_or(("", path), |(above, name)| (above, name));
    let Ok(entries) = fs::read_dir(folder) else {
        return format!("is not there, nor is the folder `{above}`");
    };
    let names = entries.take(MOST_NAMES).flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let names: BTreeSet<String> = names.collect();
    match nearest(name, names.iter().map(String::as_str)) {
        Some(near) if above.is_empty() => format!("is not there; did you mean `{near}`?"),
        Some(near) => format!("is not there; did you mean `{above}/{near}`?"),
        None => "is not there; paths are relative to the folder of the policy".to_owned(),
    }
}
