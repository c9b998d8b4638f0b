//! The command `poslock`: parse, run, exit.

use std::process::ExitCode;

use clap::Parser as _;
use poslock::cli::{self, Cli};

fn main() -> ExitCode {
    cli::run(&Cli::parse()).into()
}
