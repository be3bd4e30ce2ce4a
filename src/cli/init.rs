//! `init`: a commented settings file and a first pack.

use std::fs::OpenOptions;
use std::io::{Error, ErrorKind, Result, Write};
use std::path::Path;

const CONFIG: &str = include_str!("init/tickmark.toml");
const PACK: &str = include_str!("init/first-pack.toml");

/// Writes both files; neither is overwritten.
pub fn run(folder: &Path, out: &mut dyn Write) -> Result<()> {
    let files = [(folder.join("tickmark.toml"), CONFIG), (folder.join("rules/first-pack.toml"), PACK)];
    if let Some((path, _)) = files.iter().find(|(path, _)| path.exists()) {
        let path = path.display();
        return Err(Error::other(format!("{path} is there already and is left as it is; move it away first")));
    }
    std::fs::create_dir_all(folder.join("rules"))?;
    for (path, text) in &files {
        let created = OpenOptions::new().write(true).create_new(true).open(path);
        created.and_then(|mut f| f.write_all(text.as_bytes())).map_err(|e| match e.kind() {
            ErrorKind::PermissionDenied => Error::other(format!("{}: you may not write here", path.display())),
            _ => e,
        })?;
        writeln!(out, "wrote {}", path.display())?;
    }
    writeln!(out, "next: put your figures into {}, then `tickmark check DRAFT`", files[1].0.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read() {
        let names: Vec<_> = crate::checker::infos().map(|i| i.name).collect();
        crate::settings::load(CONFIG, &names).unwrap();
        let none = |_: &str, name: &str| Err(format!("{name}: no files here"));
        crate::rules::read("first-pack.toml", PACK, &none).unwrap();
    }
}
