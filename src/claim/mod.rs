//! Claims: a quantity in its sentence, with subject, scope and time.

mod chain;
mod change;
mod context;
mod continued;
mod counted;
mod governed;
mod modality;
mod respectively;
mod scope;
mod shared;
mod subject;
pub mod table;
mod time;

use crate::prose::Prose;
use crate::quantity::{Amount, Numbers, Quantity};
use crate::settings::Settings;
use crate::span::Span;
use std::ops::Range;

/// What part a number plays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// It states something.
    #[default]
    Claim,
    /// It narrows another claim ("the 200-kilometer zone"), or is a target or threshold.
    Scope,
}

/// Why a claim does not simply assert its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modality {
    /// "not 421".
    Negated,
    /// "would", "could", "if".
    Hypothetical,
    /// "12.6 percent have not".
    Complement,
    /// "21,500 more".
    Difference,
}

/// What narrows a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Scope {
    /// The word that opens it: "within", "in", "between".
    pub relation: String,
    /// Its text.
    pub span: Span,
    /// Number of the claim whose quantity it holds.
    pub claim: Option<usize>,
}

/// A quantity in its sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The quantity.
    pub quantity: Quantity,
    /// The numeral.
    pub number: Span,
    /// The whole phrase; the numeral alone where unit or zone is shared.
    pub span: Span,
    /// Tokens of the phrase.
    pub tokens: Range<usize>,
    /// Number of its sentence.
    pub sentence: usize,
    /// Its own clause, as tokens.
    pub clause: Range<usize>,
    /// Claim or scope.
    pub role: Role,
    /// The noun phrases that it is about.
    pub subject: Vec<Span>,
    /// What narrows it.
    pub scope: Vec<Scope>,
    /// The time that it is stated for: "in 2021", "last year".
    pub time: Option<Span>,
    /// Why it does not simply assert its value.
    pub modality: Option<Modality>,
}

/// Makes claims of a draft's quantities, in order of the text. A claim's number is its index.
pub fn claims(prose: &Prose<'_>, numbers: &Numbers, _settings: &Settings) -> Vec<Claim> {
    let context = context::Context { prose, numbers };
    let mut claims: Vec<_> = numbers.amounts.iter().map(|amount| claim(prose, amount)).collect();
    for claim in &mut claims {
        counted::count(&context, claim);
    }
    table::head(&context, &mut claims);
    shared::share(&context, &mut claims);
    change::set(&context, &mut claims);
    for claim in &mut claims {
        claim.modality = modality::of(&context, claim);
        claim.time = time::of(&context, claim);
    }
    scope::set(&context, &mut claims);
    subject::set(&context, &mut claims);
    respectively::pair(&context, &mut claims);
    claims
}

fn claim(prose: &Prose<'_>, amount: &Amount) -> Claim {
    Claim {
        quantity: amount.quantity.clone(),
        number: amount.number,
        span: amount.span,
        tokens: amount.tokens.clone(),
        sentence: prose.sentence_of(amount.tokens.start),
        clause: prose.clause_of(amount.tokens.start),
        role: Role::Claim,
        subject: Vec::new(),
        scope: Vec::new(),
        time: None,
        modality: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{draft, quantity};
    use proptest::prelude::*;

    fn found(text: &str) -> (Vec<Claim>, String) {
        let draft = draft::read("a.txt", text.as_bytes()).unwrap();
        let prose = Prose::new(&draft);
        let settings = Settings::default();
        let numbers = quantity::find(&prose, &settings);
        (claims(&prose, &numbers, &settings), draft.text.to_string())
    }

    #[test]
    fn modality() {
        use Modality::*;
        for (text, want) in [
            ("It was not 421 ships.", Some(Negated)),
            ("The council did not build 40 homes.", Some(Negated)),
            ("The plan would cost $40 million.", Some(Hypothetical)),
            ("About 12.6 percent have not voted.", Some(Complement)),
            ("The army sent 21,500 more troops than in May.", Some(Difference)),
            ("The army sent 21,500 or more troops.", None),
            ("The port handled 310 ships.", None),
            ("Not only 40 ships but all their crews left.", None),
        ] {
            assert_eq!(found(text).0[0].modality, want, "{text}");
        }
    }

    /// Every span of the claims slices at character boundaries, and they stand in order.
    fn sound(text: &str) {
        let (claims, text) = found(text);
        let slices = |s: Span| text.get(s.range()).is_some();
        for claim in &claims {
            assert!(slices(claim.span) && slices(claim.number) && claim.span.contains(claim.number));
            assert!(claim.quantity.unit.span.is_none_or(slices) && claim.time.is_none_or(slices));
            assert!(claim.subject.iter().all(|s| slices(*s) && !s.is_empty()));
            assert!(claim.scope.iter().all(|s| slices(s.span) && s.claim.is_none_or(|c| c < claims.len())));
        }
        assert!(claims.is_sorted_by_key(|c| (c.number.start, c.number.end)));
    }

    /// Words that the pieces of this room look at, and some that they do not.
    const WORDS: &[&str] = &[
        "the",
        "a",
        "of",
        "in",
        "within",
        "and",
        "or",
        "to",
        "from",
        "by",
        "rose",
        "fell",
        "12",
        "3,400",
        "5 percent",
        "$3",
        "200 km",
        "troops",
        "zone",
        "Smith",
        "Inc.",
        ",",
        ".",
        ":",
        "(",
        ")",
        "-",
        "’s",
        "which",
        "that",
        "not",
        "more",
        "last",
        "year",
        "2021",
        "dozens",
        "one",
        "é",
        "„",
        "“",
        "said",
        "is",
        "been",
        "leaving",
        "priced",
        "Monday",
        "drop",
        "up",
        "down",
        "respectively",
        "\n",
        "\n\n",
        "| ",
        "½",
        "🛳",
    ];

    proptest! {
        #[test]
        fn any_words(words in prop::collection::vec(prop::sample::select(WORDS), 0..60), glue in prop::collection::vec(any::<bool>(), 60)) {
            let text: String = words.iter().zip(glue).map(|(w, g)| format!("{w}{}", if g { " " } else { "" })).collect();
            sound(&text);
        }

        #[test]
        fn any_text(text in "\\PC{0,200}") {
            sound(&text);
        }
    }

    #[test]
    fn hostile_input_is_linear() {
        // Each of these would take long if a step were quadratic.
        for unit in [
            "1 of ",
            "12 and ",
            "the ",
            "Smith ",
            "5 percent of the ",
            "12 men in ",
            "(3 km ",
            "rose by ",
            "a-",
            "within 200 and ",
            "in the ",
        ] {
            let (_, text) = found(&unit.repeat(1_500));
            assert!(!text.is_empty());
        }
    }
}
