//! The page of one rule. It must not know how a rule is run.

use std::io::{self, Write};

use super::level;
use crate::cli::say;
use crate::policy::model::{Example, Forbid, Frame, Lang, Located, Policy, Profile, Require, RuleBody, RuleSpec, Tone};
use crate::report::visible::{isolate, one_line};
use crate::report::{View, wording};
use crate::source::lines::LineIndex;

/// How many examples of each sort are shown where not all are asked for.
const FEW: usize = 3;

/// Writes what is known of a rule; texts in the reader's language first, then in the other. Phrases are counted and
/// examples are few, unless `full`.
pub(super) fn write(
    rule: &RuleSpec,
    policy: &Policy,
    full: bool,
    view: &View<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let lang = view.lang;
    let mut page = Page { view, out };
    writeln!(page.out, "{}", one_line(&rule.id.value))?;
    let mut levels = level(rule.level, lang).to_owned();
    let internal = rule.level_for(Profile::Internal);
    if internal != rule.level {
        let files = say(lang, "internal files", "الملفات الداخلية");
        levels = format!("{levels} ({files}: {})", level(internal, lang));
    }
    page.fact(say(lang, "level", "المستوى"), &levels)?;
    page.fact(say(lang, "kind", "النوع"), &format!("{} · {}", rule.body.kind(), about(&rule.body, lang)))?;
    page.fact(say(lang, "applies to", "تسري على"), &scope(&rule.body, policy, lang))?;
    if let Some(file) = policy.files.get(rule.id.file) {
        let line = LineIndex::new(&*file.text).position(rule.id.span.start).line;
        page.fact(say(lang, "defined in", "معرّفة في"), &format!("{}:{line}", file.name))?;
    }
    let both = |text: &crate::policy::model::Text| match lang {
        Lang::Ar => [text.ar.clone(), text.en.clone()],
        Lang::En => [text.en.clone(), text.ar.clone()],
    };
    page.section(say(lang, "Why", "السبب"), &both(&rule.why))?;
    page.section(say(lang, "Instead", "البديل"), &both(&rule.instead))?;
    page.section(say(lang, "Decided", "ما تقرر"), &both(&rule.note))?;
    match &rule.body {
        // What is asked for is the rule; what is looked for may be hundreds of phrases.
        RuleBody::Require(require) => page.require(require)?,
        RuleBody::Forbid(forbid) if full => page.forbid(forbid)?,
        RuleBody::Tone(tone) if full => page.tone(tone)?,
        RuleBody::Forbid(_) | RuleBody::Tone(_) => {}
        RuleBody::Table(_) | RuleBody::List(_) | RuleBody::Value(_) => page.bound(&rule.body)?,
    }
    let (bad, good) = (&rule.examples.bad, &rule.examples.good);
    let texts = |examples: &[Example], sign| -> Vec<String> {
        let line = |e: &Example| format!("{sign} {}", one_line(e.text.value.trim()));
        if full {
            return examples.iter().map(line).collect();
        }
        let (first, second): (Vec<&Example>, Vec<&Example>) =
            examples.iter().partition(|e| is_arabic(&e.text.value) == (lang == Lang::Ar));
        first.into_iter().chain(second).take(FEW).map(line).collect()
    };
    page.section(say(lang, "Found in", "تجدها في"), &texts(bad, "✗"))?;
    page.section(say(lang, "Not found in", "لا تجدها في"), &texts(good, "✓"))?;
    let phrases = phrases(&rule.body);
    if full || (phrases == 0 && bad.len() <= FEW && good.len() <= FEW) {
        return Ok(());
    }
    let (phrases, examples) =
        (wording::PHRASE.count(phrases, lang), wording::EXAMPLE.count(bad.len() + good.len(), lang));
    page.line(&match lang {
        Lang::En => format!("{phrases} and {examples} in all: `poslock explain {} --full` shows them", rule.id.value),
        Lang::Ar => format!("المجموع {phrases} و{examples}. لعرضها كلها: `poslock explain {} --full`", rule.id.value),
    })
}

fn is_arabic(text: &str) -> bool {
    text.chars().any(|c| ('\u{0600}'..='\u{06FF}').contains(&c))
}

/// How many phrases and expressions a rule looks for that it does not show by itself.
fn phrases(body: &RuleBody) -> usize {
    match body {
        RuleBody::Forbid(forbid) => forbid.frames.iter().map(|f| f.phrases.len() + f.regex.len()).sum(),
        RuleBody::Tone(tone) => tone.prefer.len() + tone.avoid.len(),
        RuleBody::Require(_) | RuleBody::Table(_) | RuleBody::List(_) | RuleBody::Value(_) => 0,
    }
}

