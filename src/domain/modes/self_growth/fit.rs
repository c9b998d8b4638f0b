//! How well one account fits a focus: its signals, and a bonus for sector and city.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{CITY_BONUS, FitLevel, ICP_FOCUSES, MAX_FIT, SECTOR_BONUS, SIGNAL_FACTOR, Signal};
use crate::domain::promise::Promise;
use crate::domain::{Error, Result, spelling};

/// A company that the caller knows of, with where it knows it from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// The company's name; not empty.
    pub company_name: String,
    /// Its sector, such as `agency`, or in Arabic as [`ICP_FOCUSES`] has it; may be empty.
    #[serde(default)]
    pub sector: String,
    /// Its city; may be empty.
    #[serde(default)]
    pub city: String,
    /// Where the account comes from, such as `crm`, `linkedin_lead_forms`, `website_forms` or `manual_research`; not empty.
    pub source: String,
    /// What was seen of it. A signal counts once, however often it is named.
    #[serde(default)]
    pub signals: Vec<Signal>,
}

/// A sector in a city, to score accounts against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Focus {
    /// The sector; not empty.
    pub sector: String,
    /// The city; not empty.
    pub city: String,
}

/// A score and what it is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fit {
    /// 0 to 100.
    pub score: u32,
    /// The level of the score.
    pub level: FitLevel,
    /// Points of the signals, at most 100.
    pub signal_points: u32,
    /// Points for the sector: 10 or 0.
    pub sector_points: u32,
    /// Points for the city: 5 or 0.
    pub city_points: u32,
    /// Approval, and nothing live: also the best account is written to by a person.
    #[serde(flatten)]
    pub promise: Promise,
}

impl Account {
    /// Refuses an account without a name or a source.
    pub(super) fn check(&self) -> Result<()> {
        if key(&self.company_name).is_empty() {
            return Err(Error::empty("company_name", "the name of the company"));
        }
        if key(&self.source).is_empty() {
            return Err(Error::empty("source", "where the account comes from, such as crm or website_forms"));
        }
        Ok(())
    }
}

/// How well an account fits a focus: 4 times the weights of its signals, at most 100, then 10 for the sector and 5 for the
/// city, at most 100 again.
///
/// Sector and city agree however they are written: case, blanks, Arabic spelling, and the two languages of [`ICP_FOCUSES`].
///
/// # Errors
/// [`Error::Empty`] where the account has no name or source, or the focus no sector or city.
///
/// ```
/// use poslock::domain::modes::self_growth::{Account, FitLevel, Focus, Signal, fit};
///
/// let account = Account {
///     company_name: "Example".into(),
///     sector: "agency".into(),
///     city: "الرياض".into(),
///     source: "crm".into(),
///     signals: vec![Signal::HiringSales],
/// };
/// let fit = fit(&account, &Focus { sector: "agency".into(), city: "Riyadh".into() })?;
/// assert_eq!((fit.score, fit.level), (4 * 9 + 10 + 5, FitLevel::Warm));
/// # Ok::<(), poslock::domain::Error>(())
/// ```
pub fn fit(account: &Account, focus: &Focus) -> Result<Fit> {
    account.check()?;
    let wanted = Wanted::new(focus)?;
    let signals: BTreeSet<Signal> = account.signals.iter().copied().collect();
    Ok(score(&signals, &sector(&account.sector), &city(&account.city), &[wanted]))
}

/// A focus, ready to be compared.
pub(super) struct Wanted {
    sector: String,
    city: String,
}

impl Wanted {
    /// Refuses a focus without a sector or a city.
    pub(super) fn new(focus: &Focus) -> Result<Self> {
        let wanted = Self { sector: sector(&focus.sector), city: city(&focus.city) };
        if wanted.sector.is_empty() {
            return Err(Error::empty("sector", "a sector, such as agency").inside("focus"));
        }
        if wanted.city.is_empty() {
            return Err(Error::empty("city", "a city, such as Riyadh").inside("focus"));
        }
        Ok(wanted)
    }

    /// All of [`ICP_FOCUSES`].
    pub(super) fn icp() -> Vec<Self> {
        ICP_FOCUSES.iter().map(|f| Self { sector: key(f.sector), city: key(f.city) }).collect()
    }
}

/// The fit with the focus that suits best. Sector and city are those of [`sector`] and [`city`].
pub(super) fn score(signals: &BTreeSet<Signal>, sector: &str, city: &str, focuses: &[Wanted]) -> Fit {
    let weight: u32 = signals.iter().map(|s| s.row().weight).sum();
    let signal_points = (weight * SIGNAL_FACTOR).min(MAX_FIT);
    let bonus = |focus: &Wanted| {
        let of = |same: bool, points: u32| if same { points } else { 0 };
        (of(focus.sector == sector, SECTOR_BONUS), of(focus.city == city, CITY_BONUS))
    };
    let (sector_points, city_points) = focuses.iter().map(bonus).max_by_key(|b| b.0 + b.1).unwrap_or_default();
    let score = (signal_points + sector_points + city_points).min(MAX_FIT);
    Fit { score, level: FitLevel::of(score), signal_points, sector_points, city_points, promise: Promise::APPROVAL }
}

