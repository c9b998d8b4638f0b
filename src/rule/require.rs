//! `require`: text and files that must be there.
//!
//! It must not read the disk: a file is there if it is among the documents of the run.

use std::collections::HashSet;
use std::ops::Range;

use crate::finding::{Finding, Position, Related, Severity, Span, Standing};
use crate::policy::model::{Lang, Level, Located, Policy, Profile, RuleBody, RuleSpec, Text};
use crate::policy::nearest::nearest;
use crate::rule::outline::{heading_key, heading_span, in_section, no_heading, sections_under, written_at};
use crate::rule::reader::Wanted;
use crate::rule::scope::{Entry, Scope, globs, is_glob};
use crate::rule::wording::{Wordings, folded_blocks};
use crate::rule::{Context, Page, Place, Rule, Sink, Tree, finding};

/// All `require` rules of a policy.
#[derive(Debug)]
pub struct Requires {
    rules: Vec<Compiled>,
}

#[derive(Debug)]
struct Compiled {
    /// Index into [`Policy::rules`].
    rule: usize,
    scope: Scope,
    /// The heading as written, and as it is compared.
    under: Option<(String, String)>,
    all: Wordings,
    any: Wordings,
    files_all: Vec<Located<String>>,
    files_any: Vec<Located<String>>,
}

impl Requires {
    /// Compiles the `require` rules of a policy; rules that are off everywhere are left out.
    pub fn new(policy: &Policy, wanted: &mut Wanted<'_>) -> Self {
        let mut needles = |phrases: &[Located<String>]| Wordings::new(phrases, wanted);
        let compile = |(rule, spec): (usize, &RuleSpec)| match &spec.body {
            RuleBody::Require(require) if spec.level != Level::Off => Some(Compiled {
                rule,
                scope: Scope::new(policy, &require.within),
                under: require.under.as_ref().map(|u| (u.value.clone(), heading_key(&u.value))),
                all: needles(&require.all),
                any: needles(&require.any),
                files_all: require.files_all.clone(),
                files_any: require.files_any.clone(),
            }),
            _ => None,
        };
        Self { rules: policy.rules.iter().enumerate().filter_map(compile).collect() }
    }
}

impl Rule for Requires {
    fn check(&self, page: &Page<'_>, cx: &Context<'_>, sink: &mut Sink) {
        for compiled in &self.rules {
            let has_phrases = !(compiled.all.is_empty() && compiled.any.is_empty());
            if let Level::On(severity) = cx.policy.rules[compiled.rule].level_for(page.profile)
                && has_phrases
                && compiled.scope.covers(&page.document.path)
            {
                compiled.check(severity, page, cx, sink);
            }
        }
    }

    fn finish(&self, tree: &Tree<'_>, cx: &Context<'_>, sink: &mut Sink) {
        if !tree.whole {
            return;
        }
        for compiled in &self.rules {
            if let Level::On(severity) = cx.policy.rules[compiled.rule].level_for(Profile::Public) {
                compiled.finish(severity, tree, cx, sink);
            }
        }
    }
}

impl Compiled {
    fn check(&self, severity: Severity, page: &Page<'_>, cx: &Context<'_>, sink: &mut Sink) {
        let document = page.document;
        let mut blocks = folded_blocks(page);
        let mut place = Span::default();
        if let Some((written, key)) = &self.under {
            let inside = sections_under(document, key);
            let Some(heading) = inside.iter().position(|i| *i).and_then(|s| document.sections[s].heading) else {
                let text = no_heading(document, written);
                sink.findings.push(self.speak(
                    page.finding(self.rule, place, severity, Standing::Asserted, None, cx),
                    &text,
                    cx,
                ));
                return;
            };
            blocks.retain(|(id, _)| in_section(document, &inside, *id));
            place = heading_span(document, heading);
        }
        let inside = |place: &Range<usize>| blocks.iter().any(|(_, b)| b.start <= place.start && place.end <= b.end);
        let standing = |wordings: &Wordings| -> HashSet<usize> {
            wordings.places(page).into_iter().filter(|(_, place)| inside(place)).map(|(i, _)| i).collect()
        };
        let all = standing(&self.all);
        let mut missing: Vec<Text> = Vec::new();
        for (i, written) in self.all.written.iter().enumerate() {
            if !all.contains(&i) {
                missing.push(Text {
                    ar: format!("لا توجد هنا عبارة «{written}»"),
                    en: format!("`{written}` is missing here"),
                });
            }
        }
        if !self.any.is_empty() && standing(&self.any).is_empty() {
            let written = &self.any.written;
            missing.push(Text {
                ar: format!("لا توجد هنا أي من: «{}»", written.join("»، «")),
                en: format!("none of `{}` stands here", written.join("`, `")),
            });
        }
        for text in missing {
            let found = page.finding(self.rule, place, severity, Standing::Asserted, None, cx);
            sink.findings.push(self.speak(found, &text, cx));
        }
    }

