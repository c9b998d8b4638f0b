//! The standing of a match: does the text claim it, or deny, forbid, quote, ask about or merely mention it?
//!
//! The first rule that decides wins, in the order of `docs/language.md`: cues in the clause (`inline`), then the setting of
//! the block (`setting`), then the kind of sentence. Every verdict names the words that decided. The words themselves are
//! data: the lists named in [`CUES`]. Work per match is bounded, whatever the text. It must not know documents: what lies
//! around a block comes in through [`Setting`].

mod answer;
mod inline;
mod label;
mod ma;
mod polarity;
mod sentence;
mod speaker;
mod story;
mod topic;

use std::ops::Range;

use super::fold::Folded;
use super::matcher::{Builder, Desk, Match, Matcher};
use super::passage::Passage;
use super::pattern::Tree;
use super::phrase::Phrase;
use super::words::{Script, is_cross, is_tick};
use crate::finding::Standing;

macro_rules! cues {
    ($($field:ident $name:literal $about:literal,)+) => {
        /// The cue lists, each with what its words do. A policy may add to them under `cues`.
        pub const CUES: &[(&str, &str)] = &[$(($name, $about),)+];

        /// The cue lists, compiled.
        #[derive(Debug)]
        pub struct Cues { $($field: Tree,)+ }

        impl Cues {
            /// Compiles the lists; `entries` gives the phrases of a list by its name.
            pub fn compile(builder: &mut Builder, entries: &mut dyn FnMut(&str) -> Vec<Phrase>) -> Self {
                Self { $($field: builder.aside(&entries($name)),)+ }
            }
        }
    };
}

cues! {
    light "negator" "deny what follows within 6 words",
    nominal "nominal-negator" "of the negators, those that deny a noun (بدون, without) and let a new statement pass",
    inner "inner-negator" "of the negators, those that deny the sentence they stand in, also between the words of a claim",
    strong "strong-negator" "deny or forbid what follows within 14 words",
    ma "ma" "the Arabic particle ما, a negator only before a verb",
    ma_relative "ma-relative" "words after which ما is not a negator (كل ما, قبل ما)",
    ma_what "ma-what" "begin with ما and mean what we are, give or promise (ما يميزنا): they neither deny nor forbid",
    pseudo "pseudo-negator" "look like a negator and are none (لا شك, not only)",
    why_not "why-not-we" "ask why we do not do it, which says that we do not (لماذا لا نشتري …)",
    post "post-negator" "deny or forbid what stands before them within 8 words",
    terminator "terminator" "end a negator's reach (لكن, but)",
    except "except" "turn a negation round (إلا, nothing but)",
    complement "complement" "join two clauses, so that two negators cancel out (أن, that)",
    subject "subject" "are the subject of a new statement, which a negator of a noun does not reach",
    fronting "fronting" "begin a fronted condition (بدون مراجعة لا نرسل)",
    resume "resume" "begin a new statement after a comma (نحن, we)",
    anew "states-anew" "begin a new statement behind a denial that answers (No, it won't, messages go …)",
    vocative "vocative" "call the reader: right behind a negator they end its reach at their comma (لا أحد يا غالي، …)",
    not_verb "not-a-verb" "begin with ن or أ and are no verbs (نتائج)",
    fronted "fronted-negator" "deny a whole sentence after its fronted condition (nothing, لا)",
    forbids "forbids" "a heading, label or lead-in with one of these forbids what stands under it",
    at_end "forbids-at-end" "a heading, label or lead-in that ends with one of these forbids what stands under it (we are not:)",
    open_end "open-end" "a lead-in that ends with one of these is unfinished (anyone who:): a negator in it reaches its list",
    announces "announces" "announce a list (ما يلي, the following)",
    affirms "affirms" "a heading, label or lead-in with one of these affirms what stands under it",
    clients "clients-column" "a column header that begins with one of these holds what clients say or ask (الاعتراض)",
    others "others-column" "a column header with one of these speaks of others (غيرنا, competitors)",
    ours "our-column" "a column header with one of these speaks of us; then the other columns speak of others",
    verdict_header "verdict-header" "a column header with one of these makes its cells verdicts (مسموح؟, allowed?)",
    bare_verdict "bare-verdict" "forbid the other cells of the row under such a header (لا, no)",
    offences "table-of-offences" "a column header with one of these makes its table a list of offences",
    incident_column "incident-column" "a table whose first header begins with one of these lists incidents, which nobody promises",
    incident_heading "incident-heading" "a heading, caption or lead-in with one of these stands over incidents, which nobody promises",
    held_back "held-back" "what stands before them is held back, which denies a claim with a negator of its own",
    spared "spared" "tell the reader what he need not do (فلا تنتظر): inside a claim they do not deny it",
    idle_talk "idle-talk" "deny talk as such before a colon (ما نبيع كلام:): what follows is claimed",
    continues "continues" "go on speaking of the claim after a comma (وهذا, which)",
    verdict "verdict" "a cell with one of these forbids the other cells of its row",
    approves "approves" "a cell with one of these affirms the other cells of its row",
    asks_whether "asks-whether" "a heading that begins with one of these asks, and forbids nothing under it",
    asks_what "asks-what" "of these, the beginnings that ask for a list after all (هل هناك, is there)",
    interjection "interjection" "may stand before an answer (هههه, well)",
    question "question" "begin a real question",
    no_answer "no-answer" "begin the denial that answers a question",
    yes_answer "yes-answer" "begin the answer that affirms a question",
    rhetorical "rhetorical" "begin a question that sells",
    meta "meta" "speak about wordings: what they stand beside in quotes is quoted",
    own_voice "own-voice" "the speaker's own people say it: what they are quoted with is claimed",
    former "former" "take an own voice back: it was said once, or is only supposed (كنا, used to, if)",
    refusal "refusal" "refuse the quotation that they stand right behind",
    contrast "contrast" "set a quoted wording against a better one (بدل, instead of)",
    request "request" "somebody asks for it",
    client_request "client-request" "of the requests, those that name the client who asks, also between the words of a claim",
    story "story" "begin a story about somebody else (صاحبي, a friend of mine)",
    goes_on "story-goes-on" "begin the sentence that goes on with a story (وعدوه, he)",
    clients_state "clients-state" "say how things are at the client's (لو شركتك بدون فريق): the claim that they run into is none",
    topic "topic" "begin a label that names what is asked about (سؤال عن …:, question about …:)",
    risk "risk" "it is named as a risk or an offence",
    liability "liability" "of the risk words, those that a claim may have as its object (غرامات, fines)",
    our_clients "our-clients" "name our clients, whom \"they\" behind them means",
    third_party "third-party" "somebody else says or does it",
    client_speaker "client-speaker" "a line with one of these before its colon is a client's (العميل:)",
    our_speaker "our-speaker" "a line with one of these before its colon is ours (المندوب:)",
    addressee "addressee" "others who are reached, not heard (message anyone)",
    beneficiary "beneficiary" "our own clients get it, though the words look like others' (معظم عملائنا حصلوا)",
    conditional "conditional" "it is supposed, not said (إذا وعدك أحد)",
}

