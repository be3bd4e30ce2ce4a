//! Imports run one way: a room may use only rooms before it. Fails on any import, inline path or `super` that runs back.

// A test that cannot go on panics.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use syn::visit::{self, Visit};

/// The rooms in their order; those on one line may use each other.
const ORDER: &[&[&str]] = &[
    &["span", "line_index", "vocab", "settings", "finding"],
    &["draft"],
    &["prose"],
    &["quantity"],
    &["claim"],
    &["attribution"],
    &["rules"],
    &["bind"],
    &["relation"],
    &["check"],
    &["trace"],
    &["document"],
    &["ticks"],
    &["report"],
    &["checker", "lib"],
    &["cli", "lsp", "web"],
    &["main"],
];

fn level(room: &str) -> Option<usize> {
    ORDER.iter().position(|rooms| rooms.contains(&room))
}

/// Paths of one file that lead to a room of the crate.
struct Uses {
    /// Modules that the file is in: `["quantity", "grammar"]` for `quantity/grammar/words.rs`.
    module: Vec<String>,
    /// Depth of inline modules at the current point.
    inline: usize,
    /// Rooms used, with the path that leads there.
    rooms: Vec<(String, String)>,
}

impl Uses {
    /// Notes the room that a path leads to. `crate::ROOM::…`, and `super::…` where it climbs to the crate's root.
    fn path(&mut self, segments: &[String]) {
        let climbs = segments.iter().take_while(|s| *s == "super").count();
        let depth = self.module.len() + self.inline;
        let room = match segments.first().map(String::as_str) {
            Some("crate" | "tickmark") => segments.get(1),
            Some("super") if climbs == depth => segments.get(climbs),
            Some("super") if climbs < depth => self.module.first(),
            _ => None,
        };
        if let Some(room) = room {
            self.rooms.push((room.clone(), segments.join("::")));
        }
    }

    /// Walks a `use` tree, groups included.
    fn tree(&mut self, tree: &syn::UseTree, mut before: Vec<String>) {
        match tree {
            syn::UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.tree(&path.tree, before);
            }
            syn::UseTree::Group(group) => group.items.iter().for_each(|t| self.tree(t, before.clone())),
            syn::UseTree::Name(name) => {
                before.push(name.ident.to_string());
                self.path(&before);
            }
            syn::UseTree::Rename(name) => {
                before.push(name.ident.to_string());
                self.path(&before);
            }
            syn::UseTree::Glob(_) => self.path(&before),
        }
    }
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes
        .iter()
        .any(|a| a.path().is_ident("cfg") && a.meta.require_list().is_ok_and(|l| l.tokens.to_string().contains("test")))
}

impl<'ast> Visit<'ast> for Uses {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.tree(&item.tree, Vec::new());
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<_> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        self.path(&segments);
        visit::visit_path(self, path);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        // Tests of a room may build on whatever they like.
        if is_test(&item.attrs) {
            return;
        }
        self.inline += 1;
        visit::visit_item_mod(self, item);
        self.inline -= 1;
    }
}

/// The rooms that a source text uses.
fn uses(module: &[&str], text: &str) -> Vec<(String, String)> {
    let file = syn::parse_file(text).unwrap();
    let mut uses = Uses { module: module.iter().map(|m| m.to_string()).collect(), inline: 0, rooms: Vec::new() };
    uses.visit_file(&file);
    uses.rooms
}

/// The uses of a file that run back, as messages.
fn violations(name: &str, module: &[&str], text: &str) -> Vec<String> {
    let own = module.first().copied().unwrap_or("lib");
    let Some(own_level) = level(own) else { return vec![format!("{name}: the room {own} has no place in the order")] };
    let mut wrong = Vec::new();
    for (room, path) in uses(module, text) {
        // What the crate's root re-exports ("crate::Checker") belongs to the root.
        let to = level(&room).or_else(|| level("lib"));
        if to.is_some_and(|to| to > own_level) {
            wrong.push(format!("{name}: {path}: {own} uses {room}, which comes after it"));
        }
    }
    wrong
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
}

#[test]
fn imports_run_one_way() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    walk(&root, &mut files);
    let mut wrong = Vec::new();
    for file in &files {
        let relative = file.strip_prefix(&root).unwrap().with_extension("");
        let mut module: Vec<_> = relative.iter().map(|p| p.to_str().unwrap()).collect();
        if module.last() == Some(&"mod") {
            module.pop();
        }
        // The library's root declares the rooms; it may name them all.
        if module != ["lib"] {
            let text = std::fs::read_to_string(file).unwrap();
            wrong.extend(violations(&file.strip_prefix(&root).unwrap().display().to_string(), &module, &text));
        }
    }
    assert!(wrong.is_empty(), "imports that run back:\n{}", wrong.join("\n"));
}

#[test]
fn every_way_back_is_seen() {
    for (module, text) in [
        (&["prose", "token"][..], "use crate::quantity::Kind;"),
        (&["prose", "token"], "use crate::{span::Span, claim::{Claim, Role}};"),
        (&["prose"], "fn f() -> crate::report::Report { todo!() }"),
        (&["prose"], "use super::quantity;"),
        (&["prose", "token"], "use super::super::quantity::Kind as K;"),
        (&["prose", "token"], "fn f(x: super::super::check::Check) {}"),
        (&["prose"], "mod inner { use super::super::bind::*; }"),
        (&["claim"], "use crate::Checker;"),
    ] {
        assert!(!violations("a.rs", module, text).is_empty(), "{text}");
    }
    for (module, text) in [
        (&["quantity", "unit"][..], "use super::Kind; use crate::prose::Prose; use std::fmt::Write;"),
        (&["claim"], "mod scope; use self::scope::Scope; #[cfg(test)] mod tests { use crate::checker::Checker; }"),
        (&["cli", "mod"], "use crate::checker::Checker;"),
    ] {
        assert_eq!(violations("a.rs", module, text), Vec::<String>::new(), "{text}");
    }
}
