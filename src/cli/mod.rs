//! The command line: a thin face over the library. It reads files, prints, and sets the exit status.

mod args;
mod baseline;
mod batch;
mod changed;
mod checkers;
mod explain;
mod explain_binding;
mod init;
mod input;
mod packs;
mod rules;
mod sheet;
mod strip;
mod uses;
mod watch;

use crate::report::{Task, Trouble};
use args::{Args, Command};
use clap::{CommandFactory, Parser};
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

/// Runs the command line.
pub fn run() -> ExitCode {
    hush();
    let args = Args::parse();
    match dispatch(&args.command) {
        Ok(code) => ExitCode::from(code),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Tells of files that could not be read and packs that could not be used.
fn tell(troubles: &[Trouble]) -> std::io::Result<()> {
    troubles.iter().try_for_each(|t| writeln!(std::io::stderr(), "error: {}: {}", t.path, t.message))
}

/// Says nothing of panics while a PDF is read: they become errors that name the file.
fn hush() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if std::thread::current().name() != Some(crate::draft::PDF_THREAD) {
            usual(info);
        }
    }));
}

fn dispatch(command: &Command) -> std::io::Result<u8> {
    let out = &mut std::io::stdout().lock();
    match command {
        Command::Check(args) if args.strip_comments => strip::run(args, out),
        Command::Check(args) if args.explain_binding => explain_binding::run(args, out),
        Command::Check(args) if args.watch => watch::run(args),
        Command::Check(args) => batch::run(args, Task::Check),
        Command::Extract(args) => batch::run(args, Task::Extract),
        Command::Sheet(args) => sheet::sheet(args, out),
        Command::Diff(args) => sheet::diff(args, out),
        Command::Uses(args) => uses::run(args, out),
        Command::Rules(command) => rules::run(command, out),
        Command::Explain(args) => explain::run(args, out).map(|()| 0),
        Command::Init { folder } => init::run(folder, out).map(|()| 0),
        Command::Completions { shell } => {
            // Written at once: the generator gives up with a panic where the reader hangs up.
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Args::command(), "tickmark", &mut script);
            out.write_all(&script).map(|()| 0)
        }
        Command::Man { command } => manual(command.as_deref(), out).map(|()| 0),
    }
}

/// The manual page of Tickmark or of one command.
fn manual(command: Option<&str>, out: &mut dyn Write) -> std::io::Result<()> {
    let mut all = Args::command();
    all.build();
    let Some(name) = command else { return clap_mangen::Man::new(all).render(out) };
    let found = all.find_subcommand(name).cloned();
    let found = found.ok_or_else(|| std::io::Error::other(format!("there is no command {name:?}")))?;
    clap_mangen::Man::new(found).title(format!("tickmark-{name}")).render(out)
}
