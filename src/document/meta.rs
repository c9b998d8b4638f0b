//! Which `<meta>` elements and keys carry text that people see elsewhere: in search results, in previews, in answers. It must
//! not know where they stand.

/// The name under which the content of a `<meta>` is read; `None` for settings and addresses.
pub(super) fn origin(name: &str, content: &str) -> Option<String> {
    let name = name.trim().to_lowercase();
    let is_text =
        matches!(
            name.as_str(),
            "description"
                | "keywords"
                | "news_keywords"
                | "author"
                | "application-name"
                | "apple-mobile-web-app-title"
                | "abstract"
                | "subject"
                | "summary"
                | "title"
                | "name"
                | "headline"
        ) || ["twitter:", "og:", "article:", "book:", "profile:", "product:", "music:", "video:", "dc.", "dcterms."]
            .iter()
            .any(|prefix| name.starts_with(prefix));
    (is_text && !is_address(content)).then_some(name)
}

/// Whether a value is an address or a path rather than words.
pub(super) fn is_address(value: &str) -> bool {
    let value = value.trim();
    let starts = ["http://", "https://", "//", "/", "./", "../", "mailto:", "tel:", "data:", "urn:", "#"];
    !value.contains(char::is_whitespace) && starts.iter().any(|s| value.starts_with(s))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_and_settings_are_not() {
        assert_eq!(origin("OG:Title", "x").as_deref(), Some("og:title"));
        assert_eq!(origin("description", "a / b").as_deref(), Some("description"));
        for (name, value) in [("viewport", "width"), ("og:image", "https://a.sa/x.png"), ("og:url", "/x")] {
            assert_eq!(origin(name, value), None, "{name}");
        }
    }
}
