use super::builder::{Builder, Task, step};
use super::{Op, Step};
use crate::instruction::source::SourceKind;
use crate::instruction::{Add, Copy, Source};

impl Builder<'_> {
    /// The steps of COPY; gives the one that makes the state behind it.
    pub(super) fn copy(&mut self, task: &Task, copy: &Copy, state: Option<usize>) -> Option<usize> {
        let mut sources = Vec::new();
        match &copy.from {
            Some(from) => sources.extend(self.endpoint(task, from.span, Some(task.lines))),
            None => copy.sources.iter().for_each(|source| self.source(task, source, false, &mut sources)),
        }
        // A link that sets a mode has to see the files below it.
        let is_link = copy.link && copy.chmod.is_none();
        Some(self.files(task, sources, is_link, state))
    }

    /// The steps of ADD.
    pub(super) fn add_files(&mut self, task: &Task, add: &Add, state: Option<usize>) -> Option<usize> {
        let mut sources = Vec::new();
        add.sources.iter().for_each(|source| self.source(task, source, true, &mut sources));
        Some(self.files(task, sources, add.link && add.chmod.is_none(), state))
    }

    /// Adds what one source waits for.
    fn source(&mut self, task: &Task, source: &Source, is_add: bool, inputs: &mut Vec<usize>) {
        let input = match source {
            Source::Heredoc(_, at) => {
                let heredoc = task.node.heredocs.get(*at);
                let body = heredoc.map(|heredoc| self.model.text(heredoc.body)).unwrap_or_default();
                let name = heredoc.map(|heredoc| heredoc.name.as_str()).unwrap_or_default();
                self.inline(task, &format!("{name}\n{body}"))
            }
            Source::Path(word) => {
                let text = self.model.expand(task.index, word).unwrap_or_else(|| word.text.clone());
                let is_remote = is_add && !matches!(SourceKind::parse(&text), Ok(SourceKind::Local) | Err(_));
                if is_remote {
                    let remote = step(Op::Source, task.name.clone(), Vec::new());
                    let remote = Step { stage: Some(task.stage), instruction: Some(task.index), ..remote };
                    self.add(remote, format!("remote {text}"), 0)
                } else {
                    self.context()
                }
            }
        };
        if !inputs.contains(&input) {
            inputs.push(input);
        }
    }

    /// The step that makes a file of a heredoc.
    pub(super) fn inline(&mut self, task: &Task, content: &str) -> usize {
        let inline = step(Op::File, "[internal] preparing inline document".to_owned(), Vec::new());
        let inline = Step { stage: Some(task.stage), instruction: Some(task.index), ..inline };
        self.add(inline, format!("inline {content}"), 0)
    }

    /// The step that copies, and where it is linked, the one that lays the copy over the state.
    fn files(&mut self, task: &Task, sources: Vec<usize>, is_link: bool, state: Option<usize>) -> usize {
        let key = format!("{}{}", task.text, self.surroundings(task));
        let Some(state) = state else { return self.add(task.step(Op::File, sources), key, task.fingerprint) };
        if !is_link {
            let mut inputs = vec![state];
            inputs.extend(sources.into_iter().filter(|source| *source != state));
            return self.add(task.step(Op::File, inputs), key, task.fingerprint);
        }
        let copied = self.add(task.step(Op::File, sources), key, task.fingerprint);
        let mut merge = task.step(Op::Merge, vec![state, copied]);
        merge.name = match merge.name.split_once("] ") {
            Some((number, text)) => format!("{number}] LINK {text}"),
            None => merge.name,
        };
        self.add(merge, "merge".to_owned(), 0)
    }
}
