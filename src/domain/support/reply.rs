//! The first words back to the customer, with the time that the priority promises.
//!
//! It must not know how a ticket got its priority.

use serde::{Deserialize, Serialize};

use crate::domain::promise::Promise;
use crate::domain::sla::{Owner, Priority};
use crate::domain::text::{Noun, fill};

/// What the customer is told first; `{المدة}` is the time of the first response.
pub const FIRST_RESPONSES: [FirstText; 4] = [
    FirstText {
        priority: Priority::P0,
        body_ar: "وصلت رسالتك، ونتعامل معها على أنها حالة عاجلة. المؤسس هو من يتابعها، ويرد عليك خلال {المدة} بما عرفناه وما عملناه. إلى أن تُراجَع الحالة لا يخرج من حسابك أي إرسال. إذا عندك صورة أو رابط يوضح ما حدث فأرفقه هنا، ولا ترسل كلمات مرور ولا أرقام بطاقات.",
    },
    FirstText {
        priority: Priority::P1,
        body_ar: "وصلت رسالتك، ونعرف أن توقف الخدمة يعطّل عملك. المشغّل المناوب يراجعها الآن، ويرد عليك خلال {المدة} بما وجده والخطوة التالية. إذا تتذكر متى لاحظت التوقف وماذا كنت تعمل وقتها فاكتبه لنا، فهذا يختصر الطريق.",
    },
    FirstText {
        priority: Priority::P2,
        body_ar: "وصلت رسالتك وشكرًا على التنبيه. المشغّل المناوب يراجع الربط أو الـ Proof Pack الذي ذكرته، ويرد عليك خلال {المدة}. إذا ظهرت لك رسالة خطأ فأرفق صورتها.",
    },
    FirstText {
        priority: Priority::P3,
        body_ar: "وصلت رسالتك وشكرًا لك. فريق التشغيل يقرؤها ويرد عليك خلال {المدة}. وإذا كانت عندك فكرة لتحسين الخدمة فاحكِ لنا عن الموقف الذي احتجتها فيه.",
    },
];

/// The first text of a priority, with its gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct FirstText {
    /// The priority.
    pub priority: Priority,
    /// The text.
    pub body_ar: &'static str,
}

/// A text for the customer, without gaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// The text in Arabic.
    pub body_ar: String,
}

/// The first response of a priority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstResponse {
    /// The priority.
    pub priority: Priority,
    /// Minutes until it is due.
    pub first_response_min: u32,
    /// Who gives it.
    pub owner: Owner,
    /// What may be said. A draft: a person reads and sends it.
    pub first_response_template: Template,
    /// Approval, and nothing live.
    #[serde(flatten)]
    pub promise: Promise,
}

/// What a customer with a ticket of this priority may be told first.
///
/// ```
/// use poslock::domain::sla::Priority;
/// use poslock::domain::support::first_response;
///
/// assert!(first_response(Priority::P0).first_response_template.body_ar.contains("30 دقيقة"));
/// assert!(first_response(Priority::P2).first_response_template.body_ar.contains("8 ساعات"));
/// ```
pub fn first_response(priority: Priority) -> FirstResponse {
    let target = priority.target();
    FirstResponse {
        priority,
        first_response_min: target.first_response_min,
        owner: target.owner,
        first_response_template: template(priority),
        promise: Promise::APPROVAL,
    }
}

/// The text of a priority with its time in it.
pub(super) fn template(priority: Priority) -> Template {
    let text = FIRST_RESPONSES[priority as usize].body_ar;
    Template { body_ar: fill(text, &[("المدة", &duration(priority.target().first_response_min))]) }
}

// After a preposition, as all sentences here have them.
const MINUTES: Noun =
    Noun {
        none: "دقائق", one: "دقيقة واحدة", two: "دقيقتين", few: "دقائق", many: "دقيقة", hundreds: "دقيقة"
    };
const HOURS: Noun =
    Noun {
        none: "ساعات", one: "ساعة واحدة", two: "ساعتين", few: "ساعات", many: "ساعة", hundreds: "ساعة"
    };

/// «30 دقيقة», «ساعتين», «24 ساعة»: whole hours as hours.
fn duration(minutes: u32) -> String {
    if minutes != 0 && minutes.is_multiple_of(60) {
        HOURS.count(u64::from(minutes / 60))
    } else {
        MINUTES.count(u64::from(minutes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_priority_has_its_text_with_its_time() {
        for (priority, time) in Priority::ALL.into_iter().zip(["30 دقيقة", "ساعتين", "8 ساعات", "24 ساعة"])
        {
            assert_eq!(FIRST_RESPONSES[priority as usize].priority, priority);
            let response = first_response(priority);
            let body = &response.first_response_template.body_ar;
            assert!(body.contains(&format!("خلال {time}")), "{body}");
            assert!(!body.contains(['{', '}']), "{body}");
            assert_eq!(response.first_response_min, priority.target().first_response_min);
            assert_eq!(response.owner, priority.target().owner);
            assert_eq!(response.promise, Promise::APPROVAL);
        }
    }

    #[test]
    fn times_are_counted_in_arabic() {
        let counted: Vec<String> = [1, 2, 10, 45, 60, 90, 120, 180, 660].map(duration).into();
        assert_eq!(
            counted,
            [
                "دقيقة واحدة",
                "دقيقتين",
                "10 دقائق",
                "45 دقيقة",
                "ساعة واحدة",
                "90 دقيقة",
                "ساعتين",
                "3 ساعات",
                "11 ساعة"
            ]
        );
    }

    #[test]
    fn responses_go_through_json() {
        let response = first_response(Priority::P1);
        let json = serde_json::to_string(&response).expect("plain data");
        assert!(json.starts_with(r#"{"priority":"P1","first_response_min":120,"owner":"operator_oncall","#), "{json}");
        assert!(json.ends_with(r#""approval_required":true,"live_send_allowed":false}"#), "{json}");
        assert_eq!(serde_json::from_str::<FirstResponse>(&json).expect("the same"), response);
    }
}