/// What lies around a block, as ranges of the same folded text.
pub trait Setting {
    /// The block's own text.
    fn block(&self) -> Range<usize>;
    /// The other cells of its table row, each with the header of its column.
    fn row(&self) -> Vec<(Range<usize>, Option<Range<usize>>)>;
    /// All headers of its table.
    fn headers(&self) -> Vec<Range<usize>>;
    /// The header of its column.
    fn column(&self) -> Option<Range<usize>>;
    /// What introduces it (the line before its list, the item above a nested list), nearest first.
    fn lead_ins(&self) -> Vec<Range<usize>>;
    /// The paragraph right before its list or table, whatever it ends with.
    fn text_above(&self) -> Option<Range<usize>>;
    /// Headings above it, innermost first.
    fn headings(&self) -> Vec<Range<usize>>;
    /// Whether the block is a heading, a term or bold throughout, so that a question mark makes it a question of its own.
    fn is_title(&self) -> bool;
    /// Whether the block is a term that the blocks after it explain.
    fn is_term(&self) -> bool;
    /// Whether the block is the first cell of its row.
    fn names_row(&self) -> bool;
    /// The block behind it where it is a heading, a term or a bold line that asks.
    fn answer(&self) -> Option<Range<usize>>;
    /// A lone zero right before it («0» as a metric above its caption).
    fn zero_before(&self) -> Option<Range<usize>>;
}

/// How a match stands, and what decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The standing.
    pub standing: Standing,
    /// The rule that decided: `negator`, `heading` and so on; `claim` where nothing licensed it.
    pub rule: &'static str,
    /// The deciding words or sign, in the folded text.
    pub cue: Option<Range<usize>>,
}

impl Verdict {
    fn new(standing: Standing, rule: &'static str, cue: Range<usize>) -> Self {
        Self { standing, rule, cue: Some(cue) }
    }
}

/// Everything a verdict needs of its match.
pub struct Case<'a> {
    /// The folded text.
    pub folded: &'a Folded,
    /// The block.
    pub passage: &'a Passage,
    /// The match.
    pub found: &'a Match,
    /// Whether the claim's own words hold a negator.
    pub own_negator: bool,
}

/// Decides.
pub fn judge(matcher: &Matcher, cues: &Cues, case: &Case<'_>, setting: &dyn Setting, desk: &mut Desk) -> Verdict {
    let judge = Judge { matcher, cues, case, text: &case.folded.text };
    judge
        .inline(desk)
        .or_else(|| judge.own_mark())
        .or_else(|| judge.setting(setting, desk))
        .or_else(|| judge.sentence(setting, desk))
        .unwrap_or(Verdict { standing: Standing::Asserted, rule: "claim", cue: None })
}

