//! What is known of the reader's screen: colours, width, whether it is a terminal, and the language of its system.

use std::ffi::OsString;
use std::io::IsTerminal;

use crate::cli::args::{ColorChoice, Global};
use crate::policy::model::Lang;
use crate::report::View;

/// Columns where there is no terminal to ask.
const DEFAULT_WIDTH: usize = 100;

/// A stream as its reader sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Screen {
    color: bool,
    terminal: bool,
    width: usize,
}

impl Screen {
    /// Standard output.
    pub(super) fn out(global: &Global) -> Self {
        Self::of(std::io::stdout().is_terminal(), global)
    }

    /// Standard error.
    pub(super) fn err(global: &Global) -> Self {
        Self::of(std::io::stderr().is_terminal(), global)
    }

    /// A file.
    pub(super) fn file(global: &Global) -> Self {
        Self::of(false, global)
    }

    fn of(terminal: bool, global: &Global) -> Self {
        let width = if terminal { terminal_size::terminal_size().map(|(w, _)| usize::from(w.0)) } else { None };
        let color = wants_color(global.color, terminal, |name| std::env::var_os(name));
        // Narrower than this nothing can be laid out; wider lines are hard to read.
        Self { color, terminal, width: width.unwrap_or(DEFAULT_WIDTH).clamp(40, 120) }
    }

    /// A view for this screen.
    pub(super) fn view(self, lang: Lang) -> View<'static> {
        View { color: self.color, terminal: self.terminal, width: self.width, lang, ..View::default() }
    }
}

fn wants_color(choice: ColorChoice, terminal: bool, env: impl Fn(&str) -> Option<OsString>) -> bool {
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => {
            // https://no-color.org: present and not empty.
            let refused = env("NO_COLOR").is_some_and(|v| !v.is_empty());
            terminal && !refused && env("TERM").is_none_or(|term| term != "dumb")
        }
    }
}

/// The language of messages: as asked for, else the policy's, else the system's.
pub(super) fn lang(global: &Global, policy: Option<Lang>) -> Lang {
    global.lang.or(policy).unwrap_or_else(|| locale(|name| std::env::var(name).ok()))
}

// POSIX: LC_ALL over LC_MESSAGES over LANG; an empty one does not count.
fn locale(env: impl Fn(&str) -> Option<String>) -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(env).find(|v| !v.is_empty());
    match set.as_deref().and_then(|v| v.split(['_', '.', '@', '-']).next()) {
        Some("ar") => Lang::Ar,
        _ => Lang::En,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_is_for_terminals_that_do_not_refuse_it() {
        let env = |set: &'static [(&str, &str)]| {
            move |name: &str| set.iter().find(|(n, _)| *n == name).map(|(_, v)| OsString::from(v))
        };
        assert!(wants_color(ColorChoice::Auto, true, env(&[("TERM", "xterm")])));
        assert!(wants_color(ColorChoice::Auto, true, env(&[("NO_COLOR", "")])));
        assert!(!wants_color(ColorChoice::Auto, true, env(&[("NO_COLOR", "1")])));
        assert!(!wants_color(ColorChoice::Auto, true, env(&[("TERM", "dumb")])));
        assert!(!wants_color(ColorChoice::Auto, false, env(&[])));
        assert!(wants_color(ColorChoice::Always, false, env(&[("NO_COLOR", "1")])));
    }

    #[test]
    fn the_locale_names_a_language() {
        let of = |set: [Option<&str>; 3]| {
            let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
            locale(|name| names.iter().position(|n| *n == name).and_then(|i| set[i]).map(str::to_owned))
        };
        assert_eq!(of([None, None, Some("ar_SA.UTF-8")]), Lang::Ar);
        assert_eq!(of([Some("C"), None, Some("ar")]), Lang::En);
        assert_eq!(of([Some(""), Some("ar"), None]), Lang::Ar);
        assert_eq!(of([None, None, Some("arn_CL")]), Lang::En);
    }
}
