//! How safe a message is, by what the linter found in it.

use serde::{Deserialize, Serialize};

use super::{DEDUCTIONS, Deduction, FULL_SCORE, SafetyLevel, Standing, Violation};
use crate::domain::promise::Promise;
use crate::domain::{Error, Result};

const NOTE: &str = "هذه الملاحظات خارج الدرجة، ويقرؤها شخص قبل الاعتماد";

/// What the linter found in a message.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SafetyInput {
    /// The findings, in any order.
    pub findings: Vec<Found>,
}

/// One claim that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Found {
    /// Category of the rule, such as `guaranteed-results`; not empty.
    pub category: String,
    /// The rule, such as `legal-financial/return-of-capital`, where it is known; it begins with the category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// First byte of the claim in the message.
    pub start: u64,
    /// One past its last byte; not below `start`.
    pub end: u64,
    /// How it stands.
    pub standing: Standing,
}

/// A claim that costs points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafetyViolation {
    /// What it is.
    pub violation: Violation,
    /// The linter's category.
    pub category: String,
    /// First byte of the claim in the message.
    pub start: u64,
    /// One past its last byte.
    pub end: u64,
    /// What it took from the score; 0 where an earlier place of the same violation was counted.
    pub points: u32,
    /// Why.
    pub reason_ar: String,
}

/// A claim that no deduction knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unscored {
    /// The linter's category.
    pub category: String,
    /// First byte of the claim in the message.
    pub start: u64,
    /// One past its last byte.
    pub end: u64,
}

/// The safety of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Safety {
    /// 0 to 100.
    pub score: u32,
    /// The level of the score. It says nothing about what is `unscored`.
    pub level: SafetyLevel,
    /// What the message claims and must not, by place.
    pub violations: Vec<SafetyViolation>,
    /// What was claimed and found, and has no deduction, by place.
    pub unscored: Vec<Unscored>,
    /// What to do with `unscored`; absent where that is empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note_ar: Option<String>,
    /// How many findings cost nothing because the message denies, forbids, quotes, asks or mentions them, or the policy
    /// approved the sentence.
    pub excused: u64,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

/// The safety score of a message: 100, less the points of each kind of violation that it asserts, never below 0.
///
/// Each kind is counted once, however often it is found: several rules see the same words, and a promise said twice is one
/// promise. All places are listed; the first by place carries the points. A claim that is denied costs nothing.
///
/// # Errors
/// [`Error::Empty`] for a finding without a category; [`Error::Conflict`] where it ends before it starts, or its rule is of
/// another category.
///
/// ```
/// use poslock::domain::json;
/// use poslock::domain::gates::{SafetyInput, SafetyLevel, safety};
///
/// let input: SafetyInput = json::read(
///     r#"{"findings": [
///         {"category": "guaranteed-results", "start": 0, "end": 20, "standing": "asserted"},
///         {"category": "medical-language", "start": 30, "end": 40, "standing": "negated"}
///     ]}"#,
/// )?;
/// let safety = safety(&input)?;
/// assert_eq!((safety.score, safety.level, safety.excused), (50, SafetyLevel::NeedsReview, 1));
/// # Ok::<(), poslock::domain::Error>(())
/// ```
pub fn safety(input: &SafetyInput) -> Result<Safety> {
    for (i, found) in input.findings.iter().enumerate() {
        found.check().map_err(|e| e.inside(&format!("findings[{i}]")))?;
    }
    let mut asserted: Vec<&Found> = input.findings.iter().filter(|f| f.standing == Standing::Asserted).collect();
    asserted.sort_by_key(|f| (f.start, f.end, &f.category, &f.rule));

    let mut counted = [false; DEDUCTIONS.len()];
    let (mut violations, mut unscored, mut taken) = (Vec::new(), Vec::new(), 0);
    for found in &asserted {
        let category = found.category.trim().to_owned();
        let (start, end) = (found.start, found.end);
        let Some(row) = found.deduction() else {
            unscored.push(Unscored { category, start, end });
            continue;
        };
        let again = std::mem::replace(&mut counted[row.violation as usize], true);
        let points = if again { 0 } else { row.points };
        taken += points;
        violations.push(SafetyViolation {
            violation: row.violation,
            category,
            start,
            end,
            points,
            reason_ar: row.reason_ar.to_owned(),
        });
    }
    let score = FULL_SCORE.saturating_sub(taken);
    Ok(Safety {
        score,
        level: SafetyLevel::of(score),
        violations,
        note_ar: (!unscored.is_empty()).then(|| NOTE.to_owned()),
        unscored,
        excused: (input.findings.len() - asserted.len()) as u64,
        promise: Promise::APPROVAL,
    })
}

