//! The lines that a finding is about, cut down to what stands around its spans. A paragraph is often one long line,
//! and a renderer that is handed megabytes takes its time.

use std::ops::Range;

/// Lines up to this many bytes are shown whole.
const WHOLE: usize = 132;
/// Bytes shown on each side of a span in a longer line.
const AROUND: usize = 44;
const CUT: &str = " … ";

/// A line as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// Text of the line, with "…" for what is left out.
    pub text: String,
    /// Where the marked ranges are in it.
    pub marks: Vec<Range<usize>>,
}

/// Cuts a line around the ranges that are marked in it.
pub fn cut(line: &str, marks: &[Range<usize>]) -> Excerpt {
    let marks: Vec<_> = marks.iter().map(|m| clamp(line, m)).collect();
    if line.len() <= WHOLE {
        return Excerpt { text: line.to_string(), marks };
    }
    let mut windows: Vec<Range<usize>> = marks.iter().map(|m| window(line, m)).collect();
    windows.sort_by_key(|w| w.start);
    let mut kept: Vec<Range<usize>> = Vec::new();
    for w in windows {
        match kept.last_mut() {
            Some(last) if w.start <= last.end + 2 * CUT.len() => last.end = last.end.max(w.end),
            _ => kept.push(w),
        }
    }
    let mut out = Excerpt { text: String::new(), marks: vec![0..0; marks.len()] };
    for (i, w) in kept.iter().enumerate() {
        if w.start > 0 {
            out.text.push_str(if i == 0 { "… " } else { CUT });
        }
        let shift = out.text.len();
        for (mark, placed) in marks.iter().zip(&mut out.marks) {
            if w.start <= mark.start && mark.end <= w.end {
                *placed = mark.start - w.start + shift..mark.end - w.start + shift;
            }
        }
        out.text.push_str(&line[w.clone()]);
    }
    if kept.last().is_some_and(|w| w.end < line.len()) {
        out.text.push_str(" …");
    }
    out
}

/// A mark that lies in the line, ends at characters, and is not longer than a line should be.
fn clamp(line: &str, mark: &Range<usize>) -> Range<usize> {
    let floor = |at: usize| (0..=at.min(line.len())).rev().find(|&i| line.is_char_boundary(i)).unwrap_or(0);
    let start = floor(mark.start);
    start..floor(mark.end.min(start + WHOLE)).max(start)
}

/// The words around a mark.
fn window(line: &str, mark: &Range<usize>) -> Range<usize> {
    let bytes = line.as_bytes();
    let (from, to) = (mark.start.saturating_sub(AROUND), (mark.end + AROUND).min(line.len()));
    // Start after a space and end before one, or at a character where there is none.
    let start = match memchr::memchr(b' ', &bytes[from..mark.start]) {
        Some(n) if from > 0 => from + n + 1,
        _ => (from..=mark.start).find(|&i| line.is_char_boundary(i)).unwrap_or(mark.start),
    };
    let end = match memchr::memrchr(b' ', &bytes[mark.end..to]) {
        Some(n) if to < line.len() => mark.end + n,
        _ => (mark.end..=to).rev().find(|&i| line.is_char_boundary(i)).unwrap_or(mark.end),
    };
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts() {
        let short = cut("rose 12 percent", std::slice::from_ref(&(5..7)));
        assert_eq!((short.text.as_str(), &short.marks[0]), ("rose 12 percent", &(5..7)));
        let line = format!("{} é12 {} 13 {}", "word ".repeat(40), "other ".repeat(60), "end ".repeat(30));
        let at = |s: &str| line.find(s).map(|i| i..i + s.len()).unwrap();
        let long = cut(&line, &[at("12"), at("13")]);
        assert!(long.text.len() < 250 && long.text.starts_with("… word") && long.text.ends_with("end …"));
        assert_eq!(long.marks.iter().map(|m| &long.text[m.clone()]).collect::<Vec<_>>(), ["12", "13"]);
    }

    #[test]
    fn survives_odd_marks() {
        let line = "é".repeat(200);
        for start in 0..line.len() + 3 {
            let found = cut(&line, std::slice::from_ref(&(start..start + 5)));
            assert!(found.text.get(found.marks[0].clone()).is_some());
        }
    }
}