fn about(body: &RuleBody, lang: Lang) -> &'static str {
    match body {
        RuleBody::Forbid(_) => say(lang, "what may not be said", "ما لا يجوز قوله"),
        RuleBody::Require(_) => say(lang, "what must be there", "ما يجب وجوده"),
        RuleBody::Tone(_) => say(lang, "how it should sound", "كيف ينبغي أن تكون النبرة"),
        RuleBody::Table(_) => say(lang, "a table that agrees with the code", "جدول يوافق الشيفرة"),
        RuleBody::List(_) => say(lang, "a list that agrees with the code", "قائمة توافق الشيفرة"),
        RuleBody::Value(_) => say(lang, "a value that agrees with the code", "قيمة توافق الشيفرة"),
    }
}

/// The names of content sets with their globs, and globs as they are.
fn scope(body: &RuleBody, policy: &Policy, lang: Lang) -> String {
    let within = body.within();
    if within.is_empty() {
        let files = matches!(body, RuleBody::Require(require) if !require.files_all.is_empty() || !require.files_any.is_empty());
        let everything = say(lang, "every document that is read", "كل مستند يُقرأ");
        return if files { say(lang, "the whole tree", "الشجرة كلها") } else { everything }.to_owned();
    }
    let named = |name: &Located<String>| match policy.content.get(&name.value) {
        Some(content) => format!("{} ({})", name.value, content.files.join(", ")),
        None => name.value.clone(),
    };
    within.iter().map(named).collect::<Vec<_>>().join(", ")
}

struct Page<'a> {
    view: &'a View<'a>,
    out: &'a mut dyn Write,
}

impl Page<'_> {
    fn fact(&mut self, label: &str, value: &str) -> io::Result<()> {
        writeln!(self.out, "  {label}: {}", isolate(&one_line(value), self.view.terminal))
    }

    /// A line of its own, after a blank one.
    fn line(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.out, "\n  {}", isolate(&one_line(line), self.view.terminal))
    }

    /// A heading and its lines; nothing where there is no line.
    fn section(&mut self, heading: &str, lines: &[String]) -> io::Result<()> {
        if lines.iter().all(String::is_empty) {
            return Ok(());
        }
        writeln!(self.out, "\n  {heading}")?;
        for line in lines.iter().filter(|line| !line.is_empty()) {
            writeln!(self.out, "    {}", isolate(&one_line(line), self.view.terminal))?;
        }
        Ok(())
    }

    fn forbid(&mut self, forbid: &Forbid) -> io::Result<()> {
        for frame in &forbid.frames {
            self.frame(frame)?;
        }
        let lang = self.view.lang;
        let standings: Vec<String> =
            forbid.standing.iter().map(|s| format!("{} · {}", s.name(), wording::standing(*s, lang))).collect();
        self.section(say(lang, "A finding only where", "تُحسب مخالفة فقط حين"), &standings)
    }

    fn frame(&mut self, frame: &Frame) -> io::Result<()> {
        let lang = self.view.lang;
        self.section(say(lang, "Phrases", "العبارات"), &values(&frame.phrases))?;
        self.section(say(lang, "Patterns", "الأنماط"), &values(&frame.regex))?;
        self.section(say(lang, "Unless in the same clause", "إلا إن ورد في الجملة نفسها"), &values(&frame.unless))?;
        self.section(say(lang, "Unless in the same block", "إلا إن ورد في الفقرة نفسها"), &values(&frame.unless_block))
    }

    fn require(&mut self, require: &Require) -> io::Result<()> {
        let lang = self.view.lang;
        let under: Vec<String> = require.under.iter().map(|u| u.value.clone()).collect();
        self.section(say(lang, "Under the heading", "تحت العنوان"), &under)?;
        self.section(say(lang, "All of", "كل من"), &values(&require.all))?;
        self.section(say(lang, "One of", "واحد من"), &values(&require.any))?;
        self.section(say(lang, "All of these files", "كل هذه الملفات"), &values(&require.files_all))?;
        self.section(say(lang, "One of these files", "واحد من هذه الملفات"), &values(&require.files_any))
    }

    /// Where it stands in the document, and the constants that it must agree with.
    fn bound(&mut self, body: &RuleBody) -> io::Result<()> {
        let lang = self.view.lang;
        let place = match body {
            RuleBody::Table(table) => Some(&table.place),
            RuleBody::List(list) => Some(&list.place),
            _ => None,
        };
        let under: Vec<String> = place.and_then(|p| p.under.as_ref()).map(|u| u.value.clone()).into_iter().collect();
        self.section(say(lang, "Under the heading", "تحت العنوان"), &under)?;
        if let RuleBody::Value(value) = body {
            self.section(say(lang, "Phrases", "العبارات"), std::slice::from_ref(&value.phrase.value))?;
        }
        self.section(say(lang, "Agrees with", "توافق"), &values(body.constants()))
    }

    fn tone(&mut self, tone: &Tone) -> io::Result<()> {
        let lang = self.view.lang;
        self.section(say(lang, "Preferred", "المفضّل"), &values(&tone.prefer))?;
        self.section(say(lang, "To avoid", "ما يُتجنّب"), &values(&tone.avoid))?;
        let least: Vec<String> = tone.at_least.iter().map(|score| format!("{score}/100")).collect();
        self.section(say(lang, "Least tone score", "أدنى درجة للنبرة"), &least)
    }
}

