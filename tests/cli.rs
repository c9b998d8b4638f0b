//! What the command says without a policy: help, versions, refusals. Snapshots stand in `tests/cmd`; after a change on
//! purpose, `TRYCMD=overwrite cargo test --test cli` writes them anew.

#[test]
fn the_command_says_what_its_snapshots_say() {
    trycmd::TestCases::new().env("LC_ALL", "C").env("NO_COLOR", "1").case("tests/cmd/*.trycmd");
}
