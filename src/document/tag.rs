//! HTML element and attribute names, and what they mean for reading: which begin a block, which hold one, which only mark
//! words. It must not know how a document is built.

use super::BlockKind;

/// An element, as far as reading depends on it. Elements that change nothing (`span`, `a`, custom ones) are [`Tag::Other`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Tag {
    Other,
    /// Begins and ends a block and is nothing more: `address`, `body`, `template`.
    Break,
    /// Stands between words and takes room: `img`, `input`, `video`.
    Object,
    Input,
    Hr,
    Br,
    Meta,
    Script,
    Style,
    Bold,
    Strong,
    Em,
    Italic,
    Del,
    S,
    Strike,
    Code,
    Kbd,
    Samp,
    Var,
    Tt,
    P,
    Div,
    Section,
    Article,
    Aside,
    Header,
    Footer,
    Nav,
    Main,
    Form,
    Fieldset,
    Details,
    Dialog,
    Blockquote,
    Ul,
    Ol,
    Dl,
    Select,
    Optgroup,
    Li,
    Dt,
    Dd,
    Option,
    Table,
    Caption,
    Thead,
    Tbody,
    Tr,
    Td,
    Th,
    H1,
    H2,
    H3,
    H4,
    H5,
    H6,
    Pre,
    Xmp,
    Textarea,
    Button,
    Label,
    Legend,
    Figcaption,
    Summary,
    Title,
    Svg,
    SvgText,
    SvgTitle,
    Tspan,
    ForeignObject,
    Footnote,
}

/// How many tags there are, for tables by tag.
pub(super) const TAGS: usize = Tag::Footnote as usize + 1;

impl Tag {
    /// The tag of a lower-case name, inside SVG or not.
    pub(super) fn of(name: &[u8], in_svg: bool) -> Self {
        if in_svg {
            match name {
                b"title" | b"desc" => return Self::SvgTitle,
                b"text" => return Self::SvgText,
                b"tspan" => return Self::Tspan,
                b"foreignobject" => return Self::ForeignObject,
                _ => {}
            }
        }
        match name {
            b"b" => Self::Bold,
            b"strong" => Self::Strong,
            b"em" => Self::Em,
            b"i" => Self::Italic,
            b"del" => Self::Del,
            b"s" => Self::S,
            b"strike" => Self::Strike,
            b"code" => Self::Code,
            b"kbd" => Self::Kbd,
            b"samp" => Self::Samp,
            b"var" => Self::Var,
            b"tt" => Self::Tt,
            b"br" => Self::Br,
            b"hr" => Self::Hr,
            b"p" => Self::P,
            b"div" => Self::Div,
            b"section" => Self::Section,
            b"article" => Self::Article,
            b"aside" => Self::Aside,
            b"header" => Self::Header,
            b"footer" => Self::Footer,
            b"nav" => Self::Nav,
            b"main" => Self::Main,
            b"form" => Self::Form,
            b"fieldset" => Self::Fieldset,
            b"details" => Self::Details,
            b"dialog" => Self::Dialog,
            b"blockquote" => Self::Blockquote,
            b"ul" | b"menu" | b"dir" => Self::Ul,
            b"ol" => Self::Ol,
            b"dl" => Self::Dl,
            b"select" | b"datalist" => Self::Select,
            b"optgroup" => Self::Optgroup,
            b"li" => Self::Li,
            b"dt" => Self::Dt,
            b"dd" => Self::Dd,
            b"option" => Self::Option,
            b"table" => Self::Table,
            b"caption" => Self::Caption,
            b"thead" => Self::Thead,
            b"tbody" | b"tfoot" => Self::Tbody,
            b"tr" => Self::Tr,
            b"td" => Self::Td,
            b"th" => Self::Th,
            b"h1" => Self::H1,
            b"h2" => Self::H2,
            b"h3" => Self::H3,
            b"h4" => Self::H4,
            b"h5" => Self::H5,
            b"h6" => Self::H6,
            b"pre" | b"listing" => Self::Pre,
            b"xmp" | b"plaintext" => Self::Xmp,
            b"textarea" => Self::Textarea,
            b"button" => Self::Button,
            b"label" => Self::Label,
            b"legend" => Self::Legend,
            b"figcaption" => Self::Figcaption,
            b"summary" => Self::Summary,
            b"title" => Self::Title,
            b"svg" => Self::Svg,
            b"script" => Self::Script,
            b"style" => Self::Style,
            b"meta" => Self::Meta,
            b"input" => Self::Input,
            b"img" | b"video" | b"audio" | b"iframe" | b"object" | b"embed" | b"canvas" | b"math" | b"progress"
            | b"meter" => Self::Object,
            b"address" | b"body" | b"center" | b"figure" | b"frameset" | b"head" | b"hgroup" | b"html"
            | b"noframes" | b"noscript" | b"search" | b"template" | b"marquee" => Self::Break,
            _ => Self::Other,
        }
    }

    /// Heading of a level; levels outside 1 to 6 count as 6.
    pub(super) const fn heading(level: u8) -> Self {
        match level {
            1 => Self::H1,
            2 => Self::H2,
            3 => Self::H3,
            4 => Self::H4,
            5 => Self::H5,
            _ => Self::H6,
        }
    }

