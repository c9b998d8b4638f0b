//! Whom to write to today: the caller's accounts, ranked, each with the reason why now.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::fit::{self, Wanted};
use super::{Account, BLOCKED_SOURCES, DEFAULT_LIMIT, Fit, Focus, Signal};
use crate::domain::promise::Promise;
use crate::domain::spelling::holds;
use crate::domain::text::fill;
use crate::domain::{Error, Result};

const WHY_TWO: &str = "{company}: {first}، و{second}.";
const WHY_ONE: &str = "{company}: {first}.";
const WHY_NONE: &str = "{company}: لا إشارة مسجلة بعد، فننتظر سببًا نكتب عنه.";

/// The accounts to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TargetsInput {
    /// Companies that the caller knows of. None is added to them.
    pub accounts: Vec<Account>,
    /// Whom to look for; without it, the focus of [`super::ICP_FOCUSES`] that suits each account best.
    #[serde(default)]
    pub focus: Option<Focus>,
    /// How many targets at most, 1 or more; [`DEFAULT_LIMIT`] if absent.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// An account that may be written to, once a person has approved the draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// Place in the order, from 1.
    pub rank: u32,
    /// The company.
    pub company_name: String,
    /// Its sector, as the caller wrote it.
    pub sector: String,
    /// Its city, as the caller wrote it.
    pub city: String,
    /// Where the account comes from; more than one where it came more than once.
    pub sources: Vec<String>,
    /// Its signals, heaviest first.
    pub signals: Vec<Signal>,
    /// The score and its parts.
    #[serde(flatten)]
    pub fit: Fit,
    /// Why now, from the two heaviest signals.
    pub why_now_ar: String,
    /// What the team does with it today.
    pub action_ar: String,
}

/// An account that may not be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blocked {
    /// The company.
    pub company_name: String,
    /// The blocked source, by its name in [`BLOCKED_SOURCES`].
    pub source: String,
    /// Why it is blocked.
    pub reason_ar: String,
}

/// The targets of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recommendations {
    /// The best targets, in order.
    pub targets: Vec<Target>,
    /// Accounts of blocked sources, by name. None of them is a target, and their signals count for nobody.
    pub blocked: Vec<Blocked>,
    /// How many accounts may be used, each once.
    pub total_accounts: u64,
    /// How many records told of a company that another record had told of.
    pub merged_records: u64,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

/// Ranks the accounts that the caller gives.
///
/// An account of a blocked source is listed as blocked, with the reason, and goes no further. Records of one company in one
/// city are one account: their signals are put together, and the record whose words come first in the alphabet lends its
/// spelling. The order is by score, then by the sum of the weights, then by name and city, so that the order of the input
/// never shows.
///
/// # Errors
/// [`Error::Empty`] names the account without a name or a source, or the focus without a sector or city;
/// [`Error::OutOfRange`] a limit of 0.
///
/// ```
/// use poslock::domain::json;
/// use poslock::domain::modes::self_growth::{TargetsInput, recommend_targets};
///
/// let input: TargetsInput = json::read(
///     r#"{"accounts": [
///         {"company_name": "مدار", "city": "Riyadh", "source": "crm", "signals": ["new_branch", "hiring_sales"]},
///         {"company_name": "أفق", "source": "purchased_list"}
///     ]}"#,
/// )?;
/// let today = recommend_targets(&input)?;
/// assert_eq!(today.targets[0].why_now_ar, "مدار: توظّف لفريق المبيعات، وافتتحت فرعًا جديدًا.");
/// assert_eq!(today.blocked[0].company_name, "أفق");
/// # Ok::<(), poslock::domain::Error>(())
/// ```
pub fn recommend_targets(input: &TargetsInput) -> Result<Recommendations> {
    let limit = match input.limit {
        Some(0) => return Err(Error::out_of_range("limit", 0, "1 or more targets")),
        limit => limit.unwrap_or(DEFAULT_LIMIT) as usize,
    };
    let focuses = match &input.focus {
        Some(focus) => vec![Wanted::new(focus)?],
        None => Wanted::icp(),
    };

    let mut blocked = Vec::new();
    let mut companies: BTreeMap<(String, String), Vec<&Account>> = BTreeMap::new();
    for (i, account) in input.accounts.iter().enumerate() {
        account.check().map_err(|e| e.inside(&format!("accounts[{i}]")))?;
        if let Some(row) = BLOCKED_SOURCES.iter().find(|b| holds(&account.source, b.id)) {
            blocked.push(Blocked {
                company_name: account.company_name.trim().to_owned(),
                source: row.id.to_owned(),
                reason_ar: row.reason_ar.to_owned(),
            });
            continue;
        }
        let company = (fit::key(&account.company_name), fit::city(&account.city));
        companies.entry(company).or_default().push(account);
    }
    blocked.sort_by(|a, b| (&a.company_name, &a.source).cmp(&(&b.company_name, &b.source)));

    let records: usize = companies.values().map(Vec::len).sum();
    let total = companies.len();
    // Companies come by name and city; a stable sort keeps that order among equals.
    let mut targets: Vec<Target> = companies.into_values().filter_map(|same| target(same, &focuses)).collect();
    targets
        .sort_by_cached_key(|t| (Reverse(t.fit.score), Reverse(t.signals.iter().map(|s| s.row().weight).sum::<u32>())));
    targets.truncate(limit);
    for (rank, target) in (1..).zip(&mut targets) {
        target.rank = rank;
    }
    Ok(Recommendations {
        targets,
        blocked,
        total_accounts: total as u64,
        merged_records: (records - total) as u64,
        promise: Promise::APPROVAL,
    })
}

