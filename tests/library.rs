//! The engines from another crate: what is compiled with them, as `docs/library.md` shows it.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// The crate's dependencies without its default features, as `cargo tree` writes them.
fn tree(depth: &[&str]) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--no-default-features", "--edges", "normal", "--prefix", "none"])
        .args(depth)
        .current_dir(root)
        .output()
        .expect("cargo");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).expect("UTF-8")
}

#[test]
fn a_library_user_compiles_no_command_line_no_grammars_and_no_network() {
    let tree = tree(&[]);
    let names: BTreeSet<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(names.contains("serde") && names.contains("thiserror"), "{names:?}");
    let unwanted = ["clap", "miette", "ignore", "rayon", "similar", "tempfile", "cc"];
    let networks = ["tokio", "mio", "socket2", "hyper", "axum", "reqwest", "rustls", "native-tls", "openssl", "ureq"];
    for name in unwanted.iter().chain(&networks) {
        assert!(!names.contains(name), "{name} is compiled: {names:?}");
    }
    assert!(!names.iter().any(|name| name.starts_with("tree-sitter") || name.starts_with("clap_")), "{names:?}");
}

#[test]
fn the_guide_shows_what_is_compiled() {
    // Versions change with every update; names do not.
    let names = |text: &str| -> Vec<String> {
        let lines = text.lines().filter_map(|line| line.split(' ').next());
        lines.filter(|name| *name != "poslock" && !name.is_empty()).map(str::to_owned).collect()
    };
    let guide = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/library.md")).expect("UTF-8");
    let shown = guide.split("cargo tree").nth(1).and_then(|rest| rest.split("```text\n").nth(1)).expect("a tree");
    let shown = shown.split("```").next().expect("its end");
    assert_eq!(names(shown), names(&tree(&["--depth", "1"])));
}
