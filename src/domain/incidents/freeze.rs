//! When a channel is frozen by its own numbers.
//!
//! It must not know incidents: a frozen channel is no incident yet.

use serde::{Deserialize, Serialize};

use super::AUTO_FREEZE;
use crate::domain::Result;
use crate::domain::names::names;
use crate::domain::number::measure;
use crate::domain::promise::Promise;
use crate::domain::text::fill;

names! {
    /// A number that says how a channel is received.
    pub enum Signal ("signal") {
        /// Messages that came back, of those sent.
        BounceRate = "bounce_rate",
        /// Complaints, of messages delivered.
        ComplaintRate = "complaint_rate",
        /// Recipients who blocked the number on `WhatsApp`, of those written to.
        WhatsappBlockRate = "whatsapp_block_rate",
    }
}

impl Signal {
    const fn label_ar(self) -> &'static str {
        match self {
            Self::BounceRate => "نسبة الارتداد",
            Self::ComplaintRate => "نسبة الشكاوى",
            Self::WhatsappBlockRate => "نسبة حظر واتساب",
        }
    }
}

/// The most that a signal may be.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FreezeLimit {
    /// The signal.
    pub signal: Signal,
    /// In percent; exactly so much still passes.
    pub over_percent: f64,
}

/// The numbers of a channel, in percent: five of a hundred are 5, not 0.05. What is left out is 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChannelRates {
    /// Messages that came back, in percent of those sent.
    #[serde(default)]
    pub bounce_rate_pct: f64,
    /// Complaints, in percent of messages delivered.
    #[serde(default)]
    pub complaint_rate_pct: f64,
    /// Recipients who blocked the number, in percent of those written to.
    #[serde(default)]
    pub whatsapp_block_rate_pct: f64,
}

/// A signal above its limit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exceeded {
    /// The signal.
    pub signal: Signal,
    /// What it is, in percent.
    pub percent: f64,
    /// What it may be, in percent.
    pub over_percent: f64,
    /// The same as a sentence.
    pub reason_ar: String,
}

/// Whether a channel is frozen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChannelFreeze {
    /// Whether any signal is above its limit.
    pub frozen: bool,
    /// Each one that is.
    pub exceeded: Vec<Exceeded>,
    /// What to do now.
    pub recommended_action_ar: String,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

/// Decides whether a channel is frozen: where a rate is strictly greater than its limit in [`AUTO_FREEZE`].
///
/// # Errors
/// [`Error::OutOfRange`](crate::domain::Error::OutOfRange) for a rate that is no percentage between 0 and 100.
///
/// ```
/// use poslock::domain::incidents::{ChannelRates, channel_freeze};
///
/// assert!(!channel_freeze(&ChannelRates { bounce_rate_pct: 5.0, ..Default::default() })?.frozen);
/// assert!(channel_freeze(&ChannelRates { bounce_rate_pct: 5.1, ..Default::default() })?.frozen);
/// # Ok::<(), poslock::domain::Error>(())
/// ```
pub fn channel_freeze(rates: &ChannelRates) -> Result<ChannelFreeze> {
    let mut exceeded = Vec::new();
    for FreezeLimit { signal, over_percent } in AUTO_FREEZE {
        let (field, percent) = match signal {
            Signal::BounceRate => ("bounce_rate_pct", rates.bounce_rate_pct),
            Signal::ComplaintRate => ("complaint_rate_pct", rates.complaint_rate_pct),
            Signal::WhatsappBlockRate => ("whatsapp_block_rate_pct", rates.whatsapp_block_rate_pct),
        };
        let percent = measure(field, percent, &(0.0..=100.0), "0 to 100 percent")?;
        if percent > over_percent {
            let (is, most) = (percent.to_string(), over_percent.to_string());
            let reason_ar =
                fill("{label} {is}%، والحد {most}%.", &[("label", signal.label_ar()), ("is", &is), ("most", &most)]);
            exceeded.push(Exceeded { signal, percent, over_percent, reason_ar });
        }
    }
    let frozen = !exceeded.is_empty();
    let action = if frozen {
        "تتجمّد القناة الآن، ولا يخرج منها شيء إلى أن يُعرف السبب ويعتمد المؤسس عودتها."
    } else {
        "القناة ضمن حدودها، وتستمر المتابعة اليومية."
    };
    Ok(ChannelFreeze { frozen, exceeded, recommended_action_ar: action.to_owned(), promise: Promise::APPROVAL })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Error, json};

    fn signals(bounce_rate_pct: f64, complaint_rate_pct: f64, whatsapp_block_rate_pct: f64) -> Vec<Signal> {
        let rates = ChannelRates { bounce_rate_pct, complaint_rate_pct, whatsapp_block_rate_pct };
        let answer = channel_freeze(&rates).expect("percentages");
        assert_eq!(answer.frozen, !answer.exceeded.is_empty());
        assert_eq!(answer.promise, Promise::APPROVAL);
        answer.exceeded.into_iter().map(|e| e.signal).collect()
    }

    #[test]
    fn only_more_than_the_limit_freezes() {
        assert_eq!(signals(5.0, 0.3, 3.0), []);
        assert_eq!(signals(0.0, 0.0, 0.0), []);
        assert_eq!(signals(5.01, 0.3, 3.0), [Signal::BounceRate]);
        assert_eq!(signals(5.0, 0.301, 3.0), [Signal::ComplaintRate]);
        assert_eq!(signals(5.0, 0.3, 3.01), [Signal::WhatsappBlockRate]);
        assert_eq!(signals(100.0, 100.0, 100.0), Signal::ALL);
    }

    #[test]
    fn a_frozen_channel_says_why() {
        let answer =
            channel_freeze(&ChannelRates { complaint_rate_pct: 0.45, ..Default::default() }).expect("percentages");
        assert_eq!(answer.exceeded[0].reason_ar, "نسبة الشكاوى 0.45%، والحد 0.3%.");
        let json = serde_json::to_string(&answer).expect("plain data");
        assert!(json.contains(r#"{"signal":"complaint_rate","percent":0.45,"over_percent":0.3,"#), "{json}");
        assert!(json.ends_with(r#""approval_required":true,"live_send_allowed":false}"#), "{json}");
        assert_eq!(serde_json::from_str::<ChannelFreeze>(&json).expect("the same"), answer);
    }

    #[test]
    fn what_is_no_percentage_is_refused() {
        for wrong in [-0.1, 100.1, f64::NAN, f64::INFINITY] {
            for (field, rates) in [
                ("bounce_rate_pct", ChannelRates { bounce_rate_pct: wrong, ..Default::default() }),
                ("complaint_rate_pct", ChannelRates { complaint_rate_pct: wrong, ..Default::default() }),
                ("whatsapp_block_rate_pct", ChannelRates { whatsapp_block_rate_pct: wrong, ..Default::default() }),
            ] {
                let error = channel_freeze(&rates).expect_err("no percentage");
                assert_eq!(error.field(), field);
                assert!(matches!(error, Error::OutOfRange { .. }));
            }
        }
        assert_eq!(json::read::<ChannelRates>("{}"), Ok(ChannelRates::default()));
        assert!(json::read::<ChannelRates>(r#"{"open_rate":1}"#).is_err());
    }
}
