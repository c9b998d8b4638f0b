//! The brief that opens a day: whom to write to, what waits for a decision, and what is never done.

use serde::{Deserialize, Serialize};

use super::{Account, Blocked, FitLevel, Focus, REMINDERS, Recommendations, Target, TargetsInput, recommend_targets};
use crate::domain::Result;
use crate::domain::promise::Promise;
use crate::domain::text::{self, Noun, fill};

const TITLE: &str = "موجز يوم {date}";
const HOT: &str = "الأهداف: في القائمة {targets}، وعدد الساخن {hot}. بمن نبدأ؟";
const NO_TARGETS: &str = "الأهداف: القائمة فارغة اليوم. من أي مصدر مصرّح به نملؤها؟";
const DRAFTS: &str = "الموافقة: في انتظار الاعتماد {drafts}. متى جلسة اليوم، ومن يحضرها؟";
const NO_DRAFTS: &str = "الموافقة: لا مسودة معلّقة.";
const REPLIES: &str = "الردود: بلا خطوة تالية {replies}. من يرد، وبماذا؟";
const NO_REPLIES: &str = "الردود: لا رد معلّق.";
const SET_ASIDE: &str = "المصادر: استبعدنا {blocked} بسبب مصدر محجوب.";

const TARGETS: Noun =
    Noun {
        none: "أهداف", one: "هدف واحد", two: "هدفان", few: "أهداف", many: "هدفًا", hundreds: "هدف"
    };
const COMPANIES: Noun =
    Noun {
        none: "شركات", one: "شركة واحدة", two: "شركتين", few: "شركات", many: "شركة", hundreds: "شركة"
    };

/// What is known in the morning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DailyBriefInput {
    /// The day, such as `2026-05-03`.
    pub date: jiff::civil::Date,
    /// Companies that the caller knows of.
    #[serde(default)]
    pub accounts: Vec<Account>,
    /// Whom to look for; see [`TargetsInput::focus`].
    #[serde(default)]
    pub focus: Option<Focus>,
    /// How many targets at most; see [`TargetsInput::limit`].
    #[serde(default)]
    pub limit: Option<u32>,
    /// Drafts that wait for approval.
    #[serde(default)]
    pub drafts_pending: u32,
    /// Replies that have no next step yet.
    #[serde(default)]
    pub replies_pending: u32,
}

/// The brief of a day. It is read; nothing leaves the house by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DailyBrief {
    /// The day.
    pub date: jiff::civil::Date,
    /// Its headline.
    pub title_ar: String,
    /// What is to be decided today: targets, approval, replies, and what was set aside.
    pub decisions_ar: Vec<String>,
    /// Whom to write to, best first.
    pub targets: Vec<Target>,
    /// Accounts that may not be used, and why.
    pub blocked: Vec<Blocked>,
    /// [`REMINDERS`].
    pub reminders_ar: Vec<String>,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

