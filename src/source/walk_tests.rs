//! Walks over real folders: what is found, what is left out, what is said about it.

use std::path::{Path, PathBuf};

use super::walk::{Options, Walked, walk};

fn tree(files: &[&str]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder for the test");
    for file in files {
        write(dir.path(), file, "x");
    }
    dir
}

fn write(root: &Path, file: &str, text: &str) {
    let path = root.join(file);
    std::fs::create_dir_all(path.parent().expect("files stand in folders")).expect("a folder");
    std::fs::write(path, text).expect("a file");
}

fn run_with(root: &Path, paths: &[&str], force_exclude: bool) -> Walked {
    let is_wanted = |p: &str| Path::new(p).extension().is_some_and(|e| e == "md" || e == "html");
    let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
    walk(root, &paths, Options { is_wanted: &is_wanted, force_exclude, threads: 2 })
}

fn run(root: &Path, paths: &[&str]) -> Walked {
    run_with(root, paths, false)
}

fn names(walked: &Walked) -> Vec<&str> {
    walked.files.iter().map(|f| f.relative.as_str()).collect()
}

fn messages(walked: &Walked) -> Vec<&str> {
    walked.problems.iter().map(|p| p.message.as_str()).collect()
}

#[test]
fn a_folder_gives_its_documents_in_order() {
    let dir = tree(&["b.md", "a/z.html", "a/b.md", "a/pic.png", "c.rs"]);
    let w = run(dir.path(), &[]);
    assert_eq!(names(&w), ["a/b.md", "a/z.html", "b.md"]);
    assert_eq!((w.skipped.unwanted, w.problems.len()), (2, 0));
    assert!(w.files.iter().all(|f| f.path.is_file()));
}

#[test]
fn ignored_hidden_and_built_files_are_left_out_without_git() {
    let dir = tree(&["a.md", "drafts/b.md", ".hidden/c.md", "target/d.md", "x/node_modules/e.md", "x/f.md", "x/g.md"]);
    write(dir.path(), ".gitignore", "drafts/\n");
    write(dir.path(), "x/.gitignore", "g.md\n");
    assert_eq!(names(&run(dir.path(), &[])), ["a.md", "x/f.md"]);
    assert_eq!(names(&run(dir.path(), &["x"])), ["x/f.md"]);
}

#[test]
fn what_is_named_by_hand_is_read_unless_told_otherwise() {
    let dir = tree(&["drafts/b.md", ".hidden/c.md", "target/d.md", "ok.md"]);
    write(dir.path(), ".gitignore", "drafts/\n");
    let paths = ["drafts/b.md", ".hidden", "target/d.md", "ok.md"];
    assert_eq!(names(&run(dir.path(), &paths)), [".hidden/c.md", "drafts/b.md", "ok.md", "target/d.md"]);
    let w = run_with(dir.path(), &paths, true);
    assert_eq!((names(&w), w.skipped.excluded), (vec!["ok.md"], 3));
}

#[test]
fn a_file_named_twice_is_read_once() {
    let dir = tree(&["a/b.md"]);
    assert_eq!(names(&run(dir.path(), &["a/b.md", "a", "./a/../a/b.md", "a/*.md", "."])), ["a/b.md"]);
}

#[test]
fn a_named_file_of_another_kind_is_told_apart() {
    let dir = tree(&["a.png", "b.md"]);
    let w = run(dir.path(), &["a.png", "b.md"]);
    assert_eq!((names(&w), w.skipped.named.as_slice()), (vec!["b.md"], ["a.png".to_owned()].as_slice()));
}

#[test]
fn globs_reach_as_far_as_they_say() {
    let dir = tree(&["docs/a.md", "docs/x/b.md", "docs/x/y/c.md", "docs/x/d.html", "e.md"]);
    assert_eq!(names(&run(dir.path(), &["docs/**/*.md"])), ["docs/a.md", "docs/x/b.md", "docs/x/y/c.md"]);
    assert_eq!(names(&run(dir.path(), &["docs/*/*.{md,html}"])), ["docs/x/b.md", "docs/x/d.html"]);
    assert_eq!(names(&run(dir.path(), &["*.md"])), ["e.md"]);
    let w = run(dir.path(), &["docs/*.txt"]);
    assert!(messages(&w)[0].starts_with("matches no file"), "{w:?}");
    let w = run(dir.path(), &["docs/[.md"]);
    assert!(messages(&w)[0].starts_with("is no valid glob"), "{w:?}");
    let w = run(dir.path(), &["dosc/*.md"]);
    assert_eq!(messages(&w), ["does not exist; did you mean `docs`?"]);
}

#[test]
fn a_file_whose_name_looks_like_a_glob_is_that_file() {
    let dir = tree(&["[a].md", "a.md"]);
    assert_eq!(names(&run(dir.path(), &["[a].md"])), ["[a].md"]);
}

#[test]
fn a_missing_path_names_the_nearest() {
    let dir = tree(&["docs/pricing.md", "a.md"]);
    let w = run(dir.path(), &["docs/pricng.md", "dosc/pricing.md", "zzzzz/q.md", "a.md"]);
    assert_eq!(names(&w), ["a.md"]);
    assert_eq!(
        messages(&w),
        [
            "does not exist; did you mean `docs/pricing.md`?",
            "does not exist; did you mean `docs/pricing.md`?",
            "does not exist; check the spelling, or name a folder",
        ]
    );
}

#[test]
fn paths_outside_the_root_lead_out_of_it() {
    let dir = tree(&["root/a.md", "other/b.md"]);
    let root = dir.path().join("root");
    assert_eq!(names(&run(&root, &["../other/b.md", "../other", "a.md"])), ["../other/b.md", "a.md"]);
    let whole = dir.path().join("other/b.md");
    assert_eq!(names(&run(&root, &[whole.to_str().expect("UTF-8")])), ["../other/b.md"]);
}

#[cfg(unix)]
#[test]
fn links_are_followed_only_where_they_are_named() {
    use std::os::unix::fs::symlink;
    let dir = tree(&["docs/a.md"]);
    symlink(dir.path().join("docs"), dir.path().join("docs/again")).expect("a link");
    symlink(dir.path().join("docs/a.md"), dir.path().join("link.md")).expect("a link");
    symlink("loop.md", dir.path().join("loop.md")).expect("a link");
    symlink("nowhere.md", dir.path().join("dangling.md")).expect("a link");
    let w = run(dir.path(), &[]);
    assert_eq!((names(&w), w.skipped.links, w.problems.len()), (vec!["docs/a.md"], 4, 0));
    assert_eq!(names(&run(dir.path(), &["link.md"])), ["link.md"]);
    assert_eq!(names(&run(dir.path(), &["docs/again"])), ["docs/again/a.md"]);
    let w = run(dir.path(), &["loop.md", "dangling.md"]);
    assert_eq!(w.problems.len(), 2);
    assert!(messages(&w)[0].contains("does not exist; mend"), "{w:?}");
    assert!(messages(&w)[1].contains("cannot be read"), "{w:?}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_read_is_said_and_the_others_are_read() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tree(&["a.md", "locked/b.md"]);
    let locked = dir.path().join("locked");
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o000)).expect("a mode");
    let is_root = std::fs::read_dir(&locked).is_ok();
    let w = run(dir.path(), &[]);
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o755)).expect("a mode");
    assert!(names(&w).contains(&"a.md"));
    // Root reads everything, so there is nothing to be said.
    if !is_root {
        assert_eq!(messages(&w), ["cannot be read: permission denied"]);
    }
}
