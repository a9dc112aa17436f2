//! The base64url alphabet without padding, as RFC 4648 §5 has it.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The characters for `bytes`.
pub(super) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        // Each byte needs one character more than there are bytes.
        for at in 0..=chunk.len() as u32 {
            let index = (bits >> (18 - 6 * at) & 63) as usize;
            text.extend(ALPHABET.get(index).map(|byte| char::from(*byte)));
        }
    }
    text
}

/// The bytes of the characters up to the first that is none of the alphabet, and whether all of them made sense.
pub(super) fn decode(text: &str) -> (Vec<u8>, bool) {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    let mut bits = 0_u32;
    let mut count = 0;
    for byte in text.bytes() {
        let Some(value) = value(byte) else { return (bytes, false) };
        bits = (bits << 6 | value) & 0xffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    // A whole character too many, or bits that no encoder sets.
    let is_clean = count < 6 && bits & ((1 << count) - 1) == 0;
    (bytes, is_clean)
}

const fn value(byte: u8) -> Option<u32> {
    let value = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    };
    Some(value as u32)
}

#[test]
fn follows_rfc_4648() {
    for (bytes, text) in
        [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("~~?", "fn4_")]
    {
        assert_eq!(encode(bytes.as_bytes()), text);
        assert_eq!(decode(text), (bytes.as_bytes().to_vec(), true));
    }
    assert_eq!(decode("Zm9v=="), (b"foo".to_vec(), false));
    assert_eq!(decode("Zh"), (b"f".to_vec(), false));
    assert_eq!(decode("Zm9vA"), (b"foo".to_vec(), false));
}
