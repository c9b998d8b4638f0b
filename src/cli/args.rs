//! What may be typed: flags and commands as clap types, recorded and not yet acted upon.
//!
//! It must not read files or decide defaults that depend on the policy.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::finding::Severity;
use crate::policy::model::Lang;
use crate::report::OutputFormat;

const EXIT_CODES: &str = "\
Exit codes:
  0  nothing found at or above --fail-on
  1  findings
  2  the job could not be done as asked: a bad flag, a bad policy, an unreadable file, no file matched";

/// Checks that what you publish says what your policy allows: claims, promises, numbers and tone, in Arabic and English.
#[derive(Debug, Parser)]
#[command(name = "poslock", version, arg_required_else_help = true, max_term_width = 100)]
pub struct Cli {
    /// Flags of every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Flags of every command.
#[derive(Debug, Clone, Args)]
pub struct Global {
    /// Language of messages [default: the policy's, else the system's]
    #[arg(long, global = true, value_name = "LANG", help_heading = "Display")]
    pub lang: Option<Lang>,
    /// When to use colours; `NO_COLOR` is honoured
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = "Display")]
    pub color: ColorChoice,
    /// Show findings and problems only: no summary, no notes
    #[arg(short, long, global = true, help_heading = "Display")]
    pub quiet: bool,
}

/// The commands.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Check documents and pages against the policy
    Check(CheckArgs),
    /// Show why a rule exists, or what the rules see in a sentence
    Explain(ExplainArgs),
    /// Run the examples that rules carry
    Test(TestArgs),
    /// Show what a selector sees in code or data: its values, each with its line
    Constants(ConstantsArgs),
    /// Print the JSON schema of poslock.yaml, for editors
    Schema,
    /// Print a completion script for a shell
    Completions(CompletionsArgs),
    /// Print the manual pages
    Man(ManArgs),
}

/// Which policy is in force.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Policy")]
pub struct PolicyArgs {
    /// Add a built-in pack by name, or a pack file or folder; may be repeated
    #[arg(long = "pack", value_name = "NAME")]
    pub packs: Vec<String>,
    /// Use this policy file instead of the poslock.yaml of this or a parent folder
    #[arg(long, value_name = "FILE")]
    pub policy: Option<PathBuf>,
    /// Ignore any poslock.yaml; only --pack counts
    #[arg(long, conflicts_with = "policy")]
    pub isolated: bool,
}

/// `poslock check`.
#[derive(Debug, Clone, Args)]
#[command(after_help = EXIT_CODES)]
#[expect(clippy::struct_excessive_bools, reason = "each is one flag that a user set")]
pub struct CheckArgs {
    /// Files, folders or globs; `-` is standard input [default: what the policy covers, else this folder]
    #[arg(value_name = "PATHS")]
    pub paths: Vec<String>,
    /// The name under which standard input is checked; its ending tells the format
    #[arg(long, value_name = "NAME", help_heading = "What to read")]
    pub stdin_path: Option<String>,
    /// Read the list of files from FILE, one a line (or ended by NUL); `-` is standard input
    #[arg(long, value_name = "FILE", help_heading = "What to read")]
    pub files_from: Option<PathBuf>,
    /// Leave out ignored files (.gitignore), and files that no content set and no rule of the policy names, even where
    /// they are named by hand: a hook then reads what CI reads
    #[arg(long, help_heading = "What to read")]
    pub force_exclude: bool,
    /// Which policy is in force.
    #[command(flatten)]
    pub policy: PolicyArgs,
    /// Run only these rules or categories; separated by commas, or repeated
    #[arg(long, value_name = "ID", value_delimiter = ',', help_heading = "Policy")]
    pub select: Vec<String>,
    /// Leave out these rules or categories; separated by commas, or repeated
    #[arg(long, value_name = "ID", value_delimiter = ',', help_heading = "Policy")]
    pub ignore: Vec<String>,
    /// Report only findings of this severity and graver
    #[arg(long, value_name = "SEVERITY", default_value = "info", help_heading = "Policy")]
    pub severity_at_least: Severity,
    /// Exit with 1 on findings of this severity and graver
    #[arg(long, value_name = "SEVERITY", default_value = "error", help_heading = "Policy")]
    pub fail_on: Severity,
    /// Write what can be mended for certain into the files; the report shows what is left
    #[arg(long, help_heading = "Fixes")]
    pub fix: bool,
    /// Show what --fix would change, as a unified diff in place of the report, and write nothing
    #[arg(long, conflicts_with_all = ["fix", "output"], help_heading = "Fixes")]
    pub diff: bool,
    /// Also those fixes that a person should read
    #[arg(long, help_heading = "Fixes")]
    pub unsafe_fixes: bool,
    /// Form of the report
    #[arg(long, value_name = "FORMAT", default_value = "human", help_heading = "Report")]
    pub output_format: OutputFormat,
    /// Write the report to FILE instead of standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Report")]
    pub output: Option<PathBuf>,
    /// Also list the matches that are no findings, each with the words that license it
    #[arg(long, help_heading = "Report")]
    pub show_allowed: bool,
    /// Add the number of findings by rule
    #[arg(long, help_heading = "Report")]
    pub statistics: bool,
    /// How many threads to use [default: one a core]
    #[arg(short, long, value_name = "N", help_heading = None, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
}

