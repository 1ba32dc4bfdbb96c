//! One line per step, as the runner reads them; a program ends with exit code 1 when a step failed.

use std::error::Error;
use std::fmt::Debug;

pub type Outcome = Result<(), Box<dyn Error>>;

pub struct Report {
    program: &'static str,
    pub failed: bool,
}

impl Report {
    pub fn new(program: &'static str) -> Self {
        Self { program, failed: false }
    }

    /// Prints a step's line. Returns whether the step passed.
    pub fn step(&mut self, name: &str, outcome: Outcome) -> bool {
        match outcome {
            Ok(()) => println!("ok {} {name}", self.program),
            Err(error) => {
                self.failed = true;
                println!("failed {} {name}: {}", self.program, explain(error.as_ref()));
            }
        }
        !self.failed
    }

    pub fn end(self) -> ! {
        std::process::exit(i32::from(self.failed))
    }
}

fn explain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text += &format!(": {error}");
        cause = error.source();
    }
    text.replace('\n', " ")
}

pub fn equal<T: PartialEq + Debug>(what: &str, actual: T, expected: T) -> Outcome {
    that(&format!("{what} is {actual:?}, expected {expected:?}"), actual == expected)
}

pub fn that(complaint: &str, holds: bool) -> Outcome {
    if holds { Ok(()) } else { Err(complaint.into()) }
}

/// A setting that the runner hands over.
pub fn setting(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set"))
}
