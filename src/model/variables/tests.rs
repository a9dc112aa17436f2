use super::*;
use crate::model::Options;

/// What is told of a name where `¦` stands in the text: the value, where it comes from, what it hides, why it is missing.
fn told(marked: &str, name: &str, options: &Options) -> String {
    let offset = marked.find('¦').expect("a text with a mark");
    let model = Model::new(&marked.replacen('¦', "", 1), options);
    let variables = at(&model, offset as u32);
    let Some(one) = variables.list.iter().find(|one| one.name == name) else { return "not told".to_owned() };
    let show = |origin: &Origin| format!("{:?} {} line {}", origin.kind, text(&origin.value), origin.line);
    let mut parts = vec![text(&one.value)];
    parts.extend(one.origin.iter().map(|origin| format!("{:?} line {}", origin.kind, origin.line)));
    parts.extend(one.missing.map(|missing| format!("{missing:?}").split('(').next().unwrap().to_owned()));
    parts.extend(
        one.missing_before
            .map(|missing| format!("before: {missing:?}").split('(').next().unwrap().to_owned()),
    );
    parts.extend(one.hidden.iter().map(|origin| format!("hides {}", show(origin))));
    parts.extend(one.is_used.then(|| "used".to_owned()));
    parts.extend(one.is_set_here.then(|| "set here".to_owned()));
    parts.join("; ")
}

fn text(value: &Option<String>) -> String {
    value.as_ref().map_or_else(|| "nothing".to_owned(), |value| format!("{value:?}"))
}

fn plain(marked: &str, name: &str) -> String {
    told(marked, name, &Options::default())
}

fn given(pairs: &[(&str, &str)]) -> Options {
    let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Options { build_args: pairs.collect(), ..Options::default() }
}

#[test]
fn a_stage_sees_a_global_argument_only_where_it_declares_it() {
    let text = "ARG V=1\nFROM a:$V\nUSER ¦$V\n";
    assert_eq!(plain(text, "V"), "nothing; NotInStage; used");
    assert_eq!(plain("ARG V=1\nFROM a\nARG V\n¦RUN x\n", "V"), "\"1\"; MetaArg line 3");
    assert_eq!(plain("ARG V=1\nFROM ¦a:$V\n", "V"), "\"1\"; ArgDefault line 1; used");
    // A default of its own hides the global value.
    let own = "ARG V=1\nFROM a\nARG V=2\n¦RUN x\n";
    assert_eq!(plain(own, "V"), "\"2\"; ArgDefault line 3; hides ArgDefault \"1\" line 1");
    // A global argument without a value gives nothing.
    assert_eq!(plain("ARG V\nFROM a\nARG V\n¦RUN x\n", "V"), "nothing; Unset line 3; NoDefault");
}

#[test]
fn build_arguments_beat_every_default() {
    let options = given(&[("V", "9")]);
    let text = "ARG V=1\nFROM a\nARG V=2\n¦RUN x\n";
    assert_eq!(
        told(text, "V", &options),
        "\"9\"; BuildArg line 3; hides ArgDefault \"2\" line 3; hides BuildArg \"9\" line 1"
    );
    // But not ENV.
    assert_eq!(
        told("FROM a\nARG V=1\nENV V=2\n¦RUN x\n", "V", &options),
        "\"2\"; Env line 3; hides BuildArg \"9\" line 2"
    );
    // An argument that no line declares is none.
    assert_eq!(told("FROM a\nUSER ¦$V\n", "V", &options), "nothing; Undeclared; used");
}

#[test]
fn the_last_of_arg_and_env_wins() {
    assert_eq!(
        plain("FROM a\nENV V=env\nARG V=arg\n¦RUN x\n", "V"),
        "\"arg\"; ArgDefault line 3; hides Env \"env\" line 2"
    );
    assert_eq!(plain("FROM a\nENV V=env\nARG V\n¦RUN x\n", "V"), "\"env\"; Env line 2");
    assert_eq!(
        plain("FROM a\nARG V=arg\nENV V=env\n¦RUN x\n", "V"),
        "\"env\"; Env line 3; hides ArgDefault \"arg\" line 2"
    );
}

#[test]
fn stages_inherit_arguments_and_environment() {
    let text = "FROM a AS base\nARG V=1\nENV E=$V\nFROM base\n¦RUN x\n";
    assert_eq!(plain(text, "V"), "\"1\"; ArgDefault line 2");
    assert_eq!(plain(text, "E"), "\"1\"; Env line 3");
    let own = "FROM a AS base\nENV E=1\nFROM base\nENV E=2\n¦RUN x\n";
    assert_eq!(plain(own, "E"), "\"2\"; Env line 4; hides Env \"1\" line 2");
    // A stage sets what the config of its base holds anew, so an ARG hides an ENV only to the end of its own stage.
    let hidden = "FROM a AS base\nENV V=env\nFROM base AS mid\nARG V=arg\nFROM mid\n¦RUN x\n";
    assert!(plain(hidden, "V").starts_with("\"env\"; Env line 2"), "{}", plain(hidden, "V"));
    let other = "FROM a AS one\nARG V=1\nFROM a\nUSER ¦$V\n";
    assert_eq!(plain(other, "V"), "nothing; OtherStage; used");
}

