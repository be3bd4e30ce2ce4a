//! Quotations: what stands between quotation marks, also where a mark is missing.

use super::{Sentence, Token};
use crate::span::Span;
use crate::vocab::scan::{Gap, Kind};

/// Text between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// From the opening mark to the closing mark, both included; to the end of the block where no mark closes it.
    pub span: Span,
    /// Whether a mark closes it. By convention a quotation that goes on in the next paragraph has none.
    pub closed: bool,
}

impl Quotation {
    /// Whether a span lies inside.
    pub fn holds(&self, span: Span) -> bool {
        self.span.contains(span)
    }
}

/// Pairs double quotation marks, block by block.
pub(super) fn pair(tokens: &[Token], sentences: &[Sentence], text: &str, out: &mut Vec<Quotation>) {
    let mut at = 0;
    while at < sentences.len() {
        let block = sentences[at].block;
        let last = at + sentences[at..].partition_point(|s| s.block == block);
        let range = sentences[at].range().start..sentences[last - 1].range().end;
        let mut open: Option<u32> = None;
        for i in range.clone() {
            let token = &tokens[i];
            if token.kind != Kind::Symbol {
                continue;
            }
            let opens = match &text[token.span.range()] {
                "“" | "„" | "«" => true,
                "”" | "»" => false,
                // A straight mark opens after white space or an opening bracket, while none is open.
                "\"" => {
                    open.is_none() && (token.gap != Gap::None || i == range.start || tokens[i - 1].kind == Kind::Symbol)
                }
                _ => continue,
            };
            match (opens, open) {
                (true, _) => open = open.or(Some(token.span.start)),
                (false, Some(start)) => {
                    out.push(Quotation { span: Span::new(start, token.span.end), closed: true });
                    open = None;
                }
                (false, None) => {}
            }
        }
        if let Some(start) = open {
            out.push(Quotation { span: Span::new(start, tokens[range.end - 1].span.end), closed: false });
        }
        at = last;
    }
}