    /// Marks words and holds no block: emphasis, code, what is struck out.
    pub(super) const fn is_inline(self) -> bool {
        self.is_emphasis() || self.is_code() || self.is_struck()
    }

    pub(super) const fn is_struck(self) -> bool {
        matches!(self, Self::Del | Self::S | Self::Strike)
    }

    pub(super) const fn is_emphasis(self) -> bool {
        matches!(self, Self::Bold | Self::Strong | Self::Em | Self::Italic)
    }

    pub(super) const fn is_code(self) -> bool {
        matches!(self, Self::Code | Self::Kbd | Self::Samp | Self::Var | Self::Tt)
    }

    pub(super) const fn is_heading(self) -> bool {
        matches!(self, Self::H1 | Self::H2 | Self::H3 | Self::H4 | Self::H5 | Self::H6)
    }

    pub(super) const fn is_cell(self) -> bool {
        matches!(self, Self::Td | Self::Th)
    }

    pub(super) const fn is_list(self) -> bool {
        matches!(self, Self::Ul | Self::Ol | Self::Dl | Self::Select)
    }

    /// The kind of the text directly inside; `None` leaves the surrounding kind.
    pub(super) const fn kind(self) -> Option<BlockKind> {
        Some(match self {
            Self::H1 => BlockKind::Heading(1),
            Self::H2 => BlockKind::Heading(2),
            Self::H3 => BlockKind::Heading(3),
            Self::H4 => BlockKind::Heading(4),
            Self::H5 => BlockKind::Heading(5),
            Self::H6 => BlockKind::Heading(6),
            Self::Li | Self::Dd | Self::Option => BlockKind::Item,
            Self::Dt | Self::Summary => BlockKind::Term,
            Self::Td | Self::Th => BlockKind::Cell,
            Self::Caption | Self::Button | Self::Label | Self::Legend | Self::Figcaption => BlockKind::Label,
            Self::Pre | Self::Xmp => BlockKind::Code,
            Self::Title => BlockKind::Title,
            Self::Table | Self::Textarea | Self::SvgText | Self::Footnote | Self::ForeignObject => BlockKind::Paragraph,
            _ => return None,
        })
    }

    /// Containers that are numbered as groups.
    pub(super) const fn is_group(self) -> bool {
        matches!(
            self,
            Self::Section
                | Self::Article
                | Self::Li
                | Self::Div
                | Self::Td
                | Self::Th
                | Self::Aside
                | Self::Header
                | Self::Footer
                | Self::Nav
                | Self::Main
                | Self::Form
                | Self::Details
                | Self::Fieldset
                | Self::Blockquote
                | Self::Dl
                | Self::Ul
                | Self::Ol
                | Self::Table
                | Self::Tr
        )
    }

    /// A heading inside does not reach beyond the end of these.
    pub(super) const fn is_scope(self) -> bool {
        matches!(
            self,
            Self::Section
                | Self::Article
                | Self::Aside
                | Self::Nav
                | Self::Main
                | Self::Footer
                | Self::Details
                | Self::Dialog
                | Self::Fieldset
                | Self::Blockquote
                | Self::Li
                | Self::Dd
                | Self::Td
                | Self::Th
                | Self::Footnote
        )
    }

    /// A paragraph before the beginning or the end of these does not introduce a list after it.
    pub(super) const fn is_apart(self) -> bool {
        matches!(
            self,
            Self::Section
                | Self::Article
                | Self::Aside
                | Self::Nav
                | Self::Main
                | Self::Footer
                | Self::Form
                | Self::Dialog
        )
    }

    /// Elements through which an end tag, or an implied end, of something else does not reach.
    pub(super) const fn is_barrier(self) -> bool {
        self.is_cell()
            || matches!(self, Self::Table | Self::Caption | Self::Button | Self::Select | Self::ForeignObject)
    }
}

/// An attribute that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attr {
    Alt,
    Title,
    AriaLabel,
    AriaDescription,
    Placeholder,
    Label,
    Value,
    Summary,
    Type,
    Name,
    Property,
    Itemprop,
    Content,
    Colspan,
    Rowspan,
    X,
    Dy,
}

impl Attr {
    /// The attribute of a lower-case name.
    pub(super) fn of(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"alt" => Self::Alt,
            b"title" => Self::Title,
            b"aria-label" => Self::AriaLabel,
            b"aria-description" => Self::AriaDescription,
            b"placeholder" => Self::Placeholder,
            b"label" => Self::Label,
            b"value" => Self::Value,
            b"summary" => Self::Summary,
            b"type" => Self::Type,
            b"name" => Self::Name,
            b"property" => Self::Property,
            b"itemprop" => Self::Itemprop,
            b"content" => Self::Content,
            b"colspan" => Self::Colspan,
            b"rowspan" => Self::Rowspan,
            b"x" => Self::X,
            b"dy" => Self::Dy,
            _ => return None,
        })
    }

    /// The name in lower case, where people see or hear the value on every element; `None` for the others.
    pub(super) const fn seen(self) -> Option<&'static str> {
        Some(match self {
            Self::Alt => "alt",
            Self::Title => "title",
            Self::AriaLabel => "aria-label",
            Self::AriaDescription => "aria-description",
            Self::Placeholder => "placeholder",
            _ => return None,
        })
    }
}
