//! The reporters' own words, in the two languages of messages; Arabic counts with its plural forms.
//!
//! It must not know findings or formats.

use crate::finding::{Severity, Standing};
use crate::language::counted::Counted;
use crate::policy::model::Lang;

/// A counted noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noun {
    english: [&'static str; 2],
    /// 1 with its numeral · 2 as subject · 2 after a preposition · 3–10 · 11–99 · 100, 101, 102.
    arabic: [&'static str; 6],
}

/// Files.
pub const FILE: Noun = Noun {
    english: ["file", "files"],
    arabic: ["ملف واحد", "ملفان", "ملفين", "ملفات", "ملفًا", "ملف"],
};
/// Errors.
pub const ERROR: Noun = Noun {
    english: ["error", "errors"],
    arabic: ["خطأ واحد", "خطآن", "خطأين", "أخطاء", "خطأً", "خطأ"],
};
/// Warnings.
pub const WARNING: Noun = Noun {
    english: ["warning", "warnings"],
    arabic: ["تحذير واحد", "تحذيران", "تحذيرين", "تحذيرات", "تحذيرًا", "تحذير"],
};
/// Infos.
pub const INFO: Noun = Noun {
    english: ["note", "notes"],
    arabic: ["ملاحظة واحدة", "ملاحظتان", "ملاحظتين", "ملاحظات", "ملاحظة", "ملاحظة"],
};
/// What kept the job from being done as asked.
pub const TROUBLE: Noun = Noun {
    english: ["problem", "problems"],
    arabic: ["مشكلة واحدة", "مشكلتان", "مشكلتين", "مشكلات", "مشكلة", "مشكلة"],
};
/// Places in a text.
pub const PLACE: Noun = Noun {
    english: ["place", "places"],
    arabic: ["موضع واحد", "موضعان", "موضعين", "مواضع", "موضعًا", "موضع"],
};
/// Rules.
pub const RULE: Noun = Noun {
    english: ["rule", "rules"],
    arabic: ["قاعدة واحدة", "قاعدتان", "قاعدتين", "قواعد", "قاعدة", "قاعدة"],
};
/// Examples of rules.
pub const EXAMPLE: Noun = Noun {
    english: ["example", "examples"],
    arabic: ["مثال واحد", "مثالان", "مثالين", "أمثلة", "مثالًا", "مثال"],
};
/// Phrases that rules look for.
pub const PHRASE: Noun = Noun {
    english: ["phrase", "phrases"],
    arabic: ["عبارة واحدة", "عبارتان", "عبارتين", "عبارات", "عبارة", "عبارة"],
};
/// Rows of a table that are left out.
pub const MORE_ROW: Noun = Noun {
    english: ["more row", "more rows"],
    arabic: ["صف آخر", "صفان آخران", "صفين آخرين", "صفوف أخرى", "صفًا آخر", "صف آخر"],
};
/// Columns of a table that are left out.
pub const MORE_COLUMN: Noun = Noun {
    english: ["more column", "more columns"],
    arabic: ["عمود آخر", "عمودان آخران", "عمودين آخرين", "أعمدة أخرى", "عمودًا آخر", "عمود آخر"],
};

impl Noun {
    /// `n` of it: `3 files`, `11 ملفًا`.
    pub fn count(self, n: usize, lang: Lang) -> String {
        self.phrase(n, lang, 1)
    }

    /// `n` of it after a preposition: differs from [`Noun::count`] in the Arabic dual only (`بعد فحص ملفين`).
    pub fn count_after(self, n: usize, lang: Lang) -> String {
        self.phrase(n, lang, 2)
    }

    fn phrase(self, n: usize, lang: Lang, dual: usize) -> String {
        if lang == Lang::En {
            return format!("{n} {}", self.english[usize::from(n != 1)]);
        }
        match Counted::of(n as u128) {
            Counted::One => self.arabic[0].to_owned(),
            Counted::Two => self.arabic[dual].to_owned(),
            Counted::Few => format!("{n} {}", self.arabic[3]),
            Counted::Many => format!("{n} {}", self.arabic[4]),
            Counted::Hundreds => format!("{n} {}", self.arabic[5]),
        }
    }
}

/// The noun that counts findings of a severity.
pub const fn noun(severity: Severity) -> Noun {
    match severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
        Severity::Info => INFO,
    }
}

/// A text in both languages, to be picked by [`Both::get`].
#[derive(Debug, Clone, Copy)]
pub struct Both {
    en: &'static str,
    ar: &'static str,
}

impl Both {
    /// The text in `lang`.
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Ar => self.ar,
        }
    }
}

