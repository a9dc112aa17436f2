//! All checks of BuildKit: where each is told, and what silences it.

use super::{Equivalent, Finding, Silencer, all, check_told};
use crate::model::{Model, Options};
use crate::text::Span;

/// A check; a text with the guilty token in `«…»`, and `¦` where a comment for its instruction goes; whether such a comment
/// silences it.
type Check = (&'static str, &'static str, bool);

const CHECKS: [Check; 22] = [
    ("ConsistentInstructionCasing", "FROM a:1\nUSER x\n¦«workdir» /w\n", false),
    ("CopyIgnoredFile", "FROM a:1\n¦COPY x «ignored» /w/\n", true),
    ("DuplicateStageName", "FROM a:1 AS b\n¦FROM c:1 AS «b»\n", false),
    ("ExposeInvalidFormat", "FROM a:1\n¦EXPOSE 80 «8080:80»\n", true),
    ("ExposeProtoCasing", "FROM a:1\n¦EXPOSE 80 81/«TCP»\n", true),
    ("FromAsCasing", "¦FROM a:1 «as» b\n", true),
    ("FromPlatformFlagConstDisallowed", "¦FROM --platform=«linux/amd64» a:1\n", true),
    ("InvalidBaseImagePlatform", "¦FROM --platform=linux/amd64 «arm64v8/alpine:3» AS amd64\n", false),
    ("InvalidDefaultArgInFrom", "ARG T\n¦FROM «a:$T»\n", false),
    ("InvalidDefinitionDescription", "«# ok is not it»\n¦FROM a:1 AS b\n", false),
    ("JSONArgsRecommended", "FROM a:1\n¦«CMD» a b\n", true),
    ("LegacyKeyValueFormat", "FROM a:1\n¦«ENV A» b\n", true),
    ("MaintainerDeprecated", "FROM a:1\n¦«MAINTAINER» me\n", true),
    ("MultipleInstructionsDisallowed", "FROM a:1\n«CMD» [\"a\"]\n¦CMD [\"b\"]\n", true),
    ("NoEmptyContinuation", "FROM a:1\n¦RUN a \\\n«\n»  b\n", false),
    ("RedundantTargetPlatform", "¦FROM «--platform=$TARGETPLATFORM» a:1\n", true),
    ("ReservedStageName", "¦FROM a:1 AS «scratch»\n", false),
    ("SecretsUsedInArgOrEnv", "FROM a:1\n¦ARG A=1 «TOKEN»\n", true),
    ("StageNameCasing", "¦FROM a:1 AS «Base»\n", true),
    ("UndefinedArgInFrom", "¦FROM a:1«$A»\n", true),
    ("UndefinedVar", "FROM a:1\n¦COPY x«${A}» /w\n", true),
    ("WorkdirRelativePath", "FROM a:1\n¦WORKDIR «w»\n", true),
];

/// What is shown and what is silenced of a check, with the model.
fn told(name: &str, text: &str, check: Option<&str>) -> (Vec<Finding>, Vec<Silencer>, Model) {
    let mut options = Options { dockerignore: Some("ignored\n".to_owned()), ..Options::default() };
    if let Some(check) = check {
        options.build_args.insert("BUILDKIT_DOCKERFILE_CHECK".to_owned(), check.to_owned());
    }
    let model = Model::new(text, &options);
    let rule = all().find(|rule| rule.equivalents.contains(&equivalent(name))).expect(name).id;
    let (mut shown, mut silenced) = check_told(&model);
    // An error says the same of this one.
    if name == "InvalidDefaultArgInFrom" {
        let suppressed = super::Suppressed::new(&model);
        shown = super::check(&model);
        silenced = super::check_rule(super::find(rule).expect(rule), &model)
            .into_iter()
            .filter_map(|finding| Some(super::Silenced { by: suppressed.silencer(&finding)?, finding }))
            .collect();
    }
    shown.retain(|finding| finding.rule == rule);
    silenced.retain(|one| one.finding.rule == rule);
    (shown, silenced.into_iter().map(|one| one.by).collect(), model)
}

fn equivalent(name: &str) -> Equivalent {
    let rules = || all().flat_map(|rule| rule.equivalents.iter().copied());
    rules()
        .find(|one| matches!(one, Equivalent::BuildKit(known) if *known == name))
        .expect("a rule for the check")
}

#[test]
fn every_check_points_at_the_guilty_token() {
    for (name, marked, _) in CHECKS {
        let text = marked.replace('¦', "");
        let (start, end) = (text.find('«').unwrap() as u32, text.find('»').unwrap() as u32 - 2);
        let (shown, silenced, model) = told(name, &text.replace(['«', '»'], ""), asking(name));
        let spans: Vec<Span> = shown.iter().map(|finding| finding.span).collect();
        assert_eq!(
            spans,
            [Span::new(start, end)],
            "{name}: {:?}",
            spans.iter().map(|span| model.text(*span)).collect::<Vec<_>>()
        );
        assert!(silenced.is_empty(), "{name}");
    }
}

#[test]
fn every_check_is_silenced_as_buildkit_does() {
    for (name, marked, is_local) in CHECKS {
        let plain = marked.replace(['«', '»', '¦'], "");
        let is_told = |text: &str, check: Option<&str>| {
            let (shown, silenced, _) = told(name, text, check);
            assert_eq!(shown.len() + silenced.len(), 1, "{name}: {text}");
            (shown.len() == 1, silenced.first().copied())
        };
        let experimental = name == "InvalidDefinitionDescription";
        if !experimental {
            for skip in [name, "all"] {
                let (is_shown, by) = is_told(&format!("# check=skip={skip}\n{plain}"), None);
                assert!(!is_shown && matches!(by, Some(Silencer::Comment(_))), "{name}: {skip}");
                let (is_shown, by) = is_told(&plain, Some(&format!("skip={skip}")));
                assert!(!is_shown && by == Some(Silencer::BuildArg), "{name}: {skip}");
            }
        }
        let comment = format!("# check=skip={name}\n");
        let local = marked.replace('¦', &comment).replace(['«', '»'], "");
        // At the very top it would be a directive.
        let local = if local.starts_with('#') && !experimental { format!("ARG Z=1\n{local}") } else { local };
        assert_eq!(is_told(&local, asking(name)).0, !is_local, "{name}: {local}");
    }
}

/// What asks for the experimental check.
fn asking(name: &str) -> Option<&'static str> {
    (name == "InvalidDefinitionDescription").then_some("experimental=all")
}
