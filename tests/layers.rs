//! The rooms of `src/`: imports point downwards, rooms below `lint` touch no disk, only `cli` prints, nothing is `unsafe`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The layers, lowest first; rooms of one layer do not know each other.
const LAYERS: &[&[&str]] = &[
    &["finding", "nearest"],
    &["source"],
    &["language", "document", "constants", "lock"],
    &["policy"],
    &["rule"],
    &["lint"],
    &["report"],
    &["cli", "server", "lsp"],
];

/// Rooms that stand outside of the layers, and all they may import.
const APART: &[(&str, &[&str])] = &[("domain", &["language"])];

/// Rooms that take values and return values.
const WITHOUT_IO: &[&str] = &["finding", "nearest", "language", "document", "constants", "rule", "lint", "domain"];

fn layer(room: &str) -> Option<usize> {
    LAYERS.iter().position(|rooms| rooms.contains(&room))
}

/// Whether a file of `room` may import from `other`.
fn may_import(room: &str, other: &str) -> bool {
    if room == other || room == "lib" || room == "main" {
        return true;
    }
    if let Some((_, allowed)) = APART.iter().find(|(name, _)| *name == room) {
        return allowed.contains(&other);
    }
    let apart = APART.iter().any(|(name, _)| *name == other);
    match (layer(room), layer(other)) {
        // The faces may serve the engines.
        (Some(mine), None) if apart => mine == LAYERS.len() - 1,
        (Some(mine), Some(theirs)) => theirs < mine,
        _ => false,
    }
}

/// A source file: its path below `src/`, and its code without comments, test modules and the words of strings.
struct File {
    path: String,
    room: String,
    raw: String,
    code: String,
}

fn files() -> Vec<File> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files: Vec<File> = Vec::new();
    let mut for_tests: BTreeSet<String> = BTreeSet::new();
    for entry in walkdir::WalkDir::new(&src).sort_by_file_name() {
        let entry = entry.expect("src can be read");
        if !entry.file_type().is_file() || entry.path().extension().is_none_or(|e| e != "rs") {
            continue;
        }
        let path = entry.path().strip_prefix(&src).expect("inside src").to_string_lossy().replace('\\', "/");
        let raw = fs::read_to_string(entry.path()).expect("sources are UTF-8");
        let room = path.split(['/', '.']).next().unwrap_or_default().to_owned();
        let folder = match path.strip_suffix("/mod.rs") {
            Some(folder) => folder.to_owned(),
            None => path.trim_end_matches(".rs").to_owned(),
        };
        let (code, modules) = without_tests(&raw);
        for module in modules {
            // A named path stands beside the file; a plain name in its folder, or beside it at the root of a room.
            let beside = path.rsplit_once('/').map_or(String::new(), |(dir, _)| format!("{dir}/"));
            let names =
                [format!("{folder}/{module}.rs"), format!("{folder}/{module}/"), format!("{beside}{module}.rs")];
            for_tests.extend(names);
        }
        files.push(File { path, room, raw, code });
    }
    files.retain(|f| !for_tests.iter().any(|t| f.path == *t || t.ends_with('/') && f.path.starts_with(t.as_str())));
    files
}

/// The code without comments, strings and inline test modules; and the names of test modules that stand in files.
fn without_tests(source: &str) -> (String, Vec<String>) {
    let (mut code, mut modules) = (String::new(), Vec::new());
    let mut lines = source.lines().peekable();
    while let Some(line) = lines.next() {
        let bare = line.trim();
        if bare.starts_with("//") {
            continue;
        }
        if bare == "#[cfg(test)]" {
            let mut next = lines.next().unwrap_or_default();
            let mut named = None;
            while next.trim().starts_with('#') {
                named = next.split_once("path = \"").and_then(|(_, p)| p.split_once('"')).map(|(p, _)| p).or(named);
                next = lines.next().unwrap_or_default();
            }
            let indent = next.len() - next.trim_start().len();
            let opens = next.trim_end().ends_with('{');
            if let Some((_, name)) = next.split_once("mod ") {
                let name = name.trim_end_matches([' ', '{', ';']);
                modules.extend((!opens).then(|| named.unwrap_or(name).trim_end_matches(".rs").to_owned()));
            }
            // rustfmt closes what it opened at the same indentation.
            while opens && lines.next_if(|l| l.trim() != "}" || l.len() - l.trim_start().len() != indent).is_some() {}
            continue;
        }
        code.push_str(&without_strings(line));
        code.push('\n');
    }
    (code, modules)
}

