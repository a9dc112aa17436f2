use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::thread;

use serde_json::Value;

use super::Case;

/// The answers of `inspect --requests` to all cases, in their order.
pub fn ask(cases: &[Case]) -> Result<Vec<Value>, String> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dockerfile-playground"))
        .args(["inspect", "--requests"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("the command line does not run: {error}"))?;
    let requests: Vec<String> = cases.iter().map(|case| case.request.to_string()).collect();
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let writer = thread::spawn(move || {
        let mut input = input?;
        requests.iter().try_for_each(|request| writeln!(input, "{request}")).ok()
    });
    let mut answers = Vec::new();
    for line in output.into_iter().flat_map(|output| BufReader::new(output).lines()) {
        let line = line.map_err(|error| error.to_string())?;
        answers.push(serde_json::from_str(&line).map_err(|error| format!("an answer is not JSON: {error}"))?);
    }
    let _ = writer.join();
    let status = child.wait().map_err(|error| error.to_string())?;
    if !status.success() || answers.len() != cases.len() {
        return Err(format!("{} answers to {} requests, {status}", answers.len(), cases.len()));
    }
    Ok(answers)
}
