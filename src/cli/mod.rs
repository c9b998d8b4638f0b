//! The command line: arguments in, text and an exit code out. One file a command.
//!
//! Only this room knows standard streams, the environment and the terminal.

use std::io::{self, BufWriter, Write};

use crate::finding::Problem;
use crate::lint::Report;
use crate::policy::model::Lang;
use crate::report::mistake::Mistake;
use crate::report::{human, wording};

mod args;
mod check;
mod completions;
mod constants;
mod explain;
mod fix;
mod man;
mod outcome;
mod output;
mod run;
mod schema;
mod screen;
mod seam;
mod select;
mod sources;
mod test;

pub use args::{Cli, Command};
pub use outcome::Outcome;

use args::Global;
use screen::Screen;

/// Why a command stopped before its end.
enum Failure {
    /// Its output could not be written.
    Write(io::Error),
    /// Something was asked for that cannot be done.
    Problems(Vec<Problem>),
    /// The policy has mistakes.
    Policy(Vec<Mistake>),
    /// A constant is not there, or is no literal.
    Constant(Mistake),
}

impl Failure {
    fn of(message: impl Into<String>) -> Self {
        Self::Problems(vec![Problem { path: String::new(), message: message.into() }])
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

/// Runs a command and says how it ended. Whatever keeps it from its work is written to standard error.
pub fn run(cli: &Cli) -> Outcome {
    let global = &cli.global;
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let result = match &cli.command {
        Command::Check(args) => check::run(args, global, &mut out),
        Command::Explain(args) => explain::run(args, global, &mut out),
        Command::Test(args) => test::run(args, global, &mut out),
        Command::Constants(args) => constants::run(args, global, &mut out),
        Command::Schema => schema::run(&mut out),
        Command::Completions(args) => completions::run(args, &mut out),
        Command::Man(args) => man::run(args, &mut out),
    };
    let flushed = unbroken(out.flush());
    let failure = match (result, flushed) {
        (Ok(outcome), Ok(())) => return outcome,
        (Ok(_), Err(error)) | (Err(Failure::Write(error)), _) => {
            Failure::of(format!("the output could not be written: {error}"))
        }
        (Err(failure), _) => failure,
    };
    // Nobody is left to be told if standard error is gone, too.
    let _ = complain(&failure, global);
    Outcome::Failed
}

/// A reader that goes away has seen enough; that is no failure.
fn unbroken(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

fn complain(failure: &Failure, global: &Global) -> io::Result<()> {
    let view = Screen::err(global).view(screen::lang(global, None));
    let mut err = io::stderr().lock();
    match failure {
        Failure::Policy(mistakes) => human::render_mistakes(mistakes, wording::POLICY, &view, &mut err),
        Failure::Constant(mistake) => {
            human::render_mistakes(std::slice::from_ref(mistake), wording::CONSTANT, &view, &mut err)
        }
        Failure::Problems(problems) => {
            let report = Report { errors: problems.clone(), ..Report::default() };
            human::render_problems(&report, &view, &mut err)
        }
        Failure::Write(error) => writeln!(err, "{error}"),
    }
}

/// The text in the language of messages.
const fn say<'a>(lang: Lang, en: &'a str, ar: &'a str) -> &'a str {
    match lang {
        Lang::En => en,
        Lang::Ar => ar,
    }
}
