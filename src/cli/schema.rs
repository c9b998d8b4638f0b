//! `poslock schema`: the JSON schema of a policy, for editors.

use std::io::Write;

use crate::cli::{Failure, Outcome, seam, unbroken};

pub(super) fn run(out: &mut dyn Write) -> Result<Outcome, Failure> {
    unbroken(writeln!(out, "{}", seam::schema().trim_end()))?;
    Ok(Outcome::Clean)
}
