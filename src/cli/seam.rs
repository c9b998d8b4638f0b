//! Where the commands meet the rooms below: load a policy, check inputs, run examples, write the schema.
//!
//! Commands call these functions and nothing else of `policy::load`, `source`, `document` and `lint`.

use std::path::PathBuf;

use crate::cli::args::PolicyArgs;
pub(super) use crate::lint::examples::{Failure as ExampleFailure, Run as ExampleRun};
use crate::policy::error::PolicyError;
use crate::policy::load::{LoadOptions, load};
use crate::policy::model::{Lang, Policy};
use crate::report::mistake::Mistake;

/// What is to be read, as it was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Inputs {
    /// Where paths begin: the working directory.
    pub(super) start: PathBuf,
    /// Files, folders and globs in the order given. Empty with `listed` and `stdin` absent: what the policy covers.
    pub(super) paths: Vec<String>,
    /// The files of `--files-from`; an empty list is a list.
    pub(super) listed: Option<Vec<String>>,
    /// Standard input: the name it goes by, and its bytes.
    pub(super) stdin: Option<(String, Vec<u8>)>,
    /// Ignore files hold for paths named by hand, too.
    pub(super) force_exclude: bool,
    /// Threads; `None` is one a core.
    pub(super) jobs: Option<usize>,
    /// Language of messages.
    pub(super) lang: Lang,
    /// Whether licensed matches are to be shown.
    pub(super) show_allowed: bool,
}

/// Loads the policy in force, or says every mistake in it.
pub(super) fn load_policy(args: &PolicyArgs, with_examples: bool) -> Result<Policy, Vec<Mistake>> {
    let options = LoadOptions {
        start_dir: PathBuf::from("."),
        policy_file: args.policy.clone(),
        isolated: args.isolated,
        packs: args.packs.clone(),
        with_examples,
    };
    load(&options).map_err(|errors| {
        let mistake =
            |e: PolicyError| Mistake { path: e.file, source: e.text, span: e.span, message: e.message, help: e.help };
        errors.0.into_iter().map(mistake).collect()
    })
}

pub(super) use crate::cli::run::{lint, root};
pub(super) use crate::lint::examples::run as run_examples;
pub(super) use crate::nearest::nearest;
pub(super) use crate::policy::schema::schema;
