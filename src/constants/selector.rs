//! Selectors: `path#NAME` then `.field`, `[2]`, `[key=value]`, `["name"]`, in any number.
//!
//! It must not know what the steps will meet.

use std::fmt;
use std::str::FromStr;

use super::value::Refusal;

/// Longest selector, in bytes.
const LONGEST: usize = 4096;
/// Most steps of one selector.
const MOST_STEPS: usize = 64;

/// A place in code or data.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Selector {
    /// The file, as it was written: relative, with `/`.
    pub path: String,
    /// What stands after the `#`, as it was written.
    pub text: String,
    /// Where to go in the file; the first step of a code file is a name. Empty for a whole data file (`path#.`).
    pub steps: Vec<Step>,
}

/// One step of a selector or of a field path.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// A field, key, variant or constant of this name; `@key` and `@value` are special (see [`super::Found::field`]).
    Field(String),
    /// A member of a list or tuple, 0-based.
    Index(usize),
    /// The only item whose field (itself a path) has this text as its value.
    Where(Vec<Step>, String),
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(name) => write!(f, "{name}"),
            Self::Index(i) => write!(f, "[{i}]"),
            Self::Where(field, value) => write!(f, "[{}={value}]", written(field)),
        }
    }
}

/// Steps as they are typed.
pub(super) fn written(steps: &[Step]) -> String {
    let mut out = String::new();
    for step in steps {
        if matches!(step, Step::Field(_)) && !out.is_empty() {
            out.push('.');
        }
        out.push_str(&step.to_string());
    }
    out
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.path, self.text)
    }
}

impl FromStr for Selector {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        let example = "write `path#NAME`, for example `src/sla.rs#SLA_TARGETS[id=P0].minutes`";
        if text.len() > LONGEST {
            return Err(Refusal::new(format!("the selector is longer than {LONGEST} bytes"), example));
        }
        let Some((path, name)) = text.split_once('#') else {
            return Err(Refusal::new(format!("`{text}` names no constant: there is no `#` in it"), example));
        };
        let (path, name) = (path.trim(), name.trim());
        if path.is_empty() || name.is_empty() {
            let missing = if path.is_empty() { "file before the `#`" } else { "name after the `#`" };
            return Err(Refusal::new(format!("`{text}` has no {missing}"), example));
        }
        let steps = if name == "." { Vec::new() } else { steps(name)? };
        Ok(Self { path: path.to_owned(), text: name.to_owned(), steps })
    }
}

/// Reads a path of fields, `a.b`, `[0]`, `@key`: what a column's `field` holds, or a selector after its `#`.
pub fn steps(text: &str) -> Result<Vec<Step>, Refusal> {
    let mut steps = Vec::new();
    let mut rest = text.trim();
    if rest.is_empty() {
        return Err(Refusal::new("the field is empty", "write the name of a field, `[0]`, `@key` or `@value`"));
    }
    while !rest.is_empty() {
        if steps.len() == MOST_STEPS {
            return Err(Refusal::new(format!("`{text}` has more than {MOST_STEPS} steps"), ""));
        }
        let first = steps.is_empty();
        if let Some(inside) = rest.strip_prefix('[') {
            let (step, after) = bracket(inside, text)?;
            steps.push(step);
            rest = after;
            continue;
        }
        let name = match (rest.strip_prefix('.').or_else(|| rest.strip_prefix("::")), first) {
            (Some(name), false) => name,
            (None, true) => rest,
            _ => return Err(unexpected(text, rest)),
        };
        let end = name.find(['.', '[']).unwrap_or(name.len()).min(name.find("::").unwrap_or(name.len()));
        let field = name[..end].trim();
        if field.is_empty() || field.contains(']') {
            return Err(unexpected(text, rest));
        }
        steps.push(Step::Field(field.to_owned()));
        rest = &name[end..];
    }
    Ok(steps)
}

fn unexpected(text: &str, rest: &str) -> Refusal {
    let at = text.len() - rest.len();
    Refusal::new(
        format!("`{text}` cannot be read from `{rest}` on (character {})", text[..at].chars().count() + 1),
        "after a name come `.field`, `[2]`, `[key=value]` or `[\"name\"]`",
    )
}

