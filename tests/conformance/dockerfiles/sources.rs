use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use serde_json::{Map, Value, json};

use super::at;
use crate::data::records;

/// A Dockerfile and the recorded answers to it.
pub struct Case {
    /// Its name in the records.
    pub name: String,
    /// What `inspect` is asked.
    pub request: Value,
    /// BuildKit's answer.
    pub buildkit: Value,
    /// hadolint's answer.
    pub hadolint: Value,
}

/// All sources by name, each with its cases.
pub fn all(folder: &Path) -> Result<Vec<(&'static str, Vec<Case>)>, String> {
    let mut sources = Vec::new();
    for (name, file) in [
        ("parser", "parser.jsonl.gz"),
        ("tree", "buildkit-tree.jsonl.gz"),
        ("instructions", "instructions.jsonl.gz"),
        ("graph_args", "graph_args.jsonl.gz"),
        ("lint", "lint.jsonl"),
        ("hadolint", "hadolint.jsonl"),
    ] {
        // Where base images have a config of their own, the answer depends on what no file says.
        let records =
            records(&folder.join(file))?.into_iter().filter(|record| record.get("images").is_none());
        sources.push((name, records.map(case).collect()));
    }
    let corpus = folder.with_file_name("corpus");
    if corpus.is_dir() {
        sources.push(("corpus", read_corpus(&corpus)?));
    }
    Ok(sources)
}

fn case(record: Value) -> Case {
    let name =
        ["name", "id"].iter().find_map(|field| record.get(field)?.as_str()).unwrap_or_default().to_owned();
    let mut buildkit = record.get("buildkit").cloned().unwrap_or_else(|| json!({}));
    if let (Some(lint), Some(fields)) = (record.get("buildkit_lint"), buildkit.as_object_mut()) {
        fields.insert("lint".to_owned(), lint.clone());
    }
    let hadolint = json!({ "rule": at(&record, &["rule"]), "expect": at(&record, &["expect"]) });
    Case { name, request: request(&record), buildkit, hadolint }
}

/// The Dockerfile of a record with the options it was built with.
fn request(record: &Value) -> Value {
    let mut request = Map::new();
    for field in ["dockerfile", "dockerignore"] {
        request.extend(record.get(field).map(|value| (field.to_owned(), value.clone())));
    }
    let options = ["opts", "attrs"].iter().filter_map(|field| record.get(field)?.as_object()).flatten();
    let mut named: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    for (key, value) in options {
        match key.split_once(':') {
            Some(("build-arg", name)) => {
                drop(named.entry("build_args").or_default().insert(name.into(), value.clone()))
            }
            Some(("context", name)) => {
                drop(named.entry("named_contexts").or_default().insert(name.into(), value.clone()));
            }
            _ => drop(request.insert(key.clone(), value.clone())),
        }
    }
    request.extend(named.into_iter().map(|(key, values)| (key.to_owned(), values.into())));
    request.into()
}

fn read_corpus(corpus: &Path) -> Result<Vec<Case>, String> {
    let texts = texts(&corpus.join("dockerfiles.tar.gz"))?;
    let hadolint: BTreeMap<String, Value> = records(&corpus.join("hadolint.jsonl.gz"))?
        .into_iter()
        .map(|record| (at(&record, &["id"]).as_str().unwrap_or_default().to_owned(), record))
        .collect();
    let mut cases = Vec::new();
    for buildkit in records(&corpus.join("buildkit.jsonl.gz"))? {
        let name = at(&buildkit, &["id"]).as_str().unwrap_or_default().to_owned();
        // A text that is not UTF-8 cannot be asked about.
        let Some(text) = texts.get(&name) else { continue };
        let hadolint = hadolint.get(&name).cloned().unwrap_or_default();
        cases.push(Case { request: json!({ "dockerfile": text }), name, buildkit, hadolint });
    }
    Ok(cases)
}

/// Name and text of every file of the corpus; none where it is not there.
pub fn corpus(folder: &Path) -> Result<Vec<(String, String)>, String> {
    let archive = folder.with_file_name("corpus").join("dockerfiles.tar.gz");
    Ok(if archive.is_file() { texts(&archive)?.into_iter().collect() } else { Vec::new() })
}

/// The texts of an archive by the name of the file without its ending; those that are UTF-8.
fn texts(path: &Path) -> Result<BTreeMap<String, String>, String> {
    let mut archive = Vec::new();
    File::open(path)
        .and_then(|file| GzDecoder::new(file).read_to_end(&mut archive))
        .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let mut texts = BTreeMap::new();
    let mut rest = archive.as_slice();
    // A tar file is a header of 512 bytes for each file, then its bytes up to a multiple of 512.
    while let Some((header, after)) = rest.split_at_checked(512) {
        let field = |range: std::ops::Range<usize>| {
            let bytes = header.get(range).unwrap_or_default();
            String::from_utf8_lossy(bytes).trim_matches(['\0', ' ']).to_owned()
        };
        let size = usize::from_str_radix(&field(124..136), 8).unwrap_or(0);
        let name = field(0..100);
        let stem =
            name.rsplit('/').next().unwrap_or_default().split('.').next().unwrap_or_default().to_owned();
        if let Some(text) = after.get(..size).and_then(|bytes| std::str::from_utf8(bytes).ok()) {
            texts.insert(stem, text.to_owned());
        }
        rest = after.get(size.next_multiple_of(512)..).unwrap_or_default();
    }
    Ok(texts)
}
