//! `explain`: what a check says of itself.

use super::args::ExplainArgs;
use crate::checker;
use crate::finding::Info;
use crate::settings::closest;
use std::io::{Error, Result, Write};

/// Prints one check, all checks, or their list.
pub fn run(args: &ExplainArgs, out: &mut dyn Write) -> Result<()> {
    let infos: Vec<_> = checker::infos().collect();
    if let Some(name) = &args.check {
        let Some(info) = infos.iter().find(|i| i.name == name) else {
            let near = closest(name, infos.iter().map(|i| i.name));
            let hint = near.map_or("`tickmark explain` lists all checks".into(), |n| format!("did you mean {n:?}?"));
            return Err(Error::other(format!("there is no check {name:?}; {hint}")));
        };
        return page(info, out);
    }
    if args.all {
        for (i, info) in infos.iter().enumerate() {
            write!(out, "{}", if i > 0 { "\n" } else { "" })?;
            page(info, out)?;
        }
        return Ok(());
    }
    let widest = infos.iter().map(|i| i.name.len()).max().unwrap_or(0);
    infos.iter().try_for_each(|i| writeln!(out, "{:widest$}  {}", i.name, i.summary))
}

/// One check's page, as Markdown.
fn page(info: &Info, out: &mut dyn Write) -> Result<()> {
    let level = crate::settings::SEVERITIES.iter().find(|s| s.1 == info.severity).map_or("", |s| s.0);
    writeln!(out, "# {}: {}\n", info.name, info.title)?;
    writeln!(out, "{}\n\n{}\n", info.summary, info.docs)?;
    writeln!(
        out,
        "Level: {level}. Change it in tickmark.toml: `[check.{}]` with `level = \"off\"`, or silence one",
        info.name
    )?;
    writeln!(out, "paragraph with `<!-- tickmark: ignore {} -->` before it.\n", info.name)?;
    for (what, example) in [("Wrong", &info.wrong), ("Right", &info.right)] {
        writeln!(out, "{what}:\n")?;
        for line in example.draft.trim().lines() {
            writeln!(out, "{}", format!("    {line}").trim_end())?;
        }
        writeln!(out)?;
        if let Some(pack) = example.pack {
            writeln!(out, "with the pack\n")?;
            for line in pack.trim().lines() {
                writeln!(out, "{}", format!("    {line}").trim_end())?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}