/// A text by which two spellings are the same: `Real Estate` and `real-estate` are `real_estate`.
pub(super) fn key(text: &str) -> String {
    spelling::key(text, |c| matches!(c, ' ' | '-' | '_' | '\n' | '\u{1e}'))
}

/// The sector's name in data where it is one of a focus.
pub(super) fn sector(text: &str) -> String {
    let text = key(text);
    let known = ICP_FOCUSES.iter().find(|f| key(f.sector_ar) == text);
    known.map_or(text, |f| key(f.sector))
}

/// The city's name in data where it is one of a focus.
pub(super) fn city(text: &str) -> String {
    let text = key(text);
    let known = ICP_FOCUSES.iter().find(|f| key(f.city_ar) == text);
    known.map_or(text, |f| key(f.city))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn account(sector: &str, city: &str, signals: &[Signal]) -> Account {
        Account {
            company_name: "مدار".to_owned(),
            sector: sector.to_owned(),
            city: city.to_owned(),
            source: "crm".to_owned(),
            signals: signals.to_vec(),
        }
    }

    fn focus(sector: &str, city: &str) -> Focus {
        Focus { sector: sector.to_owned(), city: city.to_owned() }
    }

    fn scored(sector: &str, city: &str, signals: &[Signal]) -> u32 {
        fit(&account(sector, city, signals), &focus("real_estate", "Jeddah")).expect("a whole account").score
    }

    #[test]
    fn signals_count_four_times_their_weight() {
        use Signal::{CrmVisible, ExpansionNews, HiringSales, NewBranch};
        assert_eq!(scored("", "", &[]), 0);
        assert_eq!(scored("", "", &[CrmVisible]), 12);
        assert_eq!(scored("", "", &[HiringSales, ExpansionNews]), 72);
        assert_eq!(scored("", "", &[HiringSales, HiringSales]), 36, "once");
        // 4 × 26 is above 100.
        assert_eq!(scored("", "", &[HiringSales, ExpansionNews, NewBranch]), 100);
        assert_eq!(scored("", "", &Signal::ALL), 100);
    }

    #[test]
    fn sector_and_city_add_their_bonus_and_the_sum_is_capped() {
        use Signal::{ActiveAds, BookingLink, ExpansionNews, HiringSales};
        assert_eq!(scored("real_estate", "", &[]), 10);
        assert_eq!(scored("", "Jeddah", &[]), 5);
        assert_eq!(scored("real_estate", "Jeddah", &[]), 15);
        // 4 × 23 = 92 and 15 more.
        assert_eq!(scored("real_estate", "Jeddah", &[HiringSales, ExpansionNews, BookingLink]), 100);
        assert_eq!(scored("agency", "Riyadh", &[HiringSales, ActiveAds]), 64);
    }

    #[test]
    fn spelling_does_not_matter() {
        for (sector, city) in [("Real Estate", "JEDDAH"), ("real-estate", " jeddah "), ("عقار", "جده"), ("عَقار", "جدة")]
        {
            assert_eq!(scored(sector, city, &[]), 15, "{sector} {city}");
        }
        let riyadh = fit(&account("وكالات", "الرياض", &[]), &focus("agency", "riyadh")).expect("whole");
        assert_eq!(riyadh.score, 15);
    }

    #[test]
    fn nothing_is_scored_without_a_name_a_source_and_a_focus() {
        let field = |account: &Account, focus: &Focus| fit(account, focus).expect_err("empty").field().to_owned();
        let whole = account("agency", "Riyadh", &[]);
        let agency = focus("agency", "Riyadh");
        assert_eq!(field(&Account { company_name: " ".into(), ..whole.clone() }, &agency), "company_name");
        assert_eq!(field(&Account { source: "\u{200b}".into(), ..whole.clone() }, &agency), "source");
        assert_eq!(field(&whole, &focus("", "Riyadh")), "focus.sector");
        assert_eq!(field(&whole, &focus("agency", "")), "focus.city");
    }

    proptest! {
        #[test]
        fn a_score_stays_in_range_and_one_more_signal_never_lowers_it(
            chosen in proptest::collection::vec(0..Signal::ALL.len(), 0..20), more in 0..Signal::ALL.len(),
            sector in "agency|saas|", city in "Riyadh|Jeddah|",
        ) {
            let signals: Vec<Signal> = chosen.iter().map(|i| Signal::ALL[*i]).collect();
            let before = fit(&account(&sector, &city, &signals), &focus("agency", "Riyadh")).expect("whole");
            let with = [signals, vec![Signal::ALL[more]]].concat();
            let after = fit(&account(&sector, &city, &with), &focus("agency", "Riyadh")).expect("whole");
            prop_assert!(before.score <= after.score && after.score <= MAX_FIT);
            prop_assert!(before.level >= after.level, "hot comes first");
            prop_assert_eq!(FitLevel::of(after.score), after.level);
        }
    }
}
