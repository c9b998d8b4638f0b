//! `poslock man`: the manual pages, one a command, as one stream (`poslock man | man -l -`) or as files.

use std::fs;
use std::io::Write;
use std::path::Path;

use clap::CommandFactory as _;

use crate::cli::args::{Cli, ManArgs};
use crate::cli::{Failure, Outcome, unbroken};

pub(super) fn run(args: &ManArgs, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let pages = pages()?;
    match &args.dir {
        None => {
            for (_, page) in &pages {
                unbroken(out.write_all(page))?;
            }
        }
        Some(dir) => write_pages(dir, &pages)
            .map_err(|error| Failure::of(format!("{}: the pages could not be written: {error}", dir.display())))?,
    }
    Ok(Outcome::Clean)
}

fn write_pages(dir: &Path, pages: &[(String, Vec<u8>)]) -> std::io::Result<()> {
    fs::create_dir_all(dir)?;
    for (name, page) in pages {
        fs::write(dir.join(name), page)?;
    }
    Ok(())
}

/// Names and texts: `poslock.1`, then one for each command.
fn pages() -> std::io::Result<Vec<(String, Vec<u8>)>> {
    let mut root = Cli::command();
    root.build();
    let commands = root.get_subcommands().filter(|c| c.get_name() != "help").cloned().collect::<Vec<_>>();
    [root].into_iter().chain(commands).map(page).collect()
}

fn page(command: clap::Command) -> std::io::Result<(String, Vec<u8>)> {
    let man = clap_mangen::Man::new(command);
    let mut page = Vec::new();
    man.render(&mut page)?;
    Ok((man.get_filename(), page))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_page() {
        let names: Vec<String> = pages().expect("a vector takes everything").into_iter().map(|(n, _)| n).collect();
        let expected = ["", "-check", "-explain", "-test", "-constants", "-schema", "-completions", "-man"];
        assert_eq!(names, expected.map(|n| format!("poslock{n}.1")));
    }

    #[test]
    fn pages_are_written_into_a_folder_that_is_made() {
        let dir = tempfile::tempdir().expect("a folder");
        let args = ManArgs { dir: Some(dir.path().join("man/man1")) };
        assert!(matches!(run(&args, &mut Vec::new()), Ok(Outcome::Clean)));
        let page = fs::read_to_string(dir.path().join("man/man1/poslock-check.1")).expect("there");
        assert!(page.contains(".TH poslock-check 1") && page.contains("Exit codes"), "{page}");
    }
}
