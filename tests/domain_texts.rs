//! What the engines say to customers passes the rules that everybody else's text is held to.

mod common;

use std::fmt::Write as _;
use std::fs;

use common::own::root;
use poslock::document::{Format, parse};
use poslock::domain::positioning::NOT;
use poslock::domain::support::{KEYWORDS_P0, KEYWORDS_P1, KEYWORDS_P2};
use poslock::lint::Linter;
use poslock::policy::load::load_text;
use poslock::policy::model::Lang;

/// Whether a literal is no sentence of ours: a name in data, what a customer's ticket is searched for, what Dealix is not.
fn is_no_text(text: &str) -> bool {
    let named = [&NOT[..], &KEYWORDS_P0, &KEYWORDS_P1, &KEYWORDS_P2].concat();
    named.contains(&text) || !text.contains(char::is_whitespace) && text.is_ascii()
}

/// Rust up to its first test module; one that stands in a file of its own (`mod tests;`) ends nothing.
fn without_tests(text: &str) -> &str {
    let is_here = |at: &usize| {
        let mut rest = text[*at..].lines().map(str::trim).skip_while(|line| line.starts_with("#["));
        rest.next().is_some_and(|line| line.starts_with("mod ") && line.contains('{'))
    };
    let end = text.match_indices("#[cfg(test)]").map(|(at, _)| at).find(is_here);
    &text[..end.unwrap_or(text.len())]
}

/// The insides of the string literals of Rust outside of tests, with their lines.
fn strings(text: &str) -> Vec<(usize, String)> {
    let text = without_tests(text);
    let mut out = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        match c {
            '/' if text[at..].starts_with("//") => while rest.next_if(|(_, c)| *c != '\n').is_some() {},
            '\'' if text[at..].starts_with("'\"'") => _ = rest.nth(1),
            '"' => {
                let mut inside = String::new();
                while let Some((_, c)) = rest.next() {
                    match c {
                        '"' => break,
                        '\\' => match rest.next() {
                            Some((_, 'n')) => inside.push('\n'),
                            // A line goes on without its indentation.
                            Some((_, '\n')) => while rest.next_if(|(_, c)| c.is_whitespace()).is_some() {},
                            Some((_, c)) => inside.push(c),
                            None => break,
                        },
                        c => inside.push(c),
                    }
                }
                out.push((text[..at].lines().count(), inside));
            }
            _ => {}
        }
    }
    out
}

#[test]
fn the_texts_of_the_engines_pass_our_own_rules() {
    let policy = load_text("poslock.yaml", "version: 1\nextends: [dealix]\n").expect("the built-in pack");
    let linter = Linter::new(&policy, Lang::En);
    let (mut wrong, mut arabic) = (String::new(), 0);
    for entry in walkdir::WalkDir::new(root().join("src/domain")).sort_by_file_name() {
        let path = entry.expect("an entry").into_path();
        let name = path.strip_prefix(root().join("src/domain")).expect("inside").to_string_lossy().replace('\\', "/");
        let of_tests = name.contains("tests") || name.contains("properties");
        if !path.is_file() || of_tests {
            continue;
        }
        let text = fs::read_to_string(&path).expect("UTF-8");
        for (line, text) in strings(&text).into_iter().filter(|(_, text)| !is_no_text(text)) {
            arabic += usize::from(text.chars().any(|c| ('\u{621}'..='\u{64A}').contains(&c)));
            let checked = linter.check(&parse("text.txt", Format::Plain, text.clone()));
            for finding in linter.finish(vec![checked], false).findings {
                let _ = writeln!(wrong, "src/domain/{name}:{line}: {}: `{}` in `{text}`", finding.rule, finding.text);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(arabic >= 450, "{arabic}");
}

#[test]
fn strings_are_seen_through_comments_and_escapes() {
    let text =
        "// \"no\"\nconst A: &str = \"a \\\"b\\\" \\\n    c\"; let q = '\"'; f(\"d\")\n#[cfg(test)]\nmod t {\n\"no\" }";
    let seen = [(2, "a \"b\" c".to_owned()), (3, "d".to_owned())];
    assert_eq!(strings(text), seen);
    // A test module in a file of its own, at the top: the tables behind it are seen.
    let behind = format!("#[cfg(test)]\n#[path = \"t.rs\"]\nmod t;\n{text}");
    assert_eq!(strings(&behind).into_iter().map(|s| s.1).collect::<Vec<_>>(), ["t.rs", "a \"b\" c", "d"]);
}
