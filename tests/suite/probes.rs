//! What the editor asks, at every place of every sample, while the text is half typed.

use dockerfile_playground::assist::{completions, folds, inlays, tokens};
use dockerfile_playground::explain::{at, hover};
use dockerfile_playground::text::Span;
use dockerfile_playground::{Model, Options, analyze};

use crate::{samples, sound};

/// What is put in at a place: what is typed next there, or what comes in its way.
const TYPED: [&str; 12] = ["x", "$", "${", "\"", "'", "\\", "\n", "<<E", "#", "é", "[", "--"];

/// Places that are tried of one sample: every place in a release build, else about so many.
const PLACES: usize = if cfg!(debug_assertions) { 24 } else { usize::MAX };

/// Everything that the editor shows of `source`, and what it asks at `offset`.
fn probe(source: &str, offset: usize) {
    let analysis = analyze(source, &Options::default());
    sound::assert_analysis(source, &analysis);
    let model = &analysis.model;
    let lies_in = |span: Span| assert!(source.get(span.range()).is_some(), "{span:?} of {source:?}");
    let mut end = 0;
    for (span, _) in tokens(model) {
        assert!(span.start >= end && !span.is_empty(), "colours overlap at {span:?} of {source:?}");
        lies_in(span);
        end = span.end;
    }
    folds(model).into_iter().for_each(lies_in);
    inlays(model).into_iter().for_each(|inlay| lies_in(inlay.span));
    asked(source, model, offset as u32);
}

fn asked(source: &str, model: &Model, offset: u32) {
    if let Some(found) = completions(model, offset) {
        assert!(found.from <= offset && !found.items.is_empty(), "{offset} of {source:?}");
        let typed = source.get(found.from as usize..offset as usize);
        assert!(typed.is_some_and(|typed| !typed.contains('\n')), "{offset} of {source:?}");
    }
    for span in
        at(model, offset).map(|one| one.span).into_iter().chain(hover(model, offset).map(|one| one.span))
    {
        assert!(source.get(span.range()).is_some(), "{span:?} at {offset} of {source:?}");
    }
}

/// The places of a text between its characters: all, or some that differ from sample to sample.
fn places(text: &str, seed: usize) -> impl Iterator<Item = usize> {
    let all: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let step = (all.len() / PLACES).max(1);
    all.into_iter().skip(seed % step).step_by(step)
}

#[test]
fn every_place_can_be_asked_about() {
    for (name, source) in samples::all() {
        println!("{name}");
        let analysis = analyze(&source, &Options::default());
        for (place, _) in source.char_indices() {
            asked(&source, &analysis.model, place as u32);
        }
    }
}

#[test]
fn a_text_that_ends_anywhere_is_sound() {
    for (index, (name, source)) in samples::all().into_iter().enumerate() {
        println!("{name}");
        for place in places(&source, index) {
            probe(&source[..place], place);
        }
    }
}

#[test]
fn whatever_is_typed_anywhere_is_sound() {
    for (index, (name, source)) in samples::all().into_iter().enumerate() {
        println!("{name}");
        for (turn, place) in places(&source, index + 7).enumerate() {
            let typed = TYPED[(index + turn) % TYPED.len()];
            let text = format!("{}{typed}{}", &source[..place], &source[place..]);
            probe(&text, place + typed.len());
        }
    }
}

#[test]
fn what_is_taken_out_anywhere_leaves_a_sound_text() {
    for (index, (name, source)) in samples::all().into_iter().enumerate() {
        println!("{name}");
        for place in places(&source, index + 3) {
            let gone = source[place..].chars().take(1 + index % 3).map(char::len_utf8).sum::<usize>();
            probe(&format!("{}{}", &source[..place], &source[place + gone..]), place);
        }
    }
}

/// What is typed of a whole instruction, letter by letter, and what is offered first at its end.
#[test]
fn while_a_line_is_typed_its_choices_fit() {
    let head = "ARG VERSION=3\nFROM alpine:3.22 AS base\nARG NAME=x\nENV HOME=/root\n";
    for (line, wanted) in [
        ("C", "COPY "),
        ("COPY --f", "--from="),
        ("COPY --from=b", "base"),
        ("COPY --from=base --ch", "--chown="),
        ("RUN --mount=ty", "type="),
        ("RUN --mount=type=cache,tar", "target="),
        ("RUN --mount=type=secret,i", "id="),
        ("RUN --mount=type=bind,from=ba", "base"),
        ("RUN echo $N", "NAME"),
        ("RUN echo ${H", "HOME}"),
        ("RUN <<E\necho $NA", "NAME"),
        ("WORKDIR $HO", "HOME"),
        ("FROM ba", "base"),
        ("FROM --pl", "--platform="),
        ("FROM alpine:$V", "VERSION"),
        ("FROM base A", "AS "),
        ("HEALTHCHECK --int", "--interval="),
        ("HEALTHCHECK C", "CMD "),
        ("STOPSIGNAL SIGT", "SIGTERM"),
        ("ONBUILD CO", "COPY "),
        ("ONBUILD COPY --li", "--link"),
        ("ARG TARGETA", "TARGETARCH"),
    ] {
        let stage =
            if line.starts_with("COPY --from") || line.contains("from=ba") { "FROM scratch\n" } else { "" };
        let text = format!("{head}{stage}{line}");
        for (place, _) in text.char_indices().skip(head.len()) {
            probe(&text[..place], place);
        }
        let model = Model::new(&text, &Options::default());
        let found = completions(&model, text.len() as u32);
        let typed = found.as_ref().map_or("", |found| &text[found.from as usize..]);
        let fitting = found.iter().flat_map(|found| &found.items).map(|item| item.text.as_str());
        let fitting: Vec<&str> = fitting.filter(|item| item.starts_with(typed)).collect();
        assert!(fitting.contains(&wanted), "{line}: {fitting:?}");
        assert!(line.ends_with(typed) && wanted.starts_with(typed), "{line} would lose {typed:?}");
    }
}
