//! The command line: hands over to [`tickmark::cli`] and sets the exit status.

fn main() -> std::process::ExitCode {
    tickmark::cli::run()
}