/// What stands in brackets, and what follows them.
fn bracket<'a>(inside: &'a str, whole: &str) -> Result<(Step, &'a str), Refusal> {
    let unclosed =
        || Refusal::new(format!("a `[` of `{whole}` is not closed"), "close it: `[2]`, `[key=value]`, `[key=\"a]b\"]`");
    if inside.starts_with(['"', '\'']) {
        let (name, after) = quoted(inside).ok_or_else(unclosed)?;
        return Ok((Step::Field(name), after.strip_prefix(']').ok_or_else(unclosed)?));
    }
    // `[[0]=P0]`: the field of a condition may be a path, so its brackets are counted.
    let (mut depth, mut equals, mut end) = (0_usize, None, None);
    for (i, c) in inside.char_indices() {
        match c {
            '=' if depth == 0 => {
                equals = Some(i);
                break;
            }
            '[' => depth += 1,
            ']' if depth == 0 => {
                end = Some(i);
                break;
            }
            ']' => depth -= 1,
            _ => {}
        }
    }
    if let Some(equals) = equals {
        if inside[..equals].contains('=') {
            let message = format!("a condition of `{whole}` holds another condition");
            return Err(Refusal::new(message, "write one after the other"));
        }
        let field = steps(&inside[..equals])?;
        let value = inside[equals + 1..].trim_start_matches('=').trim_start();
        if value.starts_with(['"', '\'']) {
            let (value, after) = quoted(value).ok_or_else(unclosed)?;
            return Ok((Step::Where(field, value), after.trim_start().strip_prefix(']').ok_or_else(unclosed)?));
        }
        let end = value.find(']').ok_or_else(unclosed)?;
        return Ok((Step::Where(field, value[..end].trim().to_owned()), &value[end + 1..]));
    }
    let end = end.ok_or_else(unclosed)?;
    let (text, after) = (inside[..end].trim(), &inside[end + 1..]);
    match text.parse() {
        Ok(index) if text.bytes().all(|b| b.is_ascii_digit()) => Ok((Step::Index(index), after)),
        _ => Err(Refusal::new(
            format!("`[{text}]` of `{whole}` is neither a place in a list nor a condition"),
            "write `[2]` (the first is 0), `[key=value]`, or a name in quotes: `[\"name\"]`",
        )),
    }
}

/// A quoted text and what follows it; `\` takes the next character as it is.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut chars = text.char_indices();
    let (_, quote) = chars.next()?;
    let mut out = String::new();
    while let Some((i, c)) = chars.next() {
        match c {
            c if c == quote => return Some((out, &text[i + c.len_utf8()..])),
            '\\' => out.push(chars.next()?.1),
            c => out.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str) -> Step {
        Step::Field(name.to_owned())
    }

    fn read(text: &str) -> Vec<Step> {
        text.parse::<Selector>().expect("a selector").steps
    }

    #[test]
    fn steps_stand_in_any_order_and_number() {
        assert_eq!(read("a.rs#SLA.P0[2].x"), [field("SLA"), field("P0"), Step::Index(2), field("x")]);
        assert_eq!(
            read("a.rs#B[id=growth_starter].price_sar"),
            [field("B"), Step::Where(vec![field("id")], "growth_starter".to_owned()), field("price_sar")]
        );
        assert_eq!(read("a.rs#sla::Sla::P0"), read("a.rs#sla.Sla.P0"));
        assert_eq!(
            read("a.json#[[0]=\"a]b\"][\"x.y\"].@key"),
            [Step::Where(vec![Step::Index(0)], "a]b".to_owned()), field("x.y"), field("@key")]
        );
        assert_eq!(read("a.json#."), []);
        assert_eq!(read("a.yaml# أسعار.باقة "), [field("أسعار"), field("باقة")]);
    }

    #[test]
    fn what_cannot_be_read_says_where_and_what_to_write() {
        let message = |text: &str| text.parse::<Selector>().expect_err("not a selector").message;
        assert_eq!(message("a.rs"), "`a.rs` names no constant: there is no `#` in it");
        assert_eq!(message("#A"), "`#A` has no file before the `#`");
        assert_eq!(message("a.rs#"), "`a.rs#` has no name after the `#`");
        assert_eq!(message("a.rs#A..b"), "`A..b` cannot be read from `..b` on (character 2)");
        assert_eq!(message("a.rs#A[2"), "a `[` of `A[2` is not closed");
        assert_eq!(message("a.rs#A[-1]"), "`[-1]` of `A[-1]` is neither a place in a list nor a condition");
        assert_eq!(message("a.rs#A[x='b"), "a `[` of `A[x='b` is not closed");
        assert!(message(&format!("a#{}", "a.".repeat(70))).ends_with("more than 64 steps"));
        assert!(message(&"a".repeat(5000)).starts_with("the selector is longer"));
        assert!(message("a#b[[[[[[=2]").contains("not closed"));
    }

    #[test]
    fn a_selector_is_written_as_it_was_read() {
        let selector: Selector = "a.rs#A[id=x].b[0]".parse().expect("a selector");
        assert_eq!(selector.to_string(), "a.rs#A[id=x].b[0]");
        assert_eq!(written(&selector.steps), "A[id=x].b[0]");
    }
}