fn values(located: &[Located<String>]) -> Vec<String> {
    located.iter().map(|l| l.value.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Severity, Span};
    use crate::policy::model::{Content, ExampleFormat, Level, PolicyFile};
    use crate::report::corpus;

    fn page(rule: usize, lang: Lang, full: bool) -> String {
        let mut policy = Policy { rules: corpus::rules(), ..Policy::default() };
        let text = "rules:\n  - id: guaranteed-results/promise\n";
        policy.files.push(PolicyFile { name: "dealix/claims.yaml".to_owned(), text: text.into(), built_in: true });
        let files = vec!["landing/**/*.html".to_owned()];
        policy.content.insert("landing".to_owned(), Content { files, profile: Profile::Public });
        let first = &mut policy.rules[0];
        (first.id.span, first.internal) = (Span::new(15, 41), Some(Level::On(Severity::Warning)));
        if let RuleBody::Forbid(forbid) = &mut first.body {
            let at = |value: &str| Located { value: value.to_owned(), file: 0, span: Span::default() };
            forbid.within = vec![at("landing"), at("docs/*.md")];
        }
        if !full {
            let more = ["مبيعات مضمونة", "أرباح مضمونة", "sales guaranteed", "customers guaranteed"];
            let at = |text: &str| Located { value: text.to_owned(), file: 0, span: Span::default() };
            let example = |text: &&str| Example { text: at(text), format: ExampleFormat::Markdown };
            first.examples.bad.extend(more.iter().map(example));
        }
        let mut out = Vec::new();
        write(&policy.rules[rule], &policy, full, &View { lang, ..View::default() }, &mut out)
            .expect("a vector takes everything");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn a_rule_is_explained_in_both_languages() {
        let expected = "\
guaranteed-results/promise
  level: error (internal files: warning)
  kind: forbid · what may not be said
  applies to: landing (landing/**/*.html), docs/*.md
  defined in: dealix/claims.yaml:2

  Why
    Nobody can promise results.
    لا أحد يملك ضمان النتائج.

  Instead
    a Proof Pack with the numbers
    Proof Pack بالأرقام

  Phrases
    نضمن [لك|لكم] .. <outcome>

  Unless in the same clause
    على مسؤوليتك

  A finding only where
    asserted · the text claims it

  Found in
    ✗ نضمن لك مبيعات

  Not found in
    ✓ لا نضمن نتائج
";
        assert_eq!(page(0, Lang::En, true), expected);
        let arabic = page(0, Lang::Ar, true);
        assert!(arabic.find("لا أحد يملك") < arabic.find("Nobody can"), "{arabic}");
    }

    #[test]
    fn few_examples_are_shown_in_the_readers_language_first_and_the_rest_is_counted() {
        let english = page(0, Lang::En, false);
        assert!(english.contains("  Why\n    Nobody can") && !english.contains("Phrases"), "{english}");
        let found =
            "  Found in\n    ✗ sales guaranteed\n    ✗ customers guaranteed\n    ✗ نضمن لك مبيعات\n\n  Not found in\n";
        assert!(english.contains(found), "{english}");
        let counted =
            "\n  1 phrase and 6 examples in all: `poslock explain guaranteed-results/promise --full` shows them\n";
        assert!(english.ends_with(counted), "{english}");
        let arabic = page(0, Lang::Ar, false);
        assert!(arabic.contains("✗ أرباح مضمونة\n\n"), "{arabic}");
        assert!(
            arabic.ends_with(
                "المجموع عبارة واحدة و6 أمثلة. لعرضها كلها: `poslock explain guaranteed-results/promise --full`\n"
            ),
            "{arabic}"
        );
    }

    #[test]
    fn required_files_are_listed() {
        let text = page(3, Lang::En, false);
        assert!(
            text.contains("applies to: the whole tree") && text.contains("All of these files\n    missing.md"),
            "{text}"
        );
    }
}
