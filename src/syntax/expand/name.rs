/// The zeros of the decimal digits outside ASCII (general category Nd of Unicode 15); nine more digits
/// follow each.
const ZEROS: &[u32] = &[
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0,
    0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50,
    0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x104a0, 0x10d30, 0x11066, 0x110f0,
    0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50,
    0x11d50, 0x11da0, 0x11f50, 0x16a60, 0x16ac0, 0x16b50, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6,
    0x1e140, 0x1e2f0, 0x1e4f0, 0x1e950, 0x1fbf0,
];

/// Whether `character` is a decimal digit of any script, as `unicode.IsDigit` of Go.
pub fn is_decimal_digit(character: char) -> bool {
    let code = u32::from(character);
    character.is_ascii_digit() || ZEROS.iter().any(|zero| (*zero..*zero + 10).contains(&code))
}

/// Whether `character` can stand in the name of a variable: a letter, a decimal digit or `_`.
///
/// Go asks for the general category L; the property Alphabetic used here also holds some vowel signs.
pub fn is_name_character(character: char) -> bool {
    match character {
        '_' => true,
        ascii if ascii.is_ascii() => ascii.is_ascii_alphanumeric(),
        other => (other.is_alphabetic() && !other.is_numeric()) || is_decimal_digit(other),
    }
}

#[test]
fn digits_and_letters_of_other_scripts() {
    assert!(
        is_decimal_digit('٣') && is_decimal_digit('９') && !is_decimal_digit('²') && !is_decimal_digit('Ⅷ')
    );
    assert!(
        is_name_character('é')
            && is_name_character('国')
            && !is_name_character('Ⅷ')
            && !is_name_character('-')
    );
}
