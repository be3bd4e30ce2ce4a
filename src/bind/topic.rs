//! What a draft is about, as far as packs can tell.

use super::candidate::{Binder, LONG_DRAFT};
use crate::vocab;
use crate::vocab::forms;

impl Binder<'_> {
    /// Whether a draft is about what a pack is about: it names something proper of its measures; or it is so short that it
    /// names nothing at all. A source alone tells nothing: the geological survey speaks of many earthquakes.
    pub(super) fn on_topic(&self, pack: usize) -> bool {
        *self.topics[pack].get_or_init(|| {
            let sentences = self.reading.prose.sentences.len().min(400);
            let named = (0..sentences).any(|s| {
                self.reading.sentence(s).iter().any(|o| {
                    let phrase = &self.index.phrases[o.phrase as usize];
                    phrase.names() && phrase.tells() && phrase.packs.contains(&(pack as u32))
                })
            });
            named || sentences <= 3
        })
    }

    /// The latest year that a long draft speaks of: a draft without a date is no older than that, and hardly younger.
    pub(super) fn latest_year(&self) -> Option<i16> {
        *self.year.get_or_init(|| {
            let prose = self.reading.prose;
            let long = prose.sentences.len() >= LONG_DRAFT;
            let year = |t: &crate::prose::Token| {
                let word = prose.slice(t.span);
                (word.len() == 4).then(|| word.parse::<i16>().ok()).flatten().filter(|y| (1900..=2100).contains(y))
            };
            let digits = prose.tokens.iter().filter(|t| t.kind == vocab::scan::Kind::Number);
            digits.filter(|_| long).filter_map(year).max()
        })
    }

    /// Whether a word of the draft is one of a pack's name or title.
    pub(super) fn in_title(&self, pack: usize, word: &str) -> bool {
        let numbers = self.index.words.find(word);
        let folded = forms::fold(word);
        self.index.titles[pack].iter().any(|t| numbers.contains(t))
            || folded.chars().count() >= 5 && self.index.title_stems[pack].contains(&stem(&folded))
    }
}

/// The first five letters, which "Germany" and "German" share.
pub(super) fn stem(folded: &str) -> String {
    folded.chars().take(5).collect()
}
