//! Checks: one file each, and its line in [`CHECKS`].

mod age_mismatch;
mod breaks_constraint;
mod contradicts_figure;
mod conversion_mismatch;
mod date_impossible;
mod difference_mismatch;
mod direction_mismatch;
mod duration_mismatch;
mod embargoed_figure;
mod expired_ignore;
mod fold_change_mismatch;
mod footing_mismatch;
mod impossible_value;
mod list_count_mismatch;
mod malformed_number;
mod nesting_violated;
mod no_source;
mod on_file;
mod outdated_figure;
mod part_exceeds_whole;
mod percent_change_mismatch;
mod percent_of_mismatch;
mod points_called_percent;
mod quantifier_mismatch;
mod range_reversed;
mod rate_mismatch;
mod say;
mod self_contradiction;
mod slip;
mod sum_mismatch;
mod swapped_figures;
mod unused_figure;
mod weekday_mismatch;
mod wrong_source;

use crate::attribution::Attribution;
use crate::bind::Verdict;
use crate::claim::Claim;
use crate::draft::Draft;
use crate::finding::{Finding, Info};
use crate::prose::Prose;
use crate::quantity::Numbers;
use crate::relation::Relation;
use crate::relation::calendar::Calendar;
use crate::rules::Rules;
use crate::settings::Settings;
use crate::span::Span;

/// All that is known of a draft when the checks run.
pub struct Context<'c> {
    /// The draft.
    pub draft: &'c Draft<'c>,
    /// Its prose.
    pub prose: &'c Prose<'c>,
    /// Its numbers, also those that are no claims.
    pub numbers: &'c Numbers,
    /// Its claims.
    pub claims: &'c [Claim],
    /// Who is cited, by claim.
    pub attributions: &'c [Option<Attribution>],
    /// What the file says, by claim.
    pub verdicts: &'c [Verdict],
    /// What the numbers have to do with each other.
    pub relations: &'c [Relation],
    /// Its dates, years and times of day.
    pub calendar: &'c Calendar,
    /// The packs.
    pub rules: &'c Rules,
    /// The settings.
    pub settings: &'c Settings,
}

impl Context<'_> {
    /// The claim whose number lies in a span, or is cut by it: the first, found by bisection.
    pub fn claim_in(&self, span: Span) -> Option<usize> {
        let at = self.claims.partition_point(|c| c.number.end <= span.start);
        self.claims.get(at).filter(|c| c.number.overlaps(span)).map(|_| at)
    }
}

/// One kind of test.
pub trait Check: Sync {
    /// What the check says of itself.
    fn info(&self) -> &'static Info;
    /// Adds what it finds.
    fn run(&self, context: &Context<'_>, findings: &mut Vec<Finding>);
}

/// Every check.
pub static CHECKS: &[&dyn Check] = &[
    &age_mismatch::AgeMismatch,
    &breaks_constraint::BreaksConstraint,
    &contradicts_figure::ContradictsFigure,
    &conversion_mismatch::ConversionMismatch,
    &date_impossible::DateImpossible,
    &difference_mismatch::DifferenceMismatch,
    &direction_mismatch::DirectionMismatch,
    &duration_mismatch::DurationMismatch,
    &embargoed_figure::EmbargoedFigure,
    &expired_ignore::ExpiredIgnore,
    &fold_change_mismatch::FoldChangeMismatch,
    &footing_mismatch::FootingMismatch,
    &impossible_value::ImpossibleValue,
    &list_count_mismatch::ListCountMismatch,
    &malformed_number::MalformedNumber,
    &nesting_violated::NestingViolated,
    &no_source::NoSource,
    &outdated_figure::OutdatedFigure,
    &part_exceeds_whole::PartExceedsWhole,
    &percent_change_mismatch::PercentChangeMismatch,
    &percent_of_mismatch::PercentOfMismatch,
    &points_called_percent::PointsCalledPercent,
    &quantifier_mismatch::QuantifierMismatch,
    &range_reversed::RangeReversed,
    &rate_mismatch::RateMismatch,
    &self_contradiction::SelfContradiction,
    &sum_mismatch::SumMismatch,
    &swapped_figures::SwappedFigures,
    &unused_figure::UnusedFigure,
    &weekday_mismatch::WeekdayMismatch,
    &wrong_source::WrongSource,
];
