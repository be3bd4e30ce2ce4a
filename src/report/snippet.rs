//! One problem of a pack or settings file, with its line underlined.

use super::terminal::{level, tidy};
use super::{PackFinding, excerpt, view};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

/// The problem as people see it, without a line end.
pub fn problem(finding: &PackFinding, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let problem = &finding.problem;
    let (number, column) = view::place_in(&finding.text, problem.span.start);
    let line = finding.text.split('\n').nth(number - 1).unwrap_or("").trim_end_matches('\r');
    let start = line.char_indices().nth(column - 1).map_or(line.len(), |(i, _)| i);
    let len = problem.span.end.saturating_sub(problem.span.start).max(1);
    let cut = excerpt::cut(line, std::slice::from_ref(&(start..start.saturating_add(len).min(line.len()))));
    let mark = AnnotationKind::Primary.span(cut.marks[0].clone());
    let title = level(finding.severity).primary_title(problem.message.as_str());
    // What is only doubtful is no finding of a check.
    let title = if finding.check.is_empty() { title } else { title.id(finding.check) };
    let mut picture = Group::with_title(title)
        .element(Origin::path(finding.path.as_str()).line(number).char_column(column))
        .element(Snippet::source(cut.text).line_start(number).fold(false).annotation(mark));
    if let Some(help) = &problem.help {
        picture = picture.element(Level::HELP.message(help.as_str()));
    }
    tidy(&renderer.term_width(200).render(&[picture]))
}
