use std::ffi::OsStr;
use std::io::Read;
use std::path::Path;
use std::{fs, io};

use super::Failure;

/// The name that stands for standard input.
pub const STANDARD_INPUT: &str = "-";

/// The text of a file, or of standard input.
///
/// # Errors
/// It cannot be read or is not UTF-8. BuildKit reads bytes, but almost always chokes on such a file; to read it with
/// replaced characters would show another file than the one that is there.
pub fn read(path: &OsStr) -> Result<String, Failure> {
    let name = display(path);
    let bytes = if path == STANDARD_INPUT {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else if Path::new(path).is_dir() {
        return Err(Failure::File(name, "is a directory; name a Dockerfile in it".to_owned()));
    } else {
        fs::read(path)
    };
    let bytes = bytes.map_err(|error| Failure::File(name.clone(), format!("cannot be read: {error}")))?;
    String::from_utf8(bytes)
        .map_err(|error| Failure::File(name, not_utf8(error.as_bytes(), &error.utf8_error())))
}

/// How a file is named in messages.
pub fn display(path: &OsStr) -> String {
    path.to_string_lossy().into_owned()
}

fn not_utf8(bytes: &[u8], error: &std::str::Utf8Error) -> String {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return "is UTF-16, which a build cannot read; save it as UTF-8".to_owned();
    }
    let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let byte = bytes.get(error.valid_up_to()).copied().unwrap_or_default();
    format!(
        "is not UTF-8: the byte 0x{byte:02X} at offset {} (line {line}) belongs to no character; save the file as UTF-8",
        error.valid_up_to()
    )
}

#[test]
fn says_where_a_text_is_not_utf8() {
    let message = |bytes: &[u8]| not_utf8(bytes, &std::str::from_utf8(bytes).unwrap_err());
    assert!(message(b"FROM a\nRUN \xe9\n").contains("the byte 0xE9 at offset 11 (line 2)"));
    assert!(message(b"\xff\xfeF\0").contains("UTF-16"));
}
