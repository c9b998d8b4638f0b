//! The classes of a Python file whose calls are values: dataclasses, named tuples, whatever lists its fields.

use tree_sitter::Node;

use super::Python;
use crate::constants::tree::{children, field};

/// A class.
#[derive(Debug, Default)]
pub(super) struct Class<'a> {
    /// Fields in the order of positional arguments.
    pub(super) fields: Vec<&'a str>,
    /// Fields that the class gives a value to which a call may leave out.
    pub(super) defaults: Vec<&'a str>,
    /// Fields come from elsewhere, too, so that positions mean nothing.
    pub(super) inherits: bool,
}

pub(super) fn collect(python: &mut Python<'_>, tops: &[Node<'_>]) {
    for top in tops {
        let definition = if top.kind() == "decorated_definition" { field(*top, "definition") } else { Some(*top) };
        let Some(definition) = definition.filter(|d| d.kind() == "class_definition") else { continue };
        let (Some(name), Some(body)) = (field(definition, "name"), field(definition, "body")) else { continue };
        let mut class = Class::default();
        for base in field(definition, "superclasses").map_or_else(Vec::new, children) {
            let base = python.lower.text(base).rsplit('.').next().unwrap_or_default();
            class.inherits |= !matches!(base, "NamedTuple" | "object" | "BaseModel" | "Struct" | "TypedDict" | "ABC");
        }
        for part in children(body) {
            if part.kind() == "function_definition" {
                let is_init = field(part, "name").is_some_and(|n| python.lower.text(n) == "__init__");
                if let (true, Some(parameters)) = (is_init, field(part, "parameters")) {
                    class.fields = parameter_names(python, parameters);
                    class.defaults.clear();
                    class.inherits = false;
                    break;
                }
                continue;
            }
            for assignment in children(part).into_iter().filter(|a| a.kind() == "assignment") {
                let (Some(target), Some(kind)) = (field(assignment, "left"), field(assignment, "type")) else {
                    continue;
                };
                if target.kind() != "identifier" || python.lower.text(kind).contains("ClassVar") {
                    continue;
                }
                class.fields.push(python.lower.text(target));
                if field(assignment, "right").is_some() {
                    class.defaults.push(python.lower.text(target));
                }
            }
        }
        python.classes.insert(python.lower.text(name), class);
    }
}

/// The parameters that positional arguments fill, without `self`.
fn parameter_names<'a>(python: &Python<'a>, parameters: Node<'_>) -> Vec<&'a str> {
    let mut names = Vec::new();
    for parameter in children(parameters).into_iter().skip(1) {
        let name = match parameter.kind() {
            "identifier" => Some(parameter),
            "default_parameter" | "typed_default_parameter" => field(parameter, "name"),
            "typed_parameter" => children(parameter).into_iter().next(),
            _ => break,
        };
        names.extend(name.map(|n| python.lower.text(n)));
    }
    names
}
