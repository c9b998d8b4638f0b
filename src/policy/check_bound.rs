//! Whether what rules bind to constants is named well: names that exist, selectors that can be read, phrases with a quantity.
//!
//! It must not read the files that selectors name.

use crate::constants::{Language, Refusal, Selector};
use crate::language::phrase::parse;
use crate::policy::bound::{has_quantity, split};
use crate::policy::check::Checker;
use crate::policy::model::Located;
use crate::policy::nearest::suggest;
use crate::policy::read::shown;

impl<'c> Checker<'c> {
    /// What `equals` names.
    pub(super) fn constants(&mut self, named: &'c [Located<String>]) {
        for name in named {
            if self.policy.constants.contains_key(&name.value) {
                continue;
            }
            if name.value.contains('#') {
                self.selector(name);
                continue;
            }
            let known = self.policy.constants.keys().map(String::as_str);
            self.issues[name.file].add_with(name.span, || {
                let near = suggest(&name.value, known);
                let help = if near.is_empty() {
                    "name a place under `constants`, or write a selector such as `src/sla.rs#SLA_TARGETS`".to_owned()
                } else {
                    near
                };
                (format!("there is no constant `{}`", shown(&name.value)), help)
            });
        }
    }

    /// A selector as a policy may write it.
    pub(super) fn selector(&mut self, written: &Located<String>) {
        if !self.wanted(written) {
            return;
        }
        let read = written.value.parse::<Selector>().and_then(|selector| place(&selector));
        if let Err(refusal) = read {
            self.issues[written.file].add(written.span, refusal.message, refusal.help);
        }
    }

    /// The phrase of a `value`: one quantity to compare.
    pub(super) fn value_phrase(&mut self, phrase: &'c Located<String>, across_group: bool) {
        self.phrase(phrase, "phrase");
        let words = &self.policy.words;
        let Ok(parsed) = parse(&phrase.value, &|name| words.contains_key(name)) else { return };
        if !has_quantity(&parsed.root) {
            let message = "the phrase holds no quantity to compare";
            let help = "write `<money>`, `<duration>`, `<percent>` or `<number>` where it stands";
            self.issues[phrase.file].add(phrase.span, message, help);
        } else if across_group && split(&parsed).is_none() {
            let message = "with `across: group` words come before the quantity: they tell which container is meant";
            self.issues[phrase.file].add(phrase.span, message, "write `Growth Starter .. <money>`");
        }
    }
}

fn place(selector: &Selector) -> Result<(), Refusal> {
    let path = &selector.path;
    let refusal = |message: String, help: &str| Err(Refusal { message, help: help.to_owned(), span: None });
    if path.starts_with('/') || path.contains(':') {
        return refusal(
            format!("the path `{path}` begins at the root of the disk"),
            "paths are relative to the folder of the policy",
        );
    }
    if path.split(['/', '\\']).any(|part| part == "..") {
        return refusal(
            format!("the path `{path}` leads out of the root"),
            "put the policy into the folder that holds all the files",
        );
    }
    if Language::of_path(path).is_none() {
        return refusal(
            format!("constants cannot be read from `{path}`: its ending names no language that is known"),
            "they are read from .rs, .py, .ts, .tsx, .js, .jsx, .mjs, .go, .json, .yaml and .toml",
        );
    }
    Ok(())
}
