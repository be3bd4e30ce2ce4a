//! `check --strip-comments`: a Word draft without the comments of an earlier run.

use super::args::RunArgs;
use super::input::File;
use crate::report;
use crate::settings::Limits;
use std::io::{Error, Result, Write};

/// Writes the copy, and says how many comments were taken out.
pub fn run(args: &RunArgs, out: &mut dyn Write) -> Result<u8> {
    let ([path], [output]) = (args.paths.as_slice(), args.output.as_slice()) else {
        return Err(Error::other("--strip-comments takes one Word draft and one --output"));
    };
    let file = File::new(path.clone());
    let said = |e: String| Error::other(format!("{}: {e}", file.name));
    let bytes = file.read().map_err(said)?;
    let (copy, count) = report::without_comments(&bytes, &Limits::default()).map_err(said)?;
    std::fs::write(output, copy).map_err(|e| Error::other(format!("{}: cannot be written: {e}", output.display())))?;
    let comments = if count == 1 { "comment" } else { "comments" };
    writeln!(out, "{count} {comments} by Tickmark taken out of {}", file.name)?;
    Ok(0)
}
