//! `--diff REV`: findings on lines that were changed since a revision of the git checkout that a draft lies in.

use crate::document::Document;
use crate::finding::{Finding, LabelPlace};
use crate::line_index::LineIndex;
use std::ops::Range;
use std::path::Path;
use std::process::{Command, Output};

/// Lines that were changed, counted from 1.
pub type Lines = Vec<Range<usize>>;

/// The changed lines of a file; an error says why git cannot tell.
pub fn lines(file: &Path, revision: &str) -> Result<Lines, String> {
    let folder = file.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = file.file_name().ok_or("the file has no name")?;
    let git = |args: &[&str], paths: &[&std::ffi::OsStr]| -> Result<Output, String> {
        let mut command = Command::new("git");
        command.arg("-C").arg(folder).arg("--literal-pathspecs").args(args).args(paths);
        command.output().map_err(|e| format!("git cannot be run, which --diff needs: {e}"))
    };
    if !git(&["rev-parse", "--is-inside-work-tree"], &[])?.status.success() {
        return Err("it lies in no git checkout, which --diff needs".into());
    }
    let commit = format!("{revision}^{{commit}}");
    if revision.starts_with('-') || !git(&["rev-parse", "--verify", "--quiet", &commit], &[])?.status.success() {
        return Err(format!("there is no revision {revision:?} in its git checkout"));
    }
    let known = git(&["ls-files", "--error-unmatch", "--"], &[name])?.status.success();
    if !known {
        // Git does not know the file: all of it is new.
        return Ok(vec![0..usize::MAX]);
    }
    let shown = git(&["diff", "--unified=0", "--no-color", "--no-ext-diff", "--text", revision, "--"], &[name])?;
    if !shown.status.success() {
        return Err(format!("git diff fails: {}", String::from_utf8_lossy(&shown.stderr).trim()));
    }
    Ok(hunks(&shown.stdout))
}

/// The lines on the new side of each hunk: "@@ -3,2 +4,0 @@". Where lines only went away, the one before the gap and the
/// one after it count.
fn hunks(diff: &[u8]) -> Lines {
    let heads = diff.split(|b| *b == b'\n').filter(|line| line.starts_with(b"@@ -"));
    heads.filter_map(|line| hunk(&String::from_utf8_lossy(line))).collect()
}

fn hunk(line: &str) -> Option<Range<usize>> {
    let new = line.split(' ').find_map(|part| part.strip_prefix('+'))?;
    let (start, count) = new.split_once(',').unwrap_or((new, "1"));
    let (start, count): (usize, usize) = (start.parse().ok()?, count.parse().ok()?);
    Some(if count == 0 { start..start + 2 } else { start..start + count })
}

/// Keeps the findings that stand on changed lines, or that compare with something there.
pub fn keep(document: &mut Document<'_>, lines: &Lines) {
    let draft = &document.draft;
    if !draft.places.is_empty() {
        // No lines to go by: a Word file is looked at whole.
        return;
    }
    let index = LineIndex::new(&draft.file);
    let touched = |span| {
        let at = draft.file_span(span);
        let (first, last) = (index.line_of(at.start) + 1, index.line_of(at.end) + 1);
        let next = lines.partition_point(|l| l.end <= first);
        lines.get(next).is_some_and(|l| l.start <= last)
    };
    let changed = |finding: &Finding| {
        let related = finding.related.iter().filter_map(|label| match label.place {
            LabelPlace::Draft(span) => Some(span),
            LabelPlace::File(..) | LabelPlace::Source { .. } => None,
        });
        let claims = finding.claims.iter().map(|c| document.claims[*c].span);
        std::iter::once(finding.span).chain(related).chain(claims).any(touched)
    };
    let kept: Vec<bool> = document.findings.iter().map(changed).collect();
    let mut each = kept.into_iter();
    document.findings.retain(|_| each.next() == Some(true));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hunks_are_read() {
        let diff =
            b"--- a/x\n+++ b/x\n@@ -1 +1,2 @@\n-a\n+b\n+@@ -9 +9 @@\n@@ -7,3 +8,0 @@ Chapter\n-x\n@@ -20,0 +20 @@\n";
        assert_eq!(hunks(diff), [1..3, 8..10, 20..21]);
        assert!(hunks(b"").is_empty());
    }
}