    fn finish(&self, severity: Severity, tree: &Tree<'_>, cx: &Context<'_>, sink: &mut Sink) {
        for entry in self.scope.entries.iter().filter(|e| !tree.paths.iter().any(|p| e.covers(p))) {
            sink.findings.push(self.nothing_matches(entry, severity, tree, cx));
        }
        let there = |file: &Located<String>| {
            let set = globs(std::slice::from_ref(&file.value));
            tree.paths.iter().any(|p| set.is_match(p))
        };
        for file in self.files_all.iter().filter(|f| !there(f)) {
            sink.findings.push(self.no_file(file, severity, tree, cx));
        }
        if let [first, ..] = &self.files_any[..]
            && !self.files_any.iter().any(there)
        {
            let names: Vec<&str> = self.files_any.iter().map(|f| f.value.as_str()).collect();
            let text = Text {
                ar: format!("لا يوجد أي من هذه الملفات: `{}`", names.join("`، `")),
                en: format!("none of these files is there: `{}`", names.join("`, `")),
            };
            sink.findings.push(self.about_file(first, severity, &text, cx));
        }
    }

    fn nothing_matches(&self, entry: &Entry, severity: Severity, tree: &Tree<'_>, cx: &Context<'_>) -> Finding {
        let written = &entry.written;
        if entry.is_path {
            return self.no_file(written, severity, tree, cx);
        }
        let text = Text {
            ar: format!("لا يوجد ملف يطابق `{}`، فلا شيء يُفحص بهذه القاعدة", written.value),
            en: format!("`{}` matches no document, so this rule checks nothing", written.value),
        };
        let place = written_at(written, cx.policy);
        self.speak(finding(cx, &cx.policy.rules[self.rule], place, severity, Standing::Asserted, None), &text, cx)
    }

    fn no_file(&self, file: &Located<String>, severity: Severity, tree: &Tree<'_>, cx: &Context<'_>) -> Finding {
        let path = &file.value;
        let near = nearest(path, tree.paths.iter().map(String::as_str));
        let mut text = Text {
            ar: format!("الملف `{path}` غير موجود"), en: format!("the file `{path}` is not there")
        };
        if let Some(near) = near {
            text = Text {
                ar: format!("{}؛ هل المقصود `{near}`؟", text.ar),
                en: format!("{}; did you mean `{near}`?", text.en),
            };
        }
        self.about_file(file, severity, &text, cx)
    }

    // At the file itself if it has one name, else at the policy's line.
    fn about_file(&self, file: &Located<String>, severity: Severity, text: &Text, cx: &Context<'_>) -> Finding {
        let policy_place = written_at(file, cx.policy);
        let related = Related {
            path: policy_place.path.clone(),
            start: policy_place.start,
            end: policy_place.end,
            message: say(cx.lang, "مطلوب هنا", "required here"),
        };
        let spec = &cx.policy.rules[self.rule];
        let mut found = if is_glob(&file.value) {
            finding(cx, spec, policy_place, severity, Standing::Asserted, None)
        } else {
            let path = file.value.strip_prefix("./").unwrap_or(&file.value).to_owned();
            let place = Place { path, start: Position::START, end: Position::START, text: String::new() };
            finding(cx, spec, place, severity, Standing::Asserted, None)
        };
        found.related.push(related);
        self.speak(found, text, cx)
    }

    // The fact first, then the rule's reason, if it gives one.
    fn speak(&self, mut found: Finding, text: &Text, cx: &Context<'_>) -> Finding {
        let why = cx.policy.rules[self.rule].why.get(cx.lang);
        let fact = text.get(cx.lang);
        found.message = if why.is_empty() { fact.to_owned() } else { format!("{fact}: {why}") };
        found
    }
}

fn say(lang: Lang, ar: &str, en: &str) -> String {
    match lang {
        Lang::Ar => ar.to_owned(),
        Lang::En => en.to_owned(),
    }
}

#[cfg(test)]
#[path = "require_tests.rs"]
mod tests;
