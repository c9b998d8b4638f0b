//! The shapes of the tables: one row each.
//!
//! Static data: written as JSON, never read from it. It must not know the tables' values.

use serde::Serialize;

use super::{
    AtRiskSeverity, GuardAction, GuardRule, HealthInput, HealthVerdict, Metric, RenewalStep, RiskFactor, RiskSignal,
};

/// An item of the weekly check-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct AgendaItem {
    /// Name in data.
    pub id: &'static str,
    /// What is talked about.
    pub label_ar: &'static str,
    /// Minutes for it.
    pub minutes: u32,
}

/// A part of a talking point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TalkingPoint {
    /// Which sentence it belongs to, from 1.
    pub point: u32,
    /// What it tells.
    pub metric: Metric,
    /// Where there is something to tell; its gap is named after the metric.
    pub some_ar: &'static str,
    /// Where the metric is 0.
    pub none_ar: &'static str,
}

/// What a sign is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RiskPoints {
    /// Name in data.
    pub id: RiskFactor,
    /// What is counted.
    pub signal: RiskSignal,
    /// From how many on: days, or drafts.
    pub at_least: u32,
    /// Points added to the score.
    pub points: u32,
    /// Why, with the number.
    pub reason_ar: &'static str,
}

/// A step of gravity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RiskLevel {
    /// Its name.
    pub severity: AtRiskSeverity,
    /// From this score on, that score included.
    pub from_score: u32,
    /// What is done.
    pub recommended_action_ar: &'static str,
}

/// A day of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PlanDay {
    /// The day, from 1.
    pub day: u32,
    /// What is done.
    pub activity_ar: &'static str,
}

/// Counts of the partnership plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PartnershipTargets {
    /// Partners on the list.
    pub partners: u32,
    /// Drafts of first messages.
    pub outreach_drafts: u32,
    /// Meetings.
    pub meetings: u32,
}

/// A summand of the health score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct HealthWeight {
    /// What is measured.
    pub input: HealthInput,
    /// For how much of it the points are given.
    pub per: u32,
    /// Points; negative ones are taken off.
    pub points: i32,
}

/// A step of health.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct HealthLevel {
    /// Its name.
    pub verdict: HealthVerdict,
    /// From this score on, that score included; of the score within 0 to 100.
    pub from_score: u32,
}

/// A part of the quarterly business review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct QbrPart {
    /// Name in data.
    pub id: &'static str,
    /// What is looked at.
    pub label_ar: &'static str,
}

/// A step up to a renewal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RenewalRow {
    /// Its name.
    pub step: RenewalStep,
    /// Days before the renewal.
    pub days_before: u32,
    /// What is done.
    pub action_ar: &'static str,
    /// What the customer is written, once a person has approved it.
    pub message_ar: &'static str,
}

/// A thing that is never done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct GuardRow {
    /// Its name.
    pub rule: GuardRule,
    /// The action that it can forbid.
    pub action: GuardAction,
    /// Why.
    pub reason_ar: &'static str,
}
