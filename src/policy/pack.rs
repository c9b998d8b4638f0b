//! The packs that are compiled into the program: rules as data, with their examples beside them.
//!
//! It must not know what a pack says. A new file of a pack is one line here; a test sees that none is forgotten.

/// A built-in pack.
#[derive(Debug)]
pub struct Pack {
    /// Its name under `extends` and `--pack`.
    pub name: &'static str,
    /// Its files in order of reading: name and text.
    pub files: &'static [(&'static str, &'static str)],
}

/// The pack in force where no policy is found and none is named.
pub const DEFAULT: &str = "dealix";

macro_rules! files {
    ($($path:literal),* $(,)?) => { &[$(($path, include_str!(concat!("../../rules/", $path)))),*] };
}

/// The cue lists of the standing algorithm: the layer below every other, so that a policy without packs has them too.
pub const STANDING: (&str, &str) = ("standing.yaml", include_str!("../../rules/standing.yaml"));

/// All built-in packs.
pub const BUILT_IN: &[Pack] = &[Pack {
    name: "dealix",
    files: files![
        "dealix/artificial-scarcity.examples.yaml",
        "dealix/artificial-scarcity.yaml",
        "dealix/bypass-approval.examples.yaml",
        "dealix/bypass-approval.yaml",
        "dealix/competitor-attack.examples.yaml",
        "dealix/competitor-attack.yaml",
        "dealix/data-selling.examples.yaml",
        "dealix/data-selling.yaml",
        "dealix/exaggerated-speed.examples.yaml",
        "dealix/exaggerated-speed.yaml",
        "dealix/full-automation.examples.yaml",
        "dealix/full-automation.yaml",
        "dealix/guaranteed-results.examples.yaml",
        "dealix/guaranteed-results.yaml",
        "dealix/legal-financial.examples.yaml",
        "dealix/legal-financial.yaml",
        "dealix/medical-language.examples.yaml",
        "dealix/medical-language.yaml",
        "dealix/obfuscated-text.yaml",
        "dealix/scraping.examples.yaml",
        "dealix/scraping.yaml",
        "dealix/tone.yaml",
    ],
}];

/// The built-in pack of that name.
pub fn find(name: &str) -> Option<&'static Pack> {
    BUILT_IN.iter().find(|p| p.name == name)
}

/// The names of the built-in packs.
pub fn names() -> impl Iterator<Item = &'static str> + Clone {
    BUILT_IN.iter().map(|p| p.name)
}

/// Whether a file holds only examples, by its name.
pub fn is_examples(name: &str) -> bool {
    name.ends_with(".examples.yaml") || name.ends_with(".examples.yml")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn every_file_of_a_pack_is_compiled_in() {
        for pack in BUILT_IN {
            let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules").join(pack.name);
            let mut on_disk: Vec<String> = std::fs::read_dir(dir)
                .expect("the folder of a built-in pack is in the repository")
                .filter_map(|e| e.ok()?.file_name().into_string().ok())
                .filter(|n| Path::new(n).extension().is_some_and(|e| e == "yaml"))
                .map(|n| format!("{}/{n}", pack.name))
                .collect();
            on_disk.sort();
            let mut listed: Vec<&str> = pack.files.iter().map(|(n, _)| *n).collect();
            listed.sort_unstable();
            assert_eq!(listed, on_disk);
        }
    }

    #[test]
    fn the_default_pack_exists() {
        assert!(find(DEFAULT).is_some());
    }
}
