use proptest::prelude::*;
use serde_json::Value;

use super::*;

const GOLDEN: &str = include_str!("../../../tests/golden/links.txt");

/// A link that holds exactly these bytes.
fn link_of(payload: &[u8]) -> String {
    format!("#0.{}", base64::encode(&deflate::compress(payload)))
}

fn kind(fragment: &str) -> ShareErrorKind {
    decode(fragment).unwrap_err().kind
}

fn expected(json: &Value) -> Shared {
    let string = |key: &str| json.get(key).and_then(Value::as_str).map(str::to_owned);
    let map =
        |key: &str| json.get(key).map(|map| serde_json::from_value(map.clone()).unwrap()).unwrap_or_default();
    let selection =
        json.get("selection").map(|pair| serde_json::from_value::<(u32, u32)>(pair.clone()).unwrap());
    Shared {
        text: string("text").unwrap(),
        options: Options {
            target: string("target"),
            platform: string("platform"),
            build_args: map("build_args"),
            named_contexts: map("named_contexts"),
            dockerignore: string("dockerignore"),
        },
        panel: string("panel"),
        what_if: string("if"),
        graph: string("graph"),
        selection: selection.map(|(start, end)| Span::new(start, end)),
    }
}

#[test]
fn golden_links_open() {
    let mut lines =
        GOLDEN.lines().filter(|line| line.starts_with(['#', '{']) && !line.starts_with("# ") && *line != "#");
    let mut count = 0;
    while let (Some(link), Some(json)) = (lines.next(), lines.next()) {
        let expected = expected(&serde_json::from_str(json).unwrap());
        assert_eq!(decode(link).as_ref(), Ok(&expected), "{link}");
        let again = encode(&expected).unwrap();
        assert_eq!(decode(&again), Ok(expected), "{again}");
        count += 1;
    }
    assert!(count >= 15, "{count} links");
}

#[test]
fn only_what_is_not_default_is_carried() {
    let payload = |shared: &Shared| {
        let link = encode(shared).unwrap();
        let (compressed, _) = base64::decode(link.strip_prefix("#0.").unwrap());
        String::from_utf8(deflate::unpack(&compressed, MAX_UNPACKED_BYTES).bytes).unwrap()
    };
    assert_eq!(payload(&Shared::of_text("FROM a\n")), "FROM a\n");
    assert_eq!(payload(&Shared::of_text("FROM \0\n")), "FROM \0\n\0");
    let options = Options {
        target: Some("build".to_owned()),
        build_args: [("A B".to_owned(), "1&2".to_owned())].into(),
        ..Options::default()
    };
    let shared = Shared { options, selection: Some(Span::new(0, 4)), ..Shared::of_text("FROM a") };
    assert_eq!(payload(&shared), "FROM a\0target=build&sel=0-4&arg.A%20B=1%262");
}

#[test]
fn a_damaged_link_keeps_what_could_be_read() {
    let source = "FROM python:3.13-slim\nRUN pip install flask gunicorn\nCMD [\"gunicorn\"]\n";
    let shared = Shared { panel: Some("graph".to_owned()), ..Shared::of_text(source) };
    let link = encode(&shared).unwrap();
    for behind in [")", "A", "AAAA", " and more", "="] {
        let error = decode(&format!("{link}{behind}")).unwrap_err();
        assert_eq!(
            (error.kind, error.partial.as_deref()),
            (ShareErrorKind::TrailingData, Some(source)),
            "{behind}"
        );
    }
    let cut = link.get(..link.len() / 2).unwrap();
    let error = decode(cut).unwrap_err();
    assert_eq!(error.kind, ShareErrorKind::CutOff);
    assert!(source.starts_with(error.partial.as_deref().unwrap()));
    let error = decode(&format!("{cut}!{}", link.get(cut.len() + 1..).unwrap())).unwrap_err();
    assert_eq!(error.kind, ShareErrorKind::Damaged);
    assert!(source.starts_with(&error.partial.unwrap()));
    let error = decode(&link_of(b"FROM scratch\nRUN \xe4\xbd")).unwrap_err();
    assert_eq!((error.kind, error.partial.as_deref()), (ShareErrorKind::Damaged, Some("FROM scratch\nRUN ")));
}

#[test]
fn what_is_no_link_is_told_apart() {
    for fragment in ["", "#", "graph", "#/rules/x", "#x.abc", "#.abc", "#99999999999.x"] {
        assert_eq!(kind(fragment), ShareErrorKind::NoLink, "{fragment}");
    }
    assert_eq!(kind("#1.abc"), ShareErrorKind::UnknownVersion("1".to_owned()));
    assert_eq!(kind("#00.abc"), ShareErrorKind::UnknownVersion("00".to_owned()));
    assert_eq!(kind("#0."), ShareErrorKind::CutOff);
    assert_eq!(decode("0.AwA").as_ref(), Ok(&Shared::of_text("")));
}

