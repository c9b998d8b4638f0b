//! What the command says without a policy: help, versions, refusals. Snapshots stand in `tests/cmd`; after a change on
//! purpose, `TRYCMD=overwrite cargo test --test cli` writes them anew.

use std::process::{Command, Stdio};

#[test]
fn the_command_says_what_its_snapshots_say() {
    trycmd::TestCases::new().env("LC_ALL", "C").env("NO_COLOR", "1").case("tests/cmd/*.trycmd");
}

/// A reader that goes away before the first byte has seen enough: no message, no failure.
#[test]
fn a_broken_pipe_is_quiet() {
    for args in [&["completions", "bash"][..], &["man"], &["schema"]] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_poslock"))
            .args(args)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary was built");
        drop(child.stdout.take());
        let ended = child.wait_with_output().expect("it ends");
        assert_eq!((ended.status.code(), ended.stderr.as_slice()), (Some(0), &b""[..]), "{args:?}");
    }
}
