//! `extends`: a pack takes over the sources, measures, figures and constraints of other packs.

use super::fields::Problems;
use super::raw::RawPack;
use crate::rules::{Pack, Resolver, SHIPPED};
use crate::span::FileSpan;

/// How deep packs may extend each other.
const DEPTH: usize = 8;

/// Takes the bases over. What comes from them points at the name of the base in this pack; their figures keep their
/// own file and line.
pub fn bases(pack: &mut Pack, raw: &RawPack, resolve: &Resolver<'_>, above: &[String], problems: &mut Problems) {
    for base in &raw.extends {
        let mut chain = above.to_vec();
        chain.push(pack.path.clone());
        let (path, text) = match find(&pack.path, &base.value, resolve) {
            Ok(found) => found,
            Err(message) => {
                let shipped = SHIPPED.iter().map(|s| s.0);
                problems.unknown(
                    base.span,
                    format!("the pack {:?} cannot be read: {message}", base.value),
                    &base.value,
                    shipped,
                );
                continue;
            }
        };
        if chain.contains(&path) || chain.len() > DEPTH {
            problems.add(base.span, format!("the pack extends itself by way of {:?}", base.value));
            continue;
        }
        match super::read_below(&path, &text, resolve, &chain) {
            Ok(found) => merge(pack, found, base.span),
            Err(wrong) => {
                let message =
                    format!("the pack {:?} is wrong: {}", base.value, wrong.first().map_or("", |p| &p.message));
                problems
                    .add(base.span, message)
                    .help(format!("{} problems; run `tickmark rules check {path}`", wrong.len()));
            }
        }
    }
}

fn find(from: &str, name: &str, resolve: &Resolver<'_>) -> Result<(String, String), String> {
    if let Some((_, text)) = SHIPPED.iter().find(|(shipped, _)| *shipped == name) {
        return Ok((name.to_string(), (*text).to_string()));
    }
    let file = if name.ends_with(".toml") { name.to_string() } else { format!("{name}.toml") };
    let bytes = resolve(from, &file)?;
    let text = String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_string())?;
    let path = match from.rfind(['/', '\\']) {
        Some(end) if !file.starts_with('/') => format!("{}{file}", &from[..=end]),
        _ => file,
    };
    Ok((path, text))
}

fn merge(pack: &mut Pack, base: Pack, span: FileSpan) {
    let (measures, sources) = (pack.measures.len(), pack.sources.len());
    pack.bases.push(base.path);
    pack.bases.extend(base.bases);
    pack.sources.extend(base.sources.into_iter().map(|s| crate::rules::Source { span, ..s }));
    for mut measure in base.measures {
        measure.span = span;
        for figure in &mut measure.figures {
            figure.source = figure.source.map(|s| s + sources);
            figure.via = figure.via.map(|s| s + sources);
            figure.span = span;
        }
        pack.measures.push(measure);
    }
    for mut constraint in base.constraints {
        constraint.require.shift(measures);
        constraint.span = span;
        pack.constraints.push(constraint);
    }
    pack.rates.extend(base.rates.into_iter().map(|mut r| {
        r.source = r.source.map(|s| s + sources);
        r.span = span;
        r
    }));
}