/// One match before the bench.
struct Judge<'a> {
    matcher: &'a Matcher,
    cues: &'a Cues,
    case: &'a Case<'a>,
    text: &'a str,
}

impl Judge<'_> {
    /// A cross before the claim in its own block; what an arrow leads to is judged afresh.
    fn own_mark(&self) -> Option<Verdict> {
        let passage = self.case.passage;
        let first = self.case.found.words.start as u32;
        let before = passage.words.marks.iter().take_while(|m| m.word <= first).take(64);
        let mut verdict = None;
        for mark in before {
            if mark.at as usize >= self.case.found.bytes.start {
                break;
            }
            let range = mark.at as usize..mark.at as usize + mark.sign.len_utf8();
            if is_cross(mark.sign) {
                verdict = Some(Verdict::new(Standing::Forbidden, "mark", range));
            } else if is_tick(mark.sign) || matches!(mark.sign, '→' | '←' | '➜' | '⇒' | '➡') {
                verdict = None;
            }
        }
        verdict
    }

    /// Whether somebody speaks of himself in the block: a verb of the first person, or «نحن», "we".
    fn speaks(&self, desk: &mut Desk) -> bool {
        let words = &self.case.passage.words.words;
        words.iter().any(|w| w.script == Script::Arabic && inline::first_person(&self.text[w.range()]))
            || self.stands_in(&self.cues.subject, self.case.passage.range.clone(), desk).is_some()
    }

    /// Rules of the block's setting: row, column, lead-in, headings.
    fn setting(&self, setting: &dyn Setting, desk: &mut Desk) -> Option<Verdict> {
        use polarity::Polarity::{Affirms, Forbids};
        let own = setting.block();
        // A glossary's entry names a thing and claims nothing, unless somebody speaks in it («نضمن لك مبيعات»).
        if setting.is_term() && self.case.passage.len() <= 3 && !self.speaks(desk) {
            return Some(Verdict::new(Standing::Mentioned, "term", own));
        }
        // An item that affirms itself («✅ …») is not licensed by what stands above it.
        let ticked = self.text[own].trim_start().starts_with(is_tick);
        if let Some(cue) = self.clients_cell(setting, desk) {
            return Some(Verdict::new(Standing::Mentioned, "column", cue));
        }
        if let Some(column) = setting.column() {
            match self.polarity(column, desk) {
                Some((Forbids, cue)) if !ticked => return Some(Verdict::new(Standing::Forbidden, "column", cue)),
                Some((Affirms, _)) => return None,
                _ => {}
            }
        }
        if let Some(column) = setting.column() {
            if let Some(cue) = self.stands_in(&self.cues.others, column.clone(), desk) {
                return Some(Verdict::new(Standing::Mentioned, "column", cue));
            }
            let ours = |h: &Range<usize>, desk: &mut Desk| self.stands_in(&self.cues.ours, h.clone(), desk).is_some();
            let compares = !setting.names_row()
                && !ours(&column, desk)
                && setting.headers().iter().any(|h| *h != column && ours(h, desk));
            if compares {
                return Some(Verdict::new(Standing::Mentioned, "column", column));
            }
        }
        if !ticked {
            let mut forbidden = None;
            let mut approved = false;
            let names_row = setting.names_row();
            for (cell, header) in setting.row() {
                match self.row_polarity(cell, header, names_row, desk) {
                    Some((Forbids, cue)) => forbidden = forbidden.or(Some(cue)),
                    Some((Affirms, _)) => approved = true,
                    None => {}
                }
            }
            // A row with a tick and a cross compares; it judges nothing.
            match (forbidden, approved) {
                (Some(cue), false) => return Some(Verdict::new(Standing::Forbidden, "row", cue)),
                (_, true) => return None,
                (None, false) => {}
            }
        }
        if ticked {
            return None;
        }
        for header in setting.headers() {
            if let Some(cue) = self.stands_in(&self.cues.offences, header, desk) {
                return Some(Verdict::new(Standing::Mentioned, "offences", cue));
            }
        }
        if let Some(cue) = self.incident(setting, desk) {
            return Some(Verdict::new(Standing::Mentioned, "offences", cue));
        }
        if let Some(zero) = setting.zero_before() {
            return Some(Verdict::new(Standing::Negated, "zero", zero));
        }
        for lead_in in setting.lead_ins() {
            match self.lead_in_polarity(lead_in, desk) {
                Some((Forbids, cue)) => return Some(Verdict::new(Standing::Forbidden, "lead-in", cue)),
                Some((Affirms, _)) => return None,
                None => {}
            }
        }
        if let Some(cue) = setting.text_above().and_then(|above| self.announced(above, desk)) {
            return Some(Verdict::new(Standing::Forbidden, "lead-in", cue));
        }
        for heading in setting.headings() {
            match self.heading_polarity(heading, desk) {
                Some((Forbids, cue)) => return Some(Verdict::new(Standing::Forbidden, "heading", cue)),
                Some((Affirms, _)) => return None,
                None => {}
            }
        }
        None
    }
}