impl Found {
    fn check(&self) -> Result<()> {
        let category = self.category.trim();
        if category.is_empty() {
            return Err(Error::empty("category", "the category of the rule that found it"));
        }
        if self.end < self.start {
            let accepted = format!("{} or more, where the claim starts", self.start);
            return Err(Error::conflict("end", &self.end.to_string(), &accepted));
        }
        match self.rule.as_deref().map(str::trim) {
            Some(rule) if rule.split('/').next() != Some(category) => {
                Err(Error::conflict("rule", rule, &format!("a rule of the category, {category}/…")))
            }
            _ => Ok(()),
        }
    }

    /// The deduction of its rule, else of its category.
    fn deduction(&self) -> Option<&'static Deduction> {
        let of = |id: &str| DEDUCTIONS.iter().find(|d| d.rules.contains(&id.trim()));
        self.rule.as_deref().and_then(of).or_else(|| of(&self.category))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(rule: &str, start: u64, standing: Standing) -> Found {
        let category = rule.split('/').next().unwrap_or_default().to_owned();
        let rule = rule.contains('/').then(|| rule.to_owned());
        Found { category, rule, start, end: start + 5, standing }
    }

    fn asserted(rules: &[&str]) -> Safety {
        let findings = (0..).zip(rules).map(|(i, rule)| found(rule, i * 10, Standing::Asserted)).collect();
        safety(&SafetyInput { findings }).expect("whole findings")
    }

    #[test]
    fn each_violation_costs_its_points() {
        let cost = |rule: &str| 100 - asserted(&[rule]).score;
        assert_eq!(cost("guaranteed-results/promise"), 50);
        assert_eq!(cost("guaranteed-results"), 50);
        assert_eq!(cost("medical-language/cure"), 50);
        assert_eq!(cost("data-selling/personal-data"), 50);
        assert_eq!(cost("scraping/ready-lists"), 50);
        assert_eq!(cost("legal-financial/return-of-capital"), 35);
        assert_eq!(cost("exaggerated-speed/too-soon"), 35);
        assert_eq!(cost("legal-financial/evasion"), 35);
        assert_eq!(cost("legal-financial"), 35);
        assert_eq!(cost("artificial-scarcity/false-urgency"), 25);
        assert_eq!(cost("urgency-pressure/hurry"), 15);
        assert_eq!(asserted(&[]).score, 100);
    }

    #[test]
    fn a_rule_goes_before_its_category() {
        let kinds = |rules: &[&str]| asserted(rules).violations.iter().map(|v| v.violation).collect::<Vec<_>>();
        assert_eq!(
            kinds(&["legal-financial/return-of-capital", "legal-financial/tax"]),
            [Violation::FinancialReturnClaim, Violation::RegulatoryPromise]
        );
        assert_eq!(asserted(&["legal-financial/return-of-capital", "legal-financial/tax"]).score, 30);
    }

    #[test]
    fn the_score_has_a_floor_and_levels() {
        let level = |rules: &[&str]| (asserted(rules).score, asserted(rules).level);
        assert_eq!(level(&["artificial-scarcity"]), (75, SafetyLevel::Safe));
        assert_eq!(level(&["legal-financial"]), (65, SafetyLevel::NeedsReview));
        assert_eq!(level(&["artificial-scarcity", "legal-financial"]), (40, SafetyLevel::NeedsReview));
        assert_eq!(level(&["guaranteed-results", "urgency-pressure"]), (35, SafetyLevel::Blocked));
        assert_eq!(level(&["guaranteed-results", "medical-language", "data-selling"]), (0, SafetyLevel::Blocked));
    }

    #[test]
    fn one_kind_is_counted_once_and_listed_each_time() {
        let answer =
            asserted(&["guaranteed-results/promise", "guaranteed-results/absolute", "guaranteed-results/promise"]);
        assert_eq!(answer.score, 50);
        let listed: Vec<(u64, u32)> = answer.violations.iter().map(|v| (v.start, v.points)).collect();
        assert_eq!(listed, [(0, 50), (10, 0), (20, 0)]);
        assert!(answer.violations.iter().all(|v| v.reason_ar == "وعد بنتيجة لا نملك قرارها"));
    }

    #[test]
    fn what_is_denied_costs_nothing() {
        for standing in Standing::ALL.into_iter().filter(|s| *s != Standing::Asserted) {
            let findings = vec![found("guaranteed-results/promise", 0, standing), found("tone/corporate", 0, standing)];
            let answer = safety(&SafetyInput { findings }).expect("whole");
            assert_eq!((answer.score, answer.excused), (100, 2), "{standing}");
            assert!(answer.violations.is_empty() && answer.unscored.is_empty(), "{standing}");
        }
    }

