//! Runs rules over documents and gathers what they say, in one order whatever the number of threads.
//!
//! It must not read files: documents come in as values.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::finding::{Finding, Problem};

pub mod suppress;

/// What a run found.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Sorted by path, place, rule.
    pub findings: Vec<Finding>,
    /// Matches that the text licenses, sorted the same way.
    pub allowed: Vec<Finding>,
    /// Findings that a comment or the baseline silences, sorted the same way.
    pub suppressed: Vec<Finding>,
    /// What kept the job from being done as asked, sorted.
    pub errors: Vec<Problem>,
    /// What a user should know although it is no failure (binary files skipped, invalid UTF-8 replaced), sorted.
    pub notes: Vec<Problem>,
    /// How many documents were checked.
    pub files: usize,
    /// How many files were left out, by reason (`binary`, `not a document`).
    pub skipped: BTreeMap<&'static str, usize>,
    /// Source texts of the files that have findings or licensed matches, for excerpts.
    pub sources: BTreeMap<String, Arc<str>>,
}