#[test]
fn links_have_caps() {
    // Compresses a thousandfold, so only the second cap can stop it.
    let bomb = link_of(&vec![b'a'; MAX_UNPACKED_BYTES + 1]);
    assert!(bomb.len() < 2_000);
    let error = decode(&bomb).unwrap_err();
    assert_eq!(error.kind, ShareErrorKind::TooLarge);
    assert_eq!(error.partial.map(|text| text.len()), Some(MAX_UNPACKED_BYTES));
    let largest = Shared::of_text(&"a".repeat(MAX_UNPACKED_BYTES));
    assert_eq!(decode(&encode(&largest).unwrap()), Ok(largest));
    assert_eq!(
        encode(&Shared::of_text(&"a".repeat(MAX_UNPACKED_BYTES + 1))).unwrap_err().kind,
        ShareErrorKind::TooLarge
    );
    assert_eq!(kind(&format!("#0.{}", "A".repeat(MAX_LINK_BYTES + 1))), ShareErrorKind::TooLong);
    let mut state = 1_u32;
    let noise = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(b' ' + (state >> 24) as u8 % 95)
    });
    assert_eq!(
        encode(&Shared::of_text(&noise.take(100_000).collect::<String>())).unwrap_err().kind,
        ShareErrorKind::TooLong
    );
}

/// Names and values of all sorts.
fn map() -> impl Strategy<Value = std::collections::BTreeMap<String, String>> {
    proptest::collection::btree_map(any::<String>(), any::<String>(), 0..4)
}

prop_compose! {
    fn options()(
        target in any::<Option<String>>(),
        platform in any::<Option<String>>(),
        build_args in map(),
        named_contexts in map(),
        dockerignore in any::<Option<String>>(),
    ) -> Options {
        Options { target, platform, build_args, named_contexts, dockerignore }
    }
}

/// Texts with every kind of character, NUL among them.
fn source() -> impl Strategy<Value = String> {
    proptest::collection::vec(prop_oneof![any::<char>(), Just('\0'), Just('\n'), Just('a')], 0..200)
        .prop_map(|characters| characters.into_iter().collect())
}

proptest! {
    #[test]
    fn links_round_trip(text in source(), options in options(), panel in any::<Option<String>>(), what_if in any::<Option<String>>(), graph in any::<Option<String>>(), at in any::<[u8; 2]>()) {
        let boundary = |at: u8| (0..=usize::from(at)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0) as u32;
        let (a, b) = (boundary(at[0]), boundary(at[1]));
        let selection = at[0].is_multiple_of(2).then(|| Span::new(a.min(b), a.max(b)));
        let shared = Shared { text, options, panel, what_if, graph, selection };
        let link = encode(&shared).unwrap();
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        prop_assert!(link.bytes().skip(1).all(is_plain));
        prop_assert_eq!(decode(&link), Ok(shared));
    }

    #[test]
    fn any_string_is_a_link_or_an_error(fragment in any::<String>(), characters in "[A-Za-z0-9_-]{0,400}") {
        let _ = decode(&fragment);
        let _ = decode(&format!("#0.{fragment}"));
        match decode(&format!("#0.{characters}")) {
            Ok(shared) => prop_assert!(shared.text.len() <= MAX_UNPACKED_BYTES),
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }

    #[test]
    fn any_payload_is_read(payload in any::<Vec<u8>>()) {
        let _ = decode(&link_of(&payload));
    }

    #[test]
    fn a_changed_character_does_no_harm(at in any::<prop::sample::Index>(), to in "[A-Za-z0-9_-]") {
        let link = encode(&Shared::of_text("FROM alpine:3.22\nRUN apk add --no-cache curl git\n")).unwrap();
        let at = 3 + at.index(link.len() - 3);
        let _ = decode(&format!("{}{to}{}", link.get(..at).unwrap(), link.get(at + 1..).unwrap()));
    }
}

#[test]
fn options_are_kept_as_pairs() {
    let mut options = Options { dockerignore: Some("*\n!src&=\n".to_owned()), ..Options::default() };
    options.build_args.insert("A B".to_owned(), "$x 'y'\n".to_owned());
    options.named_contexts.insert("src".to_owned(), "../a=b".to_owned());
    assert_eq!(read_options(&write_options(&options)), options);
    assert_eq!(write_options(&Options::default()), "");
    assert_eq!(read_options("target=x&&nonsense&sel=1-2&arg.%=1").target.as_deref(), Some("x"));
}