#[test]
fn why_there_is_no_value() {
    assert_eq!(plain("FROM a\nUSER ¦$V\nARG V=1\n", "V"), "nothing; DeclaredLater; used");
    assert_eq!(plain("ARG V=1\nFROM a\nUSER ¦$V\nARG V\n", "V"), "nothing; DeclaredLater; used");
    assert_eq!(plain("FROM a\nARG V\nUSER ¦$V\n", "V"), "nothing; Unset line 2; NoDefault; used");
    assert_eq!(plain("FROM a\nUSER ¦$V\n", "V"), "nothing; Undeclared; used");
    assert_eq!(plain("FROM a\nUSER ¦$TARGETARCH\n", "TARGETARCH"), "nothing; NeedsArg; used");
    assert_eq!(plain("ARG A=$B¦\nARG B=1\nFROM a\n", "B"), "nothing; DeclaredLater; used");
    assert_eq!(plain("FROM a AS b\nARG V=1\nFROM ¦x:$V\n", "V"), "nothing; OtherStage; used");
}

#[test]
fn platform_arguments_are_everywhere_before_the_first_stage() {
    assert_eq!(plain("¦\nFROM a\n", "TARGETARCH"), "\"amd64\"; Platform line 0");
    assert_eq!(plain("FROM a\n¦RUN x\n", "TARGETARCH"), "not told");
    let arm = Options { platform: Some("linux/arm64".to_owned()), ..Options::default() };
    assert_eq!(told("FROM a\nARG TARGETARCH\n¦RUN x\n", "TARGETARCH", &arm), "\"arm64\"; Platform line 2");
    assert_eq!(plain("FROM a\nARG TARGETARCH=mine\n¦RUN x\n", "TARGETARCH"), "\"mine\"; ArgDefault line 2");
}

#[test]
fn an_instruction_shows_what_it_sets() {
    assert_eq!(
        plain("FROM a\nENV V=1\nENV V=${V}2¦\n", "V"),
        "\"12\"; Env line 3; hides Env \"1\" line 2; used; set here"
    );
    // Within one ARG each sees the ones before it, within one ENV none does.
    assert_eq!(plain("FROM a\nARG A=1 B=$A¦\n", "B"), "\"1\"; ArgDefault line 2; set here");
    assert_eq!(plain("FROM a\nENV A=1 B=$A¦\n", "B"), "\"\"; Env line 2; set here");
    assert_eq!(
        plain("ARG V\nFROM a\nENV V=$V¦\n", "V"),
        "\"\"; Env line 3; before: NotInStage; used; set here"
    );
    assert_eq!(plain("FROM a\n¦\nENV A=1\n", "A"), "nothing; DeclaredLater");
}

#[test]
fn the_shell_of_run_sees_the_same_and_what_it_sets_itself() {
    assert_eq!(plain("FROM a\nENV V=1\nRUN echo ¦$V\n", "V"), "\"1\"; Env line 2; used");
    assert_eq!(plain("FROM a\nRUN V=1; echo ¦$V\n", "V"), "nothing; SetByScript; used");
    assert_eq!(plain("FROM a\nRUN for v in a b; do echo ¦$v; done\n", "v"), "nothing; SetByScript; used");
    assert_eq!(plain("FROM a\nRUN echo ¦\"$HOME\" '$X'\n", "HOME"), "nothing; Undeclared; used");
    assert_eq!(plain("FROM a\nRUN echo ¦\"$HOME\" '$X'\n", "X"), "not told");
    let proxy = given(&[("http_proxy", "p")]);
    assert_eq!(told("FROM a\nRUN ¦echo $http_proxy\n", "http_proxy", &proxy), "\"p\"; used");
    assert_eq!(told("FROM a\nUSER ¦$http_proxy\n", "http_proxy", &proxy), "nothing; Undeclared; used");
    assert_eq!(plain("FROM a\nARG V=1\nRUN <<E\necho $V¦\nE\n", "V"), "\"1\"; ArgDefault line 2; used");
}

#[test]
fn a_container_has_the_environment_and_no_arguments() {
    assert_eq!(plain("FROM a\nENV P=1\nCMD run ¦$P\n", "P"), "\"1\"; Env line 2; used");
    assert_eq!(plain("FROM a\nARG P=1\nCMD run ¦$P\n", "P"), "nothing; ArgDefault line 2; BuildOnly; used");
    assert_eq!(plain("FROM a\nENV P=1\nARG P=2\nCMD run ¦$P\n", "P"), "\"1\"; Env line 2; used");
    assert_eq!(plain("FROM a\nARG P=2\nCMD run ¦$P\nENV P=3\n", "P"), "\"3\"; Env line 4; used");
    assert_eq!(use_in("FROM a\nCMD run ¦$P\nENV P=later\n").as_deref(), Some("later"));
    assert_eq!(plain("FROM a\nCMD [\"run\", \"¦$P\"]\n", "P"), "not told");
}

/// The value of the use at the mark.
fn use_in(marked: &str) -> Option<String> {
    let offset = marked.find('¦')? as u32;
    use_at(&Model::new(&marked.replacen('¦', "", 1), &Options::default()), offset)?.value
}

#[test]
fn the_innermost_use_is_meant() {
    assert_eq!(use_in("FROM a\nENV A=1 B=2\nUSER ${X:-¦$B}\n").as_deref(), Some("2"));
    assert_eq!(use_in("FROM a\nENV A=1\nRUN echo \"${A:-¦x}\"\n").as_deref(), Some("1"));
    assert_eq!(use_in("FROM a\nENV A=1\nRUN echo $A¦ x\n"), None);
}

#[test]
fn long_files_are_no_trouble() {
    let mut text = "FROM a\n".to_owned();
    (0..5_000).for_each(|index| text.push_str(&format!("ENV V=x{index} W{index}=$V\n")));
    let model = Model::new(&text, &Options::default());
    let variables = at(&model, text.len() as u32);
    assert_eq!(variables.list.len(), 5_002);
    let one = variables.list.iter().find(|one| one.name == "V").unwrap();
    assert_eq!((one.value.as_deref(), one.hidden.len()), (Some("x4999"), MAX_HIDDEN));
}
