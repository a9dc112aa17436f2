use dockerfile_playground::Options;
use dockerfile_playground::instruction::Platform;
use dockerfile_playground::model::{DEFAULT_PLATFORM, Endpoint, Model};
use dockerfile_playground::session::{Action, Input, command_line, count_inputs, is_for_posix_shells};
use yew::prelude::*;

use super::Links;
use super::inputs_rows::{arguments, contexts};
use crate::app::analysis::Analysed;
use crate::app::browser::element;
use crate::app::components::{CopyButton, NewPair, prose_line};
use crate::app::same::Same;
use dockerfile_playground::text::capitalized;

/// Platforms that are often built for.
const PLATFORMS: [&str; 9] = [
    "linux/amd64",
    "linux/arm64",
    "linux/arm/v7",
    "linux/arm/v6",
    "linux/386",
    "linux/ppc64le",
    "linux/riscv64",
    "linux/s390x",
    "windows/amd64",
];

/// Build arguments that mean something without any ARG.
const KNOWN_ARGUMENTS: [&str; 8] = [
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "NO_PROXY",
    "SOURCE_DATE_EPOCH",
    "BUILDKIT_SYNTAX",
    "BUILDKIT_DOCKERFILE_CHECK",
    "BUILDKIT_INLINE_CACHE",
    "TARGETPLATFORM",
];

/// More names are not offered.
const MAX_NAMES: usize = 200;

/// What an [`InputsPanel`] shows and reports.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The analysis, which knows what can be given.
    pub data: Same<Analysed>,
    /// What is given; newer than the analysis may be.
    pub options: Options,
    /// How it acts on the text.
    pub links: Links,
    /// How it acts on the session.
    pub on_action: Callback<Action>,
}

/// What the build is called with: everything else on the page follows it.
#[component]
pub fn InputsPanel(props: &Props) -> Html {
    let Props { data, options, links, on_action } = props;
    let model = &data.analysis.model;
    let set = on_action.reform(Action::Input);
    let reset = set.reform(|_: MouseEvent| Input::All(Options::default()));
    let count = count_inputs(options);
    html! {
        <div class="inputs">
            <div class="panel-head">
                <h2>{ "Build inputs" }</h2>
                <span class="spring" />
                if count > 0 {
                    <button type="button" class="button" onclick={reset}>{ "Reset all" }</button>
                }
            </div>
            <p class="meta">{ "What the build is called with. Graph, values, problems and image follow." }</p>
            <div class="input-columns">
                { target(model, options, &set) }
                { platform(options, &set) }
            </div>
            <h3>{ "Build arguments" }</h3>
            { arguments(model, links, &set) }
            <NewPair id="new-argument" name="Argument" value="Value" label="Add argument" names={known_arguments()}
                on_add={set.reform(|(name, value)| Input::BuildArg(name, Some(value)))} />
            <h3>{ "Named contexts" }</h3>
            <p class="input-note">{ prose_line("Replaces an image of this name in `FROM` and `--from` by a folder, an image or a repository.") }</p>
            { contexts(options, &set) }
            <NewPair id="new-context" name="Context" value="Folder, image or address" label="Add context"
                names={images(model)} on_add={set.reform(|(name, source)| Input::Context(name, Some(source)))} />
            { ignore(options, &set) }
            { command(options) }
        </div>
    }
}

fn target(model: &Model, options: &Options, set: &Callback<Input>) -> Html {
    let last = model.stages.last().map_or_else(String::new, |stage| format!(" ({})", stage.title()));
    let mut names: Vec<&str> = Vec::new();
    for name in model.stages.iter().filter_map(|stage| stage.name.as_deref()).take(MAX_NAMES) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let asked = options.target.as_deref();
    let is_asked = |name: &str| asked.is_some_and(|asked| asked.eq_ignore_ascii_case(name));
    let missing = asked.filter(|asked| !names.iter().any(|name| name.eq_ignore_ascii_case(asked)));
    let option = |name: &&str| {
        let name = (*name).to_owned();
        html! { <option value={name.clone()} selected={is_asked(&name)}>{ name }</option> }
    };
    let onchange = set
        .reform(|event: Event| Input::Target(Some(element::value(&event)).filter(|name| !name.is_empty())));
    html! {
        <div class="input">
            <label for="target-stage">{ "Target" }</label>
            <select id="target-stage" {onchange}>
                <option value="" selected={asked.is_none()}>{ format!("The last stage{last}") }</option>
                { for names.iter().map(option) }
                if let Some(missing) = missing {
                    <option value={missing.to_owned()} selected={true}>{ format!("{missing} (no stage has this name)") }</option>
                }
            </select>
        </div>
    }
}

fn platform(options: &Options, set: &Callback<Input>) -> Html {
    let asked = options.platform.clone().unwrap_or_default();
    let problem = if asked.is_empty() { None } else { Platform::parse(&asked).err() };
    let oninput = set.reform(|event: InputEvent| Input::Platform(element::value(&event)));
    html! {
        <div class="input">
            <label for="platform">{ "Platform" }</label>
            <input id="platform" type="text" value={asked} placeholder={DEFAULT_PLATFORM} list="platforms" {oninput}
                spellcheck="false" autocapitalize="off" autocomplete="off" aria-invalid={problem.is_some().to_string()}
                aria-describedby="platform-problem" />
            <datalist id="platforms">{ for PLATFORMS.iter().map(|name| html! { <option value={*name} /> }) }</datalist>
            <span id="platform-problem" class="input-problem" role="status">
                if let Some(problem) = problem {
                    { format!("{}.", capitalized(&problem.to_string())) }
                }
            </span>
        </div>
    }
}

fn known_arguments() -> Vec<AttrValue> {
    KNOWN_ARGUMENTS.into_iter().map(AttrValue::Static).collect()
}

/// The images that the file names, each once: a context of that name takes their place.
fn images(model: &Model) -> Vec<AttrValue> {
    let mut names: Vec<AttrValue> = Vec::new();
    for edge in model.edges.iter().take(MAX_NAMES) {
        if let Endpoint::Image(name) = &edge.from
            && !names.iter().any(|known| known == name)
        {
            names.push(name.clone().into());
        }
    }
    names
}

fn ignore(options: &Options, set: &Callback<Input>) -> Html {
    let text = options.dockerignore.clone().unwrap_or_default();
    let rows = text.lines().count().clamp(2, 10) + 1;
    let oninput = set.reform(|event: InputEvent| Input::Ignore(element::value(&event)));
    html! {
        <>
            <h3><label for="dockerignore">{ ".dockerignore" }</label></h3>
            <textarea id="dockerignore" rows={rows.to_string()} value={text} {oninput} spellcheck="false"
                placeholder={"A pattern a line, such as\n.git\nnode_modules"} />
        </>
    }
}

fn command(options: &Options) -> Html {
    let line = command_line(options);
    let text = line.clone();
    html! {
        <>
            <div class="panel-head">
                <h3>{ "Command" }</h3>
                <span class="spring" />
                <CopyButton label="Copy command" text={Callback::from(move |()| text.clone())} />
            </div>
            <pre class="command" tabindex="0" aria-label="Command line"><code>{ &line }</code></pre>
            if is_for_posix_shells(&line) {
                <p class="input-note">{ "Written for bash, zsh and other POSIX shells; PowerShell and cmd quote and break lines in other ways." }</p>
            }
        </>
    }
}
