//! `--select` and `--ignore`: which rules of the policy run.
//!
//! It must not know what a rule does.

use crate::cli::seam::nearest;
use crate::finding::Problem;
use crate::policy::model::{Level, Policy, RuleSpec};

/// Turns off every rule that is not selected (where anything is) or that is ignored. A value is a rule's id or a
/// category; one that names nothing, or selects a rule that the policy turns off, is a problem, and then nothing changes.
pub(super) fn apply(policy: &mut Policy, select: &[String], ignore: &[String]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (flag, values) in [("--select", select), ("--ignore", ignore)] {
        problems.extend(values.iter().filter_map(|value| unknown(flag, value, &policy.rules)));
    }
    for value in select {
        let mut named = policy.rules.iter().filter(|rule| names(value, rule)).peekable();
        if named.peek().is_some() && named.all(|rule| rule.level == Level::Off) {
            let message = format!("`--select {value}`: the policy turns it off; give it a `severity` in poslock.yaml");
            problems.push(Problem { path: String::new(), message });
        }
    }
    if problems.is_empty() {
        for rule in &mut policy.rules {
            let selected = select.is_empty() || select.iter().any(|value| names(value, rule));
            if !selected || ignore.iter().any(|value| names(value, rule)) {
                rule.level = Level::Off;
            }
        }
    }
    problems
}

/// Whether `value` is the rule's id or category.
pub(super) fn names(value: &str, rule: &RuleSpec) -> bool {
    value == rule.id.value || value == rule.category()
}

/// What is wrong with a value that names no rule and no category.
fn unknown(flag: &str, value: &str, rules: &[RuleSpec]) -> Option<Problem> {
    if rules.iter().any(|rule| names(value, rule)) {
        return None;
    }
    let said = not_found(value, rules);
    Some(Problem { path: String::new(), message: format!("`{flag} {value}`: {said}") })
}

/// Says that no rule or category has this name, which one is nearest, and how to see them all.
pub(super) fn not_found(value: &str, rules: &[RuleSpec]) -> String {
    let names = rules.iter().flat_map(|rule| [rule.id.value.as_str(), rule.category()]);
    // The part after the slash is what people remember of an id.
    let tail = rules.iter().find(|rule| rule.id.value.split('/').nth(1) == Some(value)).map(|r| r.id.value.as_str());
    let near = tail.or_else(|| nearest(value, names));
    let near = near.map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
    format!("no such rule or category; {near}`poslock explain` lists them all")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::corpus;

    fn applied(select: &[&str], ignore: &[&str]) -> (Vec<String>, Vec<String>) {
        let mut policy = Policy { rules: corpus::rules(), ..Policy::default() };
        let owned = |values: &[&str]| values.iter().map(|v| (*v).to_owned()).collect::<Vec<_>>();
        let problems = apply(&mut policy, &owned(select), &owned(ignore));
        let on = policy.rules.into_iter().filter(|r| r.level != Level::Off).map(|r| r.id.value).collect();
        (on, problems.into_iter().map(|p| p.message).collect())
    }

    #[test]
    fn rules_are_named_by_id_or_category() {
        assert_eq!(applied(&["tone", "retainers/fee"], &[]).0, ["retainers/fee", "tone/plain"]);
        assert_eq!(applied(&[], &["guaranteed-results", "landing/page"]).0, ["retainers/fee", "tone/plain"]);
        assert_eq!(applied(&["tone"], &["tone/plain"]).0, [""; 0]);
    }

    #[test]
    fn a_name_that_names_nothing_is_answered_with_the_nearest() {
        let (on, said) = applied(&["garanteed-results"], &["xyz"]);
        assert_eq!(on.len(), 4, "nothing changes");
        assert!(
            said[0].contains("`--select garanteed-results`") && said[0].contains("`guaranteed-results`"),
            "{said:?}"
        );
        assert!(said[1].starts_with("`--ignore xyz`: no such rule or category; `poslock explain`"), "{said:?}");
        assert!(applied(&["promise"], &[]).1[0].contains("`guaranteed-results/promise`"));
    }

    #[test]
    fn selecting_what_is_off_is_said() {
        assert!(applied(&["scarcity"], &[]).1[0].contains("turns it off"));
    }
}
