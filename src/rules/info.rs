//! What the reader of packs says of itself, as the checks do.

use crate::finding::{Example, Info, Severity};

/// A mistake in a pack or in a settings file.
pub static RULES_ERROR: Info = Info {
    name: "rules-error",
    title: "Mistake in a pack",
    summary: "A pack or a settings file has a mistake in it, so it is not used.",
    docs: "A pack with a mistake is refused whole: half of a pack could lend a green that nobody has earned. All its mistakes are \
           listed at once, each with its place in the file and, where a name is close, what was probably meant. Drafts are still \
           checked against the other packs and against themselves; the exit status is 2.",
    severity: Severity::Error,
    wrong: Example { draft: "Norlink will cut 340 jobs.\n", pack: Some(WRONG) },
    right: Example { draft: "Norlink will cut 340 jobs.\n", pack: Some(RIGHT) },
};

const WRONG: &str = "[pack]\nname = \"norlink\"\n[source.norlink]\nname = \"Norlink\"\n[measure.job_cuts]\nof = [\"jobs\"]\n\
    about = [\"Norlink\"]\n[[measure.job_cuts.figure]]\nvalue = 340\nsource = \"norlnk\"\nas_of = 2024-03-14\n";

const RIGHT: &str = "[pack]\nname = \"norlink\"\n[source.norlink]\nname = \"Norlink\"\n[measure.job_cuts]\nof = [\"jobs\"]\n\
    about = [\"Norlink\"]\n[[measure.job_cuts.figure]]\nvalue = 340\nsource = \"norlink\"\nas_of = 2024-03-14\n";