/// A line without the words of its strings and without a comment at its end.
fn without_strings(line: &str) -> String {
    let (mut out, mut inside, mut escaped) = (String::new(), false, false);
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            _ if escaped => escaped = false,
            '\\' if inside => escaped = true,
            '\'' if !inside && chars.peek() == Some(&'"') => _ = chars.next(),
            '"' => inside = !inside,
            '/' if !inside && chars.peek() == Some(&'/') => break,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

/// The rooms that code names after `crate::`, alone or in a group.
fn imports(code: &str) -> BTreeSet<String> {
    let ident = |s: &str| s.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut rooms = BTreeSet::new();
    for (at, found) in code.match_indices("crate::") {
        let rest = &code[at + found.len()..];
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let Some(group) = rest.strip_prefix('{') else {
            rooms.insert(ident(rest));
            continue;
        };
        let (mut depth, mut start) = (0, true);
        for (i, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => start = true,
                c if start && !c.is_whitespace() => {
                    rooms.insert(ident(&group[i..]));
                    start = false;
                }
                _ => {}
            }
        }
    }
    // Types re-exported at the top of the crate belong to no room.
    rooms.retain(|r| r.starts_with(|c: char| c.is_lowercase()));
    rooms
}

fn assert_none(what: &str, wrong: &[String]) {
    assert!(wrong.is_empty(), "{what}:\n{}", wrong.join("\n"));
}

#[test]
fn imports_point_downwards() {
    let files = files();
    let mut wrong = Vec::new();
    for file in &files {
        let up = imports(&file.code).into_iter().filter(|other| !may_import(&file.room, other));
        wrong.extend(up.map(|other| format!("src/{}: `{}` must not know `{other}`", file.path, file.room)));
    }
    assert_none("imports that point up or sideways", &wrong);
    // The reader of imports is not blind: the top of the house sees most of it.
    let seen: BTreeSet<String> = files.iter().filter(|f| f.room == "cli").flat_map(|f| imports(&f.code)).collect();
    assert!(["finding", "policy", "lint", "report"].iter().all(|r| seen.contains(*r)), "{seen:?}");
}

#[test]
fn every_room_has_its_layer() {
    let known = |room: &str| layer(room).is_some() || APART.iter().any(|(name, _)| *name == room);
    let files = files();
    let wrong: Vec<String> = files
        .iter()
        .filter(|f| !known(&f.room) && f.room != "lib" && f.room != "main")
        .map(|f| f.path.clone())
        .collect();
    assert_none("rooms that no layer names (see LAYERS)", &wrong);
}

#[test]
fn rooms_below_the_faces_touch_no_disk_and_no_environment() {
    let io = ["std::fs", "std::env", "std::net", "std::process", "fs::", "io::stdin", "io::stdout", "io::stderr"];
    let mut wrong = Vec::new();
    for file in files().iter().filter(|f| WITHOUT_IO.contains(&f.room.as_str())) {
        wrong.extend(io.iter().filter(|p| file.code.contains(*p)).map(|p| format!("src/{}: `{p}`", file.path)));
    }
    assert_none("rooms that must not do I/O", &wrong);
}

#[test]
fn only_the_command_line_prints() {
    let mut wrong = Vec::new();
    for file in files().iter().filter(|f| f.room != "cli") {
        let printing = ["println!", "print!", "dbg!"].iter().filter(|m| file.code.contains(*m));
        wrong.extend(printing.map(|m| format!("src/{}: `{m}`", file.path)));
    }
    assert_none("print macros outside of cli", &wrong);
}

#[test]
fn nothing_is_unsafe_and_every_file_says_what_it_is_for() {
    let mut wrong = Vec::new();
    for file in files() {
        let words = ["unsafe {", "unsafe fn", "unsafe impl", "unsafe trait", "unsafe extern", "allow(unsafe_code"];
        wrong.extend(words.iter().filter(|w| file.code.contains(*w)).map(|w| format!("src/{}: `{w}`", file.path)));
        if !file.raw.starts_with("//! ") {
            wrong.push(format!("src/{}: does not open with `//!`", file.path));
        }
    }
    assert_none("unsafe code, or files without a purpose", &wrong);
}

#[test]
fn the_reader_of_imports_sees_through_groups_comments_strings_and_tests() {
    let source = "use crate::{finding::Span, policy::{model::Lang, load}, lint};\nlet x = crate::report::View::default();\n\
                  // crate::cli\nlet s = \"crate::server\"; // crate::lsp\nuse my_crate::domain;\n\
                  #[cfg(test)]\nmod tests {\n    use crate::rule::Sink;\n}\nuse crate::source;\n#[cfg(test)]\nmod far;\n";
    let (code, modules) = without_tests(source);
    let found: Vec<String> = imports(&code).into_iter().collect();
    assert_eq!(found, ["finding", "lint", "policy", "report", "source"]);
    assert_eq!(modules, ["far"]);
}

#[test]
fn arrows_are_judged_as_the_layers_say() {
    let down =
        [("cli", "report"), ("rule", "language"), ("source", "finding"), ("lint", "lint"), ("domain", "language")];
    assert!(down.iter().all(|(room, other)| may_import(room, other)));
    let up = [
        ("finding", "source"),
        ("language", "policy"),
        ("document", "language"),
        ("report", "cli"),
        ("domain", "lint"),
    ];
    assert!(!up.iter().any(|(room, other)| may_import(room, other)));
    assert!(may_import("server", "domain") && !may_import("lint", "domain"));
}