    #[test]
    fn what_has_no_deduction_is_not_lost() {
        let answer = asserted(&["competitor-attack/replacement", "positioning/unlisted-price"]);
        assert_eq!((answer.score, answer.violations.len()), (100, 0));
        let categories: Vec<&str> = answer.unscored.iter().map(|u| u.category.as_str()).collect();
        assert_eq!(categories, ["competitor-attack", "positioning"]);
        assert_eq!(answer.note_ar.as_deref(), Some(NOTE));
        assert_eq!(asserted(&["guaranteed-results"]).note_ar, None);
    }

    #[test]
    fn a_finding_must_make_sense() {
        let error = |change: &dyn Fn(&mut Found)| {
            let mut wrong = found("guaranteed-results/promise", 10, Standing::Asserted);
            change(&mut wrong);
            let findings = vec![found("tone", 0, Standing::Asserted), wrong];
            safety(&SafetyInput { findings }).expect_err("refused").field().to_owned()
        };
        assert_eq!(error(&|f| f.category = " ".to_owned()), "findings[1].category");
        assert_eq!(error(&|f| f.end = 9), "findings[1].end");
        assert_eq!(error(&|f| f.rule = Some("tone/corporate".to_owned())), "findings[1].rule");
        let unknown = r#"{"findings": [{"category": "tone", "start": 0, "end": 1, "standing": "maybe"}]}"#;
        let error = crate::domain::json::read::<SafetyInput>(unknown).expect_err("unknown");
        assert_eq!(error.field(), "findings[0].standing");
    }

    /// What the deductions call rules are rules of the packs.
    #[test]
    fn deductions_name_what_the_linter_reports() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/dealix");
        let mut known = std::collections::BTreeSet::from(["urgency-pressure".to_owned()]);
        for entry in std::fs::read_dir(root).expect("the packs").flatten() {
            let pack = std::fs::read_to_string(entry.path()).expect("UTF-8");
            let ids = pack.lines().filter_map(|l| l.trim().strip_prefix("- id: "));
            known.extend(ids.flat_map(|id| [id.to_owned(), id.split('/').next().unwrap_or_default().to_owned()]));
        }
        for rule in DEDUCTIONS.iter().flat_map(|d| d.rules) {
            assert!(known.contains(*rule), "no pack has `{rule}`");
        }
    }

    const RULES: [&str; 9] = [
        "guaranteed-results/promise",
        "medical-language/cure",
        "data-selling/personal-data",
        "legal-financial/return-of-capital",
        "legal-financial/tax",
        "artificial-scarcity/false-urgency",
        "urgency-pressure",
        "scraping/harvest",
        "other/rule",
    ];

    fn some() -> impl Strategy<Value = Found> {
        (0..RULES.len(), 0..50_u64, 0..Standing::ALL.len()).prop_map(|(r, at, s)| found(RULES[r], at, Standing::ALL[s]))
    }

    proptest! {
        #[test]
        fn one_more_claim_never_raises_the_score(
            findings in proptest::collection::vec(some(), 0..12), more in some(),
        ) {
            let before = safety(&SafetyInput { findings: findings.clone() }).expect("whole");
            let after = safety(&SafetyInput { findings: [findings.clone(), vec![more.clone()]].concat() }).expect("whole");
            prop_assert!(before.score <= 100 && after.score <= before.score && after.level >= before.level);
            if more.standing != Standing::Asserted {
                prop_assert_eq!(after.score, before.score);
                prop_assert_eq!(&after.violations, &before.violations);
            }
            // Every finding is in the answer, and the points add up.
            prop_assert_eq!(after.violations.len() + after.unscored.len() + after.excused as usize, findings.len() + 1);
            let taken: u32 = after.violations.iter().map(|v| v.points).sum();
            prop_assert_eq!(after.score, 100_u32.saturating_sub(taken));
            // The order of the findings never shows.
            let turned: Vec<Found> = [vec![more], findings].concat().into_iter().rev().collect();
            prop_assert_eq!(&safety(&SafetyInput { findings: turned }).expect("whole"), &after);
            let json = serde_json::to_string(&after).expect("plain data");
            prop_assert!(json.contains(r#""approval_required":true,"live_send_allowed":false"#));
            prop_assert_eq!(serde_json::from_str::<Safety>(&json).expect("the same"), after);
        }
    }
}