/// One target of all records of a company; `None` of no record.
fn target(mut records: Vec<&Account>, focuses: &[Wanted]) -> Option<Target> {
    records.sort_by_key(|r| (&r.company_name, &r.sector, &r.city, &r.source));
    let first = *records.first()?;
    // In the order of the table: heaviest first.
    let signals: BTreeSet<Signal> = records.iter().flat_map(|r| r.signals.iter().copied()).collect();
    let sources: BTreeSet<&str> = records.iter().map(|r| r.source.trim()).collect();
    // A record that leaves the sector out does not hide it.
    let sector = records.iter().map(|r| r.sector.trim()).find(|s| !s.is_empty()).unwrap_or_default();
    let fit = fit::score(&signals, &fit::sector(sector), &fit::city(&first.city), focuses);
    let company_name = first.company_name.trim().to_owned();
    Some(Target {
        rank: 0,
        why_now_ar: why_now(&company_name, &signals),
        action_ar: fit.level.row().action_ar.to_owned(),
        company_name,
        sector: sector.to_owned(),
        city: first.city.trim().to_owned(),
        sources: sources.into_iter().map(str::to_owned).collect(),
        signals: signals.into_iter().collect(),
        fit,
    })
}

/// The sentence of the two heaviest signals.
fn why_now(company: &str, signals: &BTreeSet<Signal>) -> String {
    let mut heaviest = signals.iter().map(|s| s.row().why_ar);
    match (heaviest.next(), heaviest.next()) {
        (Some(first), Some(second)) => fill(WHY_TWO, &[("company", company), ("first", first), ("second", second)]),
        (Some(first), None) => fill(WHY_ONE, &[("company", company), ("first", first)]),
        _ => fill(WHY_NONE, &[("company", company)]),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::FitLevel;
    use super::*;

    fn account(name: &str, source: &str, signals: &[Signal]) -> Account {
        Account {
            company_name: name.to_owned(),
            sector: "training".to_owned(),
            city: "Riyadh".to_owned(),
            source: source.to_owned(),
            signals: signals.to_vec(),
        }
    }

    fn recommended(accounts: Vec<Account>) -> Recommendations {
        recommend_targets(&TargetsInput { accounts, ..TargetsInput::default() }).expect("whole accounts")
    }

    fn names(answer: &Recommendations) -> Vec<&str> {
        answer.targets.iter().map(|t| t.company_name.as_str()).collect()
    }

    #[test]
    fn the_best_come_first_and_equals_by_weight_then_name() {
        use Signal::{ActiveAds, CrmVisible, ExpansionNews, HiringSales, NewBranch};
        let answer = recommended(vec![
            account("د", "crm", &[CrmVisible]),
            account("ج", "crm", &[HiringSales, ExpansionNews, NewBranch]),
            account("ب", "crm", &[HiringSales, ExpansionNews, NewBranch]),
            account("أ", "crm", &[HiringSales, ExpansionNews, NewBranch, ActiveAds]),
        ]);
        // Three of them score 100; the first has more behind it.
        assert_eq!(names(&answer), ["أ", "ب", "ج", "د"]);
        assert_eq!(answer.targets.iter().map(|t| t.rank).collect::<Vec<_>>(), [1, 2, 3, 4]);
        assert_eq!(answer.targets[3].fit.score, 12 + 15);
        assert_eq!(answer.targets[3].fit.level, FitLevel::Watching);
        assert_eq!(answer.targets[3].action_ar, "ننتظر إشارة أقوى");
    }

    #[test]
    fn why_now_names_the_two_heaviest_signals() {
        use Signal::{ActiveAds, CrmVisible, ExpansionNews, HiringSales};
        let why = |signals: &[Signal]| recommended(vec![account("مدار", "crm", signals)]).targets[0].why_now_ar.clone();
        assert_eq!(why(&[CrmVisible, ActiveAds, ExpansionNews]), "مدار: أعلنت عن توسع، وإعلاناتها نشطة.");
        // Equal weights: as the table has them.
        assert_eq!(why(&[ExpansionNews, HiringSales]), "مدار: توظّف لفريق المبيعات، وأعلنت عن توسع.");
        assert_eq!(why(&[ActiveAds]), "مدار: إعلاناتها نشطة.");
        assert_eq!(why(&[]), "مدار: لا إشارة مسجلة بعد، فننتظر سببًا نكتب عنه.");
    }

    #[test]
    fn blocked_sources_are_listed_with_the_reason_and_lend_no_signal() {
        let answer = recommended(vec![
            account("مدار", "crm", &[Signal::CrmVisible]),
            account("مدار", "Scraped Email", &[Signal::HiringSales]),
            account("أفق", "scraped-phone", &[]),
            account("أفق", "PURCHASED_LIST", &[]),
            account("نجد", "apolloScrapedEmails", &[]),
            account("مرسى", "scraped", &[]),
        ]);
        assert_eq!(names(&answer), ["مدار", "مرسى"]);
        assert_eq!(answer.targets[0].signals, [Signal::CrmVisible]);
        let blocked: Vec<(&str, &str)> =
            answer.blocked.iter().map(|b| (b.company_name.as_str(), b.source.as_str())).collect();
        assert_eq!(
            blocked,
            [("أفق", "purchased_list"), ("أفق", "scraped_phone"), ("مدار", "scraped_email"), ("نجد", "scraped_email")]
        );
        assert!(answer.blocked.iter().all(|b| !b.reason_ar.is_empty()));
    }

    #[test]
    fn records_of_one_company_are_one_account() {
        use Signal::{HiringSales, NewBranch};
        let jeddah = Account { city: "جدة".to_owned(), ..account("مدار", "crm", &[]) };
        let bare =
            Account {
                sector: String::new(), city: "الرياض".to_owned(), ..account(" مَدار", "crm", &[NewBranch])
            };
        let answer = recommended(vec![account("مدار", "website_forms", &[HiringSales]), bare, jeddah]);
        assert_eq!((answer.total_accounts, answer.merged_records), (2, 1));
        let first = &answer.targets[0];
        assert_eq!(first.signals, [HiringSales, NewBranch]);
        assert_eq!(first.sources, ["crm", "website_forms"]);
        assert_eq!((first.fit.sector_points, first.fit.city_points), (10, 5));
    }

    #[test]
    fn a_day_has_ten_targets_unless_asked() {
        let many: Vec<Account> = (0..25).map(|i| account(&format!("شركة {i}"), "crm", &[])).collect();
        let of = |limit| recommend_targets(&TargetsInput { accounts: many.clone(), focus: None, limit });
        assert_eq!(of(None).expect("whole").targets.len(), 10);
        assert_eq!(of(Some(1)).expect("whole").targets.len(), 1);
        assert_eq!(of(Some(u32::MAX)).expect("whole").targets.len(), 25);
        assert_eq!(of(None).expect("whole").total_accounts, 25);
        assert_eq!(of(Some(0)).expect_err("none").field(), "limit");
        assert!(recommended(Vec::new()).targets.is_empty(), "no company is invented");
    }

    #[test]
    fn a_focus_of_the_caller_replaces_ours() {
        let focus = Some(Focus { sector: "clinics".to_owned(), city: "Dammam".to_owned() });
        let accounts = vec![
            account("أ", "crm", &[]),
            Account { sector: "Clinics".to_owned(), city: "dammam".to_owned(), ..account("ب", "crm", &[]) },
        ];
        let answer = recommend_targets(&TargetsInput { accounts, focus, limit: None }).expect("whole");
        assert_eq!(names(&answer), ["ب", "أ"]);
        assert_eq!(answer.targets[0].fit.score, 15);
        assert_eq!(answer.targets[1].fit.score, 0);
    }

    #[test]
    fn the_wrong_account_is_named() {
        let accounts = vec![account("أ", "crm", &[]), account("", "crm", &[])];
        let error = recommend_targets(&TargetsInput { accounts, ..TargetsInput::default() }).expect_err("no name");
        assert_eq!(error.field(), "accounts[1].company_name");
    }

    #[test]
    fn an_answer_goes_through_json() {
        let answer = recommended(vec![account("أ", "crm", &[Signal::ActiveAds]), account("ب", "purchased_list", &[])]);
        let json = serde_json::to_string(&answer).expect("plain data");
        assert!(json.contains(r#""approval_required":true,"live_send_allowed":false"#), "{json}");
        assert_eq!(serde_json::from_str::<Recommendations>(&json).expect("the same"), answer);
    }

    proptest! {
        #[test]
        fn the_order_of_the_input_never_shows(
            rows in proptest::collection::vec((0..6_u8, 0..3_u8, 0..4_u8, proptest::collection::vec(0..12_usize, 0..5)), 0..12)
                .prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
        ) {
            let made = |rows: &[(u8, u8, u8, Vec<usize>)]| recommended(rows.iter().map(|(name, sector, source, signals)| Account {
                company_name: ["مدار", "مَدار", "أفق", "Ufuq", "ufuq ", "نجد"][*name as usize].to_owned(),
                sector: ["agency", "", "saas"][*sector as usize].to_owned(),
                city: "Riyadh".to_owned(),
                source: ["crm", "website_forms", "scraped_email", "manual_research"][*source as usize].to_owned(),
                signals: signals.iter().map(|i| Signal::ALL[*i]).collect(),
            }).collect());
            let (given, shuffled) = (made(&rows.0), made(&rows.1));
            prop_assert_eq!(&given, &shuffled);
            prop_assert!(given.targets.windows(2).all(|t| t[0].fit.score >= t[1].fit.score));
            prop_assert!(given.targets.iter().all(|t| t.sources.iter().all(|s| s != "scraped_email")));
        }
    }
}
