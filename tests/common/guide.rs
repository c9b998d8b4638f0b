//! How tests read a guide: its fenced blocks, the files they stand for, its tables, headings and links.
//!
//! A block's fence may name a file behind its language, as in `yaml rules/house.yaml`. Without a name, `yaml` is `poslock.yaml`
//! and `markdown` is `page.md`. The word `wrong` behind it says that the policy is there to be refused, or to fail its examples.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::{add, tree};

/// A fenced block.
pub(crate) struct Block {
    pub(crate) language: String,
    /// The file that the block shows, if it shows one.
    pub(crate) file: Option<String>,
    pub(crate) is_wrong: bool,
    /// Line of the fence, 1-based.
    pub(crate) line: usize,
    pub(crate) text: String,
    /// The number of the `##` heading above it; 0 is what stands before the first.
    pub(crate) section: usize,
}

/// A guide under `docs/`.
pub(crate) struct Guide {
    /// Relative to the repository.
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) blocks: Vec<Block>,
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All pages directly under `docs/`, in order of their names.
pub(crate) fn guides() -> Vec<Guide> {
    let entries = fs::read_dir(root().join("docs")).expect("the guides are here");
    let mut paths: Vec<PathBuf> = entries.map(|e| e.expect("an entry").path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "md"));
    paths.sort();
    paths.iter().map(|p| guide(&format!("docs/{}", p.file_name().expect("a name").display()))).collect()
}

pub(crate) fn guide(name: &str) -> Guide {
    let text = fs::read_to_string(root().join(name)).expect("the guide is here");
    Guide { name: name.to_owned(), blocks: blocks(name, &text), text }
}

fn blocks(name: &str, text: &str) -> Vec<Block> {
    let (mut blocks, mut open, mut section) = (Vec::<Block>::new(), false, 0);
    for (i, line) in text.lines().enumerate() {
        match (open, line.strip_prefix("```")) {
            (false, Some(info)) => {
                blocks.push(block(info, i + 1, section));
                open = true;
            }
            (true, Some("")) => open = false,
            (true, _) => {
                let block = blocks.last_mut().expect("a block is open");
                block.text.push_str(line);
                block.text.push('\n');
            }
            (false, None) => section += usize::from(line.starts_with("## ")),
        }
    }
    assert!(!open, "{name}: a fence is not closed");
    blocks
}

fn block(info: &str, line: usize, section: usize) -> Block {
    let mut words = info.split_whitespace();
    let language = words.next().unwrap_or_default().to_owned();
    let rest: Vec<&str> = words.collect();
    let named = rest.iter().find(|w| w.contains('.')).map(|w| (*w).to_owned());
    let file = named.or_else(|| match language.as_str() {
        "yaml" => Some("poslock.yaml".to_owned()),
        "markdown" => Some("page.md".to_owned()),
        _ => None,
    });
    Block { language, file, is_wrong: rest.contains(&"wrong"), line, text: String::new(), section }
}

impl Guide {
    /// For each block, the folder of its section as it stands there. A section begins with the files shown before the first
    /// section, and each file shown in it is added; what one command writes the next one reads.
    pub(crate) fn walk(&self, mut visit: impl FnMut(&Block, &Path)) {
        let mut dir: Option<(usize, TempDir)> = None;
        for block in &self.blocks {
            if dir.as_ref().is_none_or(|(section, _)| *section != block.section) {
                let common = self.blocks.iter().filter(|b| b.section == 0 && block.section != 0);
                let files = common.filter_map(|b| Some((b.file.as_deref()?, b.text.as_bytes())));
                dir = Some((block.section, tree(&files.collect::<Vec<_>>())));
            }
            let (_, dir) = dir.as_ref().expect("it was made");
            if let Some(file) = &block.file {
                add(dir.path(), file, block.text.as_bytes());
            }
            visit(block, dir.path());
        }
    }

    /// The part under a heading, up to the next of its level.
    pub(crate) fn section(&self, heading: &str) -> &str {
        let found = self.text.split_once(&format!("\n## {heading}\n"));
        let (_, rest) = found.unwrap_or_else(|| panic!("{} has no section {heading}", self.name));
        rest.split("\n## ").next().unwrap_or(rest)
    }
}

/// The cells of the table rows whose first cell is a code span. `⏎` stands for an empty line, `↵` for a line end.
pub(crate) fn rows(text: &str) -> Vec<Vec<String>> {
    let rows = text.lines().filter(|l| l.starts_with("| `"));
    rows.map(|row| {
        let row = row.replace("\\|", "\u{1}");
        let cells = row.trim_matches('|').split('|').map(|c| c.trim().trim_matches('`').replace('\u{1}', "|"));
        cells.map(|c| c.replace(" ⏎ ", "\n\n").replace(" ↵ ", "\n")).collect()
    })
    .collect()
}

/// Runs a console block as a person would, line after line, and returns it with what is really said. Lines behind `$ ` are
/// commands for `sh`; `poslock` is the binary under test.
pub(crate) fn run(console: &str, dir: &Path) -> String {
    let (mut said, mut code) = (String::new(), 0);
    for command in console.lines().filter_map(|l| l.strip_prefix("$ ")) {
        let out = if command == "echo $?" { format!("{code}\n") } else { shell(command, dir, &mut code) };
        let out = out.trim_end();
        let _ = write!(said, "$ {command}\n{out}{}", if out.is_empty() { "" } else { "\n" });
    }
    said
}

fn shell(command: &str, dir: &Path, code: &mut i32) -> String {
    let binary = Path::new(env!("CARGO_BIN_EXE_poslock")).parent().expect("it lies in a folder");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths([binary.to_owned()].into_iter().chain(std::env::split_paths(&path)));
    let mut sh = Command::new("sh");
    // Run from a hook, git names the repository it works on; the commands shown are about their own.
    for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "RUST_BACKTRACE"] {
        sh.env_remove(name);
    }
    // One stream, so that messages stand where a terminal shows them.
    sh.args(["-c", &format!("exec 2>&1\n{command}")]).current_dir(dir).stdin(Stdio::null());
    sh.env("PATH", path.expect("paths without colons")).env("LC_ALL", "C").env("NO_COLOR", "1");
    let ended = sh.output().expect("a shell");
    *code = ended.status.code().unwrap_or_else(|| panic!("`{command}` was killed"));
    // Messages may name the folder, which is another one in every run.
    let real = dir.canonicalize().expect("the folder is here");
    let out = String::from_utf8(ended.stdout).expect("output is UTF-8");
    out.replace(&*real.to_string_lossy(), "/site").replace(&*dir.to_string_lossy(), "/site")
}

/// The names under which headings can be linked to, as GitHub makes them.
pub(crate) fn anchors(text: &str) -> Vec<String> {
    let prose: String = text.split("\n```").step_by(2).collect::<Vec<_>>().join("\n");
    let headings = prose.lines().filter(|l| l.starts_with('#'));
    let slug = |heading: &str| -> String {
        let kept = heading.trim_start_matches('#').trim().to_lowercase();
        let kept = kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    };
    headings.map(slug).collect()
}

/// What the text links to. What stands in code is shown, not linked.
pub(crate) fn links(text: &str) -> Vec<String> {
    let prose: String = text.split("\n```").step_by(2).collect();
    let prose: String = prose.split('`').step_by(2).collect();
    let links = prose.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    links.map(|(link, _)| link.to_owned()).collect()
}
