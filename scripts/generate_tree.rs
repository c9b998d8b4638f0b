//! Writes the made-up site that `scripts/speed` measures on:
//! `cargo run --release --example generate-tree -- FOLDER [PAGES]`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

#[path = "../benches/tree/mod.rs"]
mod tree;

fn write(folder: &Path, pages: u64) -> io::Result<u64> {
    let mut bytes = 0;
    for n in 0..pages {
        let page = tree::page(n);
        let path = folder.join(&page.path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, &page.text)?;
        bytes += page.text.len() as u64;
    }
    Ok(bytes)
}

#[allow(clippy::print_stdout, clippy::print_stderr, reason = "a command says what it did")]
fn main() -> ExitCode {
    let mut args = env::args_os().skip(1);
    let folder = args.next().map(PathBuf::from);
    let pages = args.next().map_or(Some(4_000), |n| n.to_str().and_then(|n| n.parse().ok()));
    let (Some(folder), Some(pages)) = (folder, pages) else {
        eprintln!("usage: generate-tree FOLDER [PAGES]; PAGES is a whole number, 4000 unless given");
        return ExitCode::from(2);
    };
    match write(&folder, pages) {
        Ok(bytes) => {
            println!("{pages} pages, {:.1} MB", bytes as f64 / 1e6);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("the tree could not be written: {error}");
            ExitCode::from(2)
        }
    }
}
