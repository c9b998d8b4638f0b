//! `poslock completions SHELL`: a script that completes flags and values.

use std::io::Write;

use clap::CommandFactory as _;

use crate::cli::args::{Cli, CompletionsArgs};
use crate::cli::{Failure, Outcome, unbroken};

pub(super) fn run(args: &CompletionsArgs, out: &mut dyn Write) -> Result<Outcome, Failure> {
    // clap_complete panics where it cannot write: it gets a buffer, which takes everything.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "poslock", &mut script);
    unbroken(out.write_all(&script))?;
    Ok(Outcome::Clean)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::ValueEnum as _;

    #[test]
    fn every_shell_gets_a_script_that_knows_the_flags() {
        for &shell in clap_complete::Shell::value_variants() {
            let mut out = Vec::new();
            assert!(run(&CompletionsArgs { shell }, &mut out).is_ok());
            let script = String::from_utf8(out).expect("UTF-8");
            assert!(script.contains("show-allowed"), "{shell}");
            // Elvish and PowerShell scripts complete no values.
            let values = !matches!(shell, clap_complete::Shell::Elvish | clap_complete::Shell::PowerShell);
            assert_eq!(script.contains("sarif"), values, "{shell}");
        }
    }
}