/// The brief of a day.
///
/// # Errors
/// Those of [`recommend_targets`].
///
/// ```
/// use poslock::domain::json;
/// use poslock::domain::modes::self_growth::{DailyBriefInput, daily_brief};
///
/// let brief = daily_brief(&json::read::<DailyBriefInput>(r#"{"date": "2026-05-03", "drafts_pending": 4}"#)?)?;
/// assert_eq!(brief.reminders_ar.len(), 4);
/// assert_eq!(brief.decisions_ar[1], "الموافقة: في انتظار الاعتماد 4 مسودات. متى جلسة اليوم، ومن يحضرها؟");
/// # Ok::<(), poslock::domain::Error>(())
/// ```
pub fn daily_brief(input: &DailyBriefInput) -> Result<DailyBrief> {
    let chosen = TargetsInput { accounts: input.accounts.clone(), focus: input.focus.clone(), limit: input.limit };
    let Recommendations { targets, blocked, promise, .. } = recommend_targets(&chosen)?;

    let hot = targets.iter().filter(|t| t.fit.level == FitLevel::Hot).count() as u64;
    let said = |sentence, gap, noun: &Noun, count: u64| fill(sentence, &[(gap, noun.count(count).as_str())]);
    let mut decisions = vec![
        match targets.len() as u64 {
            0 => NO_TARGETS.to_owned(),
            all => fill(HOT, &[("targets", TARGETS.count(all).as_str()), ("hot", hot.to_string().as_str())]),
        },
        match input.drafts_pending {
            0 => NO_DRAFTS.to_owned(),
            drafts => said(DRAFTS, "drafts", &text::DRAFTS, drafts.into()),
        },
        match input.replies_pending {
            0 => NO_REPLIES.to_owned(),
            replies => said(REPLIES, "replies", &text::REPLIES, replies.into()),
        },
    ];
    if !blocked.is_empty() {
        decisions.push(said(SET_ASIDE, "blocked", &COMPANIES, blocked.len() as u64));
    }
    Ok(DailyBrief {
        date: input.date,
        title_ar: fill(TITLE, &[("date", input.date.to_string().as_str())]),
        decisions_ar: decisions,
        targets,
        blocked,
        reminders_ar: REMINDERS.map(str::to_owned).into(),
        promise,
    })
}

#[cfg(test)]
mod tests {
    use super::super::Signal;
    use super::*;

    fn account(name: &str, source: &str, signals: &[Signal]) -> Account {
        Account {
            company_name: name.to_owned(),
            sector: String::new(),
            city: String::new(),
            source: source.to_owned(),
            signals: signals.to_vec(),
        }
    }

    fn input(accounts: Vec<Account>, drafts_pending: u32, replies_pending: u32) -> DailyBriefInput {
        DailyBriefInput {
            date: jiff::civil::date(2026, 5, 3),
            accounts,
            focus: None,
            limit: None,
            drafts_pending,
            replies_pending,
        }
    }

    #[test]
    fn the_brief_counts_what_waits() {
        let accounts = vec![
            account("أ", "crm", &[Signal::HiringSales, Signal::ExpansionNews]),
            account("ب", "crm", &[Signal::CrmVisible]),
            account("ج", "purchased_list", &[]),
            account("د", "scraped_phone", &[]),
        ];
        let brief = daily_brief(&input(accounts, 2, 11)).expect("whole accounts");
        assert_eq!(brief.title_ar, "موجز يوم 2026-05-03");
        assert_eq!(
            brief.decisions_ar,
            [
                "الأهداف: في القائمة هدفان، وعدد الساخن 1. بمن نبدأ؟",
                "الموافقة: في انتظار الاعتماد مسودتان. متى جلسة اليوم، ومن يحضرها؟",
                "الردود: بلا خطوة تالية 11 ردًا. من يرد، وبماذا؟",
                "المصادر: استبعدنا شركتين بسبب مصدر محجوب.",
            ]
        );
        assert_eq!((brief.targets.len(), brief.blocked.len()), (2, 2));
    }

    #[test]
    fn a_quiet_day_still_has_its_reminders() {
        let brief = daily_brief(&input(Vec::new(), 0, 0)).expect("nothing to refuse");
        assert_eq!(brief.decisions_ar, [NO_TARGETS, NO_DRAFTS, NO_REPLIES]);
        assert_eq!(brief.reminders_ar, REMINDERS);
        let all = REMINDERS.join("\n");
        assert!(
            ["واتساب بارد", "تنتظر الموافقة", "LinkedIn", "Action Ledger"].iter().all(|w| all.contains(w)),
            "{all}"
        );
    }

    #[test]
    fn an_answer_goes_through_json() {
        let brief = daily_brief(&input(vec![account("أ", "crm", &[])], 1, 1)).expect("whole");
        let json = serde_json::to_string(&brief).expect("plain data");
        assert!(json.contains(r#""live_send_allowed":false"#) && json.contains(r#""date":"2026-05-03""#), "{json}");
        assert_eq!(serde_json::from_str::<DailyBrief>(&json).expect("the same"), brief);
    }
}
