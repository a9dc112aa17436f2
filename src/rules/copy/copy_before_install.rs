use crate::instruction::{Kind, Source};
use crate::model::{Model, RunScript, ScriptSource, Stage};
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::shell::{Command, Install};
use crate::syntax::{Keyword, Word};
use crate::text::Span;

rule! {
    /// Installs dependencies behind a copy of everything
    ///
    /// ## Why it matters
    /// A step comes from the cache while nothing before it has changed. With `COPY . .` in front, any change to any file
    /// makes the dependencies be downloaded again. The files that list them change seldom: copied alone, they keep the
    /// installation in the cache.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM node:24
    /// WORKDIR /app
    /// COPY . .
    /// RUN npm ci
    /// ```
    /// ```dockerfile,good
    /// FROM node:24
    /// WORKDIR /app
    /// COPY package.json package-lock.json ./
    /// RUN npm ci
    /// COPY . .
    /// ```
    ///
    /// ## Fix
    /// Copies the files that list the dependencies and installs before the copy, where the two stand next to each other.
    /// Unsafe: an installation may need more files, such as a script that it runs.
    pub const RULE: Rule = Rule {
        id: "copy-before-install",
        severity: Severity::Info,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for stage in &model.stages {
        check_stage(model, stage, findings);
    }
}

/// The first installation of a stage counts: later ones stand behind it anyway.
fn check_stage(model: &Model, stage: &Stage, findings: &mut Findings) {
    let mut copies = model.stage_with(stage, &[Keyword::Add, Keyword::Copy]);
    let Some((at, source, destination)) = copies.find_map(|(index, _, kind)| all_to(index, kind?)) else {
        return;
    };
    let runs = model.stage_with(stage, &[Keyword::Run]);
    let mut runs = runs.filter_map(|(index, _, kind)| model.script(index).filter(|_| kind.is_some()));
    let installed = runs.find_map(|run| Some((run, run.script.commands.iter().find_map(Command::install)?)));
    if let Some((run, install)) = installed.filter(|(run, _)| run.instruction > at) {
        let message = format!("any change to a file makes `{}` below run again", install.name);
        findings.add(source.word().span, message, fix(model, (at, destination), run, &install));
    }
}

/// Where an instruction copies the whole build context to, with its index and its source.
fn all_to(index: usize, kind: &Kind) -> Option<(usize, &Source, &Word)> {
    match kind {
        Kind::Copy(copy) if copy.from.is_none() => Some((index, context(&copy.sources)?, &copy.destination)),
        Kind::Add(add) => Some((index, context(&add.sources)?, &add.destination)),
        _ => None,
    }
}

/// The only source, where it is the whole build context.
fn context(sources: &[Source]) -> Option<&Source> {
    let [source] = sources else { return None };
    matches!(source.word().text.as_str(), "." | "./" | "*" | "./*" | "/").then_some(source)
}

/// Where the installation is all of the RUN right behind the copy.
fn fix(model: &Model, copied: (usize, &Word), run: &RunScript, install: &Install) -> Option<Fix> {
    let (index, destination) = copied;
    let (copy_node, run_node) = (model.instruction(index)?, model.instruction(run.instruction)?);
    let is_plain =
        run.source == ScriptSource::Line && run.script.commands.len() == 1 && run_node.heredocs.is_empty();
    let is_here = matches!(destination.text.as_str(), "." | "./");
    let is_beside = !install.files.iter().any(|file| file.contains('/'));
    if run.instruction != index + 1 || !is_plain || !is_here || !is_beside || !copy_node.flags.is_empty() {
        return None;
    }
    let text = run_node.span.of(&model.source);
    let before = format!("COPY {} ./\n{text}\n", install.files.join(" "));
    let gap = Span::new(copy_node.span.end, run_node.span.end);
    let edits = vec![Edit::insert(copy_node.keyword_span.start, before), Edit::delete(gap)];
    (run_node.comments.is_empty())
        .then(|| Fix::unsafe_(format!("Install before `{}`", copy_node.line.text.trim()), edits))
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm install\n",
        "FROM a\nCOPY . .\nRUN npm install -g x && npm run build\n",
        "FROM a\nCOPY --from=b:1 . .\nRUN npm ci\n",
        "FROM a\nCOPY . .\nRUN pip install . && pip install x\n",
    ];
    let fail = [
        "FROM a\nCOPY «.» /app\nRUN go mod download && go build\nRUN npm ci\n",
        "FROM a\nADD «./» .\nRUN --mount=type=cache,target=/x make x && bundle install\n",
    ];
    let fix = [
        (
            "FROM a\nCOPY «.» .\nRUN npm ci --omit=dev\nRUN x\n",
            "FROM a\nCOPY package*.json ./\nRUN npm ci --omit=dev\nCOPY . .\nRUN x\n",
        ),
        (
            "FROM a\nCOPY «.» ./\n\nRUN pip install \\\n  -r req.txt\n",
            "FROM a\nCOPY req.txt ./\nRUN pip install \\\n  -r req.txt\nCOPY . ./\n",
        ),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