/// Names what to say or do in place of the finding.
pub const INSTEAD: Both = Both { en: "instead", ar: "البديل" };
/// Names the page that documents a rule.
pub const DOCS: Both = Both { en: "docs", ar: "الشرح" };
/// Names another place that belongs to a finding.
pub const SEE: Both = Both { en: "see", ar: "انظر" };
/// Names what made a match harmless.
pub const BECAUSE: Both = Both { en: "because of", ar: "بسبب" };
/// Marks a licensed match.
pub const ALLOWED: Both = Both { en: "allowed", ar: "مسموح" };
/// Marks something that a reader should know.
pub const NOTE: Both = Both { en: "note", ar: "للعلم" };
/// Marks what kept the job from being done.
pub const PROBLEM: Both = Both { en: "problem", ar: "تعذّر" };
/// Heads a mistake in a policy.
pub const POLICY: Both = Both { en: "policy", ar: "السياسة" };
/// Heads what is wrong with a constant in a source file.
pub const CONSTANT: Both = Both { en: "constant", ar: "الثابت" };
/// Names what to write in place of a mistake.
pub const HELP: Both = Both { en: "help", ar: "الحل" };
/// Heads the counts by rule.
pub const BY_RULE: Both = Both { en: "By rule", ar: "حسب القاعدة" };

/// Heads the column of keys.
pub const KEY: Both = Both { en: "key", ar: "المفتاح" };
/// Heads the column of names.
pub const NAME: Both = Both { en: "name", ar: "الاسم" };
/// Heads the column of values.
pub const VALUE: Both = Both { en: "value", ar: "القيمة" };
/// Heads the column of types.
pub const TYPE: Both = Both { en: "type", ar: "النوع" };
/// Heads the column of line numbers.
pub const LINE: Both = Both { en: "line", ar: "السطر" };

/// How a severity is called before a rule's id.
pub const fn severity(severity: Severity, lang: Lang) -> &'static str {
    match (severity, lang) {
        (_, Lang::En) => severity.name(),
        (Severity::Error, Lang::Ar) => "خطأ",
        (Severity::Warning, Lang::Ar) => "تحذير",
        (Severity::Info, Lang::Ar) => "ملاحظة",
    }
}

/// What a standing says of a match.
pub const fn standing(standing: Standing, lang: Lang) -> &'static str {
    match (standing, lang) {
        (Standing::Asserted, Lang::En) => "the text claims it",
        (Standing::Negated, Lang::En) => "the text denies it",
        (Standing::Forbidden, Lang::En) => "the text forbids it",
        (Standing::Quoted, Lang::En) => "the text quotes it",
        (Standing::Asked, Lang::En) => "the text asks about it",
        (Standing::Mentioned, Lang::En) => "the text only mentions it",
        (Standing::Approved, Lang::En) => "the policy approves this sentence",
        (Standing::Asserted, Lang::Ar) => "النص يَعِد به",
        (Standing::Negated, Lang::Ar) => "النص ينفيه",
        (Standing::Forbidden, Lang::Ar) => "النص يمنعه",
        (Standing::Quoted, Lang::Ar) => "النص ينقله عن غيره",
        (Standing::Asked, Lang::Ar) => "النص يسأل عنه",
        (Standing::Mentioned, Lang::Ar) => "النص يذكره فقط",
        (Standing::Approved, Lang::Ar) => "السياسة تعتمد هذه الجملة",
    }
}

/// Why files were left out, in words; a reason that is not known here is shown as it is.
pub fn skipped(reason: &str, lang: Lang) -> &str {
    match (reason, lang) {
        ("binary", Lang::Ar) => "ليست نصًا",
        ("not a document", Lang::Ar) => "ليست مستندات",
        ("not covered by the policy", Lang::Ar) => "لا تغطيها السياسة",
        ("binary", Lang::En) => "not text",
        _ => reason,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_counts_take_their_forms() {
        let said = |n| FILE.count(n, Lang::Ar);
        let cases = [
            (1, "ملف واحد"),
            (2, "ملفان"),
            (3, "3 ملفات"),
            (10, "10 ملفات"),
            (11, "11 ملفًا"),
            (99, "99 ملفًا"),
            (100, "100 ملف"),
            (102, "102 ملف"),
            (103, "103 ملفات"),
            (111, "111 ملفًا"),
            (200, "200 ملف"),
            (0, "0 ملف"),
        ];
        for (n, expected) in cases {
            assert_eq!(said(n), expected);
        }
        assert_eq!(FILE.count_after(2, Lang::Ar), "ملفين");
        assert_eq!(FILE.count_after(12, Lang::Ar), "12 ملفًا");
    }

    #[test]
    fn english_counts_take_two_forms() {
        assert_eq!(ERROR.count(0, Lang::En), "0 errors");
        assert_eq!(ERROR.count(1, Lang::En), "1 error");
        assert_eq!(ERROR.count_after(2, Lang::En), "2 errors");
    }
}
