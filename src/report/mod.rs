//! Reports: what a run found, rendered for a reader. One file a format, one line each in the table below.
//!
//! A reporter must not decide an exit code, read a file or print: it writes to the writer that it is given.

use std::io;

use crate::lint;
use crate::policy::model::{Lang, RuleSpec};

pub mod concise;
#[cfg(feature = "cli")]
mod excerpt;
pub mod github;
#[cfg(feature = "cli")]
pub mod human;
pub mod json;
pub mod jsonl;
pub mod mistake;
pub mod rule_docs;
pub mod sarif;
pub mod summary;
pub mod visible;
pub mod wording;

#[cfg(test)]
pub(crate) mod corpus;

/// What a reporter knows besides the run itself.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is one flag that a user set, and any combination makes sense")]
pub struct View<'a> {
    /// The rules of the policy, those that are off included, in order of definition.
    pub rules: &'a [RuleSpec],
    /// Language of the reporter's own words; findings come with theirs.
    pub lang: Lang,
    /// Whether colours may be written.
    pub color: bool,
    /// Whether the reader is a terminal: only there right-to-left text is isolated.
    pub terminal: bool,
    /// Columns of the reader's screen, at least 40.
    pub width: usize,
    /// Whether licensed matches are listed too.
    pub show_allowed: bool,
    /// Whether counts by rule are added.
    pub statistics: bool,
    /// Whether the closing summary is left out.
    pub quiet: bool,
}

impl Default for View<'_> {
    fn default() -> Self {
        Self {
            rules: &[],
            lang: Lang::En,
            color: false,
            terminal: false,
            width: 100,
            show_allowed: false,
            statistics: false,
            quiet: false,
        }
    }
}

/// From one table: the formats, their names, what they are for, and which function renders each.
macro_rules! formats {
    ($($(#[$gate:meta])* $variant:ident = $name:literal, $about:literal, $render:path;)+) => {
        /// The formats of a report.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum OutputFormat {
            $($(#[$gate])* #[doc = $about] $variant,)+
        }

        impl OutputFormat {
            /// All formats, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$($(#[$gate])* Self::$variant),+];

            /// The value of `--output-format`.
            pub const fn name(self) -> &'static str {
                match self { $($(#[$gate])* Self::$variant => $name,)+ }
            }

            /// What the format is for, in one sentence.
            pub const fn about(self) -> &'static str {
                match self { $($(#[$gate])* Self::$variant => $about,)+ }
            }

            /// Writes `report` to `out`; the only errors are those of `out`.
            pub fn render(self, report: &lint::Report, view: &View<'_>, out: &mut dyn io::Write) -> io::Result<()> {
                match self { $($(#[$gate])* Self::$variant => $render(report, view, out),)+ }
            }
        }
    };
}

formats! {
    #[cfg(feature = "cli")]
    Human = "human", "Excerpts with carets, for people", human::render;
    Concise = "concise", "One line a finding: `path:line:column: severity[rule] message`", concise::render;
    Json = "json", "One JSON object with findings, errors and a summary", json::render;
    Jsonl = "jsonl", "One JSON object a line, the summary last", jsonl::render;
    Github = "github", "GitHub Actions workflow commands, shown at the lines of a pull request", github::render;
    Sarif = "sarif", "SARIF 2.1.0, for code scanning", sarif::render;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_distinct_and_every_format_says_what_it_is_for() {
        for (i, format) in OutputFormat::ALL.iter().enumerate() {
            assert!(!format.about().is_empty() && !format.about().ends_with('.'), "{format:?}");
            assert!(OutputFormat::ALL[..i].iter().all(|other| other.name() != format.name()), "{format:?}");
        }
    }
}
