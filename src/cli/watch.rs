//! `check --watch`: checks again whenever a draft, a pack or the settings change. Files are looked at twice a second,
//! which works on every file system, on shares of a newsroom too.

use super::args::RunArgs;
use super::{batch, input};
use crate::report::Task;
use std::collections::BTreeMap;
use std::io::{Error, IsTerminal, Result, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// How long to wait between two looks.
const PAUSE: Duration = Duration::from_millis(400);

/// What tells that a file has changed: when it was written, and its size; `None` where it is gone.
type State = Option<(SystemTime, u64)>;

/// Runs until it is stopped.
pub fn run(args: &RunArgs) -> Result<u8> {
    if args.paths.iter().any(|p| p == Path::new("-")) {
        return Err(Error::other("--watch looks at files; standard input is none"));
    }
    loop {
        if std::io::stdout().is_terminal() {
            write!(std::io::stdout(), "\x1b[2J\x1b[H")?;
        }
        // A draft that is saved while it is checked is checked again.
        let drafts = drafts(args);
        let watched = match batch::checked(args, Task::Check) {
            Ok(done) => done.files,
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => return Err(error),
            Err(error) => {
                writeln!(std::io::stderr(), "error: {error}")?;
                Vec::new()
            }
        };
        writeln!(std::io::stderr(), "watching; stop with Ctrl-C")?;
        std::io::stdout().flush()?;
        let others = states(&watched);
        while self::drafts(args) == drafts && states(&watched) == others {
            std::thread::sleep(PAUSE);
        }
    }
}

/// The drafts as they are now; folders may have gained some.
fn drafts(args: &RunArgs) -> BTreeMap<PathBuf, State> {
    let files = input::gather(&args.paths, &mut Vec::new()).files;
    states(&files.into_iter().filter_map(|f| f.path).collect::<Vec<_>>())
}

fn states(paths: &[PathBuf]) -> BTreeMap<PathBuf, State> {
    paths.iter().map(|path| (path.clone(), state(path))).collect()
}

fn state(path: &Path) -> State {
    let about = path.metadata().ok()?;
    Some((about.modified().ok()?, about.len()))
}
