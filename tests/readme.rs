//! The README tells the truth: what its terminal shows is what the command says, and what it names exists.

mod common;

use std::path::Path;

use common::poslock;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn readme() -> String {
    std::fs::read_to_string(root().join("README.md")).expect("a README")
}

/// The blocks fenced as `language`.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    text.split(&fence).skip(1).filter_map(|rest| Some(rest.split_once("\n```")?.0.to_owned())).collect()
}

/// After a change on purpose, `TRYCMD=overwrite cargo test --test readme` shows the new run.
#[test]
fn the_terminal_shows_a_real_run() {
    let text = readme();
    let terminals = blocks(&text, "console");
    let [terminal] = &terminals[..] else { panic!("one run is shown: {terminals:?}") };
    let command = terminal.lines().next().unwrap_or_default();
    let args: Vec<&str> = command.strip_prefix("$ poslock ").expect("a run").split_whitespace().collect();
    let run = poslock(root(), &args);
    let real = format!("{command}\n{}\n$ echo $?\n{}", run.out.trim_end(), run.code);
    if std::env::var_os("TRYCMD").is_some_and(|v| v == "overwrite") {
        std::fs::write(root().join("README.md"), text.replace(terminal, &real)).expect("the README can be written");
    } else {
        assert!(*terminal == real, "`{command}` says something else now:\n{real}");
    }
}

#[test]
fn the_two_commands_stand_alone_and_first() {
    let commands = blocks(&readme(), "sh");
    assert_eq!(commands.first().map(String::as_str), Some("cargo run --release -- check ."));
    assert_eq!(commands.get(1).map(String::as_str), Some("cargo test --all-features"));
    let ci = std::fs::read_to_string(root().join(".ci/run")).unwrap_or_default();
    // The package leaves .ci out.
    assert!(ci.is_empty() || ci.contains("cargo test --locked --all-features"), "CI runs the README's tests");
}

#[test]
fn links_lead_to_files() {
    for name in ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        let text = std::fs::read_to_string(root().join(name)).expect("it is here");
        // What stands between fences is shown, not linked.
        let text: String = text.split("```").step_by(2).collect();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link) {
            let path = link.split('#').next().unwrap_or_default();
            if !path.is_empty() && !path.starts_with("https://") {
                assert!(root().join(path).exists(), "{name} links to `{link}`, which is not there");
            }
        }
    }
}

#[test]
fn the_repository_keeps_its_own_policy() {
    let run = poslock(root(), &["check"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:#?}");
    // Everything that is not there to be wrong holds without the help of content sets.
    let all = poslock(root(), &["check", "--output-format", "concise", "."]);
    let astray: Vec<_> = all.found().into_iter().filter(|(path, _)| !path.starts_with("examples/")).collect();
    assert_eq!(astray, [], "{all:#?}");
}
