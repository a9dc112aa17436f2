//! Where the recorded answers are and how they are read.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use serde_json::Value;

/// The folder of the records: that of the environment variable `CONFORMANCE_DATA`, or the one beside
/// the repository.
pub fn folder() -> Option<PathBuf> {
    let root = match std::env::var_os("CONFORMANCE_DATA") {
        Some(root) => PathBuf::from(root),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
    };
    Some(root.join("conformance")).filter(|folder| folder.is_dir())
}

/// The records of a file with one JSON value a line, unpacked where its name ends in `.gz`.
pub fn records(path: &Path) -> Result<Vec<Value>, String> {
    let text = text(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    text.lines()
        .enumerate()
        .map(|(index, line)| {
            serde_json::from_str(line).map_err(|error| format!("{}:{}: {error}", path.display(), index + 1))
        })
        .collect()
}

fn text(path: &Path) -> std::io::Result<String> {
    let mut file = File::open(path)?;
    let mut text = String::new();
    if path.extension().is_some_and(|extension| extension == "gz") {
        GzDecoder::new(file).read_to_string(&mut text)?;
    } else {
        file.read_to_string(&mut text)?;
    }
    Ok(text)
}