/// `poslock explain`.
#[derive(Debug, Clone, Args)]
pub struct ExplainArgs {
    /// A rule or a category; without it, all rules are listed
    #[arg(value_name = "RULE")]
    pub rule: Option<String>,
    /// Show all phrases and examples of RULE, not only the first few
    #[arg(long, requires = "rule")]
    pub full: bool,
    /// Show what the rules see in TEXT: its words, the phrases that match, and what decides; `-` is standard input
    #[arg(long, value_name = "TEXT", conflicts_with = "rule", allow_hyphen_values = true, help_heading = "One text")]
    pub text: Option<String>,
    /// Read TEXT as Markdown
    #[arg(long, requires = "text", conflicts_with = "html", help_heading = "One text")]
    pub markdown: bool,
    /// Read TEXT as HTML
    #[arg(long, requires = "text", help_heading = "One text")]
    pub html: bool,
    /// Form of the answer
    #[arg(long, value_name = "FORMAT", default_value = "human", requires = "text", help_heading = "One text")]
    pub output_format: ExplainFormat,
    /// Which policy is in force.
    #[command(flatten)]
    pub policy: PolicyArgs,
}

/// Forms of the answer of `poslock explain --text` and `poslock constants`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExplainFormat {
    /// For people
    Human,
    /// One JSON object
    Json,
}

/// `poslock test`.
#[derive(Debug, Clone, Args)]
pub struct TestArgs {
    /// Built-in packs by name, or pack files or folders [default: the policy in force]
    #[arg(value_name = "PACK", conflicts_with_all = ["packs", "policy", "isolated"])]
    pub only: Vec<String>,
    /// Which policy is in force.
    #[command(flatten)]
    pub policy: PolicyArgs,
}

/// `poslock constants`.
#[derive(Debug, Clone, Args)]
pub struct ConstantsArgs {
    /// `path#NAME`, then `.field`, `[2]` or `[key=value]`, for example `src/sla.rs#SLA_TARGETS[id=P0].minutes`
    #[arg(value_name = "SELECTOR")]
    pub selector: String,
    /// Form of the answer
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub output_format: ExplainFormat,
}

/// `poslock completions`.
#[derive(Debug, Clone, Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// `poslock man`.
#[derive(Debug, Clone, Args)]
pub struct ManArgs {
    /// Write one page a command into this folder
    #[arg(long, value_name = "FOLDER")]
    pub dir: Option<PathBuf>,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

impl ValueEnum for OutputFormat {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.about()))
    }
}

impl ValueEnum for Severity {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

impl ValueEnum for Lang {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Ar, Self::En]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Ar => PossibleValue::new("ar").help("Arabic"),
            Self::En => PossibleValue::new("en").help("English"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn parse(args: &[&str]) -> Result<Cli, clap::Error> {
        Cli::try_parse_from(std::iter::once(&"poslock").chain(args))
    }

    #[test]
    fn the_definition_holds_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_format_is_a_value_and_later_ones_are_not_yet() {
        for format in OutputFormat::ALL {
            let cli = parse(&["check", "--output-format", format.name()]).expect("a format");
            assert!(matches!(cli.command, Command::Check(args) if args.output_format == *format));
        }
        assert_eq!(parse(&["check", "--output-format", "gitlab"]).map_err(|e| e.exit_code()).err(), Some(2));
    }

    #[test]
    fn an_unknown_flag_is_answered_with_the_nearest() {
        let error = parse(&["check", "--show-alowed"]).expect_err("no such flag");
        assert_eq!(error.exit_code(), 2);
        assert!(error.to_string().contains("'--show-allowed'"), "{error}");
    }

    #[test]
    fn ids_may_be_separated_by_commas_and_flags_stand_on_either_side() {
        let cli = parse(&["--lang", "ar", "check", "--select", "a,b/c", "--select", "d", "-q"]).expect("valid");
        assert!(cli.global.quiet && cli.global.lang == Some(Lang::Ar));
        assert!(matches!(cli.command, Command::Check(args) if args.select == ["a", "b/c", "d"]));
    }
}
