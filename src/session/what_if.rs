use std::rc::Rc;

use crate::model::{DEFAULT_PLATFORM, Model};
use crate::plan::{self, Change, Plan};

/// What the panel "Rebuild" asks: one kind of change, and what was entered for each, so that changing the kind loses
/// nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhatIf {
    /// Which of them is asked.
    pub kind: WhatIfKind,
    /// The path that changes; what the file offers first where it is absent.
    pub path: Option<String>,
    /// The build argument; the first of the file where it is absent.
    pub argument: Option<String>,
    /// Its new value; some other one where it is absent.
    pub value: Option<String>,
    /// The image that moves; the first of the file where it is absent.
    pub image: Option<String>,
    /// The stage without the cache; all where it is absent.
    pub stage: Option<String>,
    /// The platform; another one than now where it is absent.
    pub platform: Option<String>,
    /// The text to compare with.
    pub before: Rc<str>,
}

/// A kind of change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WhatIfKind {
    /// A file of the build context.
    #[default]
    Path,
    /// A build argument.
    Argument,
    /// A base image.
    Image,
    /// The text.
    Text,
    /// A build without the cache.
    NoCache,
    /// Another platform.
    Platform,
}

impl WhatIfKind {
    /// All, in the order of the panel.
    pub const ALL: [Self; 6] =
        [Self::Path, Self::Argument, Self::Image, Self::Text, Self::NoCache, Self::Platform];

    /// The id in links.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Argument => "arg",
            Self::Image => "image",
            Self::Text => "text",
            Self::NoCache => "no-cache",
            Self::Platform => "platform",
        }
    }

    /// What the panel calls it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Path => "A file changes",
            Self::Argument => "A build argument changes",
            Self::Image => "A base image moves",
            Self::Text => "This text was edited",
            Self::NoCache => "The cache is not used",
            Self::Platform => "The platform changes",
        }
    }
}

/// What stands for some other value.
pub const OTHER_VALUE: &str = "another-value";

impl WhatIf {
    /// Nothing entered yet; texts are compared with `before`.
    pub fn new(before: Rc<str>) -> Self {
        let kind = WhatIfKind::Path;
        let (path, argument, value) = (None, None, None);
        Self { kind, path, argument, value, image: None, stage: None, platform: None, before }
    }

    /// The change that is asked for; `None` where something is missing for it.
    pub fn change(&self, model: &Model, plan: &Plan) -> Option<Change> {
        let given = |text: String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Some(match self.kind {
            WhatIfKind::Path => Change::Path(given(self.path(plan))?),
            WhatIfKind::Argument => {
                let value = self.value.clone().unwrap_or_else(|| OTHER_VALUE.to_owned());
                Change::BuildArg(given(self.argument(model))?, Some(value))
            }
            WhatIfKind::Image => Change::Image(given(self.image(plan))?),
            WhatIfKind::Text => Change::Text(self.before.to_string()),
            WhatIfKind::NoCache => Change::NoCache(self.stage.clone().into_iter().collect()),
            WhatIfKind::Platform => Change::Platform(given(self.platform(model))?),
        })
    }

    /// The path as it is shown.
    pub fn path(&self, plan: &Plan) -> String {
        self.path.clone().unwrap_or_else(|| first(plan::paths(plan)))
    }

    /// The argument as it is shown.
    pub fn argument(&self, model: &Model) -> String {
        self.argument.clone().unwrap_or_else(|| first(plan::arguments(model)))
    }

    /// The image as it is shown.
    pub fn image(&self, plan: &Plan) -> String {
        self.image.clone().unwrap_or_else(|| first(plan::images(plan)))
    }

    /// The platform as it is shown.
    pub fn platform(&self, model: &Model) -> String {
        let other =
            if model.options.platform() == DEFAULT_PLATFORM { "linux/arm64" } else { DEFAULT_PLATFORM };
        self.platform.clone().unwrap_or_else(|| other.to_owned())
    }

    /// The question in a link: `path:src/main.c`, `arg:MODE=slow`, `image`, … Nothing where it is as at first. The text
    /// to compare with is not part of it.
    pub fn to_text(&self) -> String {
        let entered = match self.kind {
            WhatIfKind::Path => self.path.clone(),
            WhatIfKind::Argument => match (&self.argument, &self.value) {
                (Some(name), Some(value)) => Some(format!("{name}={value}")),
                (name, _) => name.clone(),
            },
            WhatIfKind::Image => self.image.clone(),
            WhatIfKind::Text => None,
            WhatIfKind::NoCache => self.stage.clone(),
            WhatIfKind::Platform => self.platform.clone(),
        };
        match entered {
            Some(entered) => format!("{}:{entered}", self.kind.id()),
            None if self.kind == WhatIfKind::default() => String::new(),
            None => self.kind.id().to_owned(),
        }
    }

    /// Takes over what [`WhatIf::to_text`] wrote. What makes no sense is passed over.
    pub fn read(&mut self, text: &str) {
        let (id, entered) = text.split_once(':').map_or((text, None), |(id, entered)| (id, Some(entered)));
        let Some(kind) = WhatIfKind::ALL.into_iter().find(|kind| kind.id() == id) else { return };
        self.kind = kind;
        let entered = entered.map(str::to_owned);
        match kind {
            WhatIfKind::Path => self.path = entered,
            WhatIfKind::Argument => {
                let pair = entered.as_deref().and_then(|entered| entered.split_once('='));
                self.value = pair.map(|(_, value)| value.to_owned());
                self.argument = pair.map(|(name, _)| name.to_owned()).or(entered);
            }
            WhatIfKind::Image => self.image = entered,
            WhatIfKind::Text => {}
            WhatIfKind::NoCache => self.stage = entered,
            WhatIfKind::Platform => self.platform = entered,
        }
    }
}

fn first(offers: Vec<String>) -> String {
    offers.into_iter().next().unwrap_or_default()
}

#[test]
fn questions_round_trip() {
    for text in [
        "path:src/a b",
        "arg:A=1=2",
        "arg:A",
        "arg",
        "image:a:1",
        "text",
        "no-cache",
        "no-cache:x",
        "platform:linux/s390x",
        "",
    ] {
        let mut asked = WhatIf::new("".into());
        asked.read(text);
        assert_eq!(asked.to_text(), text);
    }
    let mut asked = WhatIf::new("".into());
    asked.read("pink:1");
    assert_eq!(asked, WhatIf::new("".into()));
}

#[test]
fn what_is_not_entered_is_taken_from_the_file() {
    let model = Model::new("ARG A=1\nFROM x:$A\nCOPY go.mod .\n", &crate::Options::default());
    let plan = plan::plan(&model);
    let mut asked = WhatIf::new("".into());
    let changes = WhatIfKind::ALL.map(|kind| {
        asked.kind = kind;
        asked.change(&model, &plan)
    });
    let expected = [
        Change::Path("go.mod".to_owned()),
        Change::BuildArg("A".to_owned(), Some(OTHER_VALUE.to_owned())),
        Change::Image("docker.io/library/x:1".to_owned()),
        Change::Text(String::new()),
        Change::NoCache(Vec::new()),
        Change::Platform("linux/arm64".to_owned()),
    ];
    assert_eq!(changes, expected.map(Some));
    let nothing = WhatIf { path: Some(" ".to_owned()), ..WhatIf::new("".into()) };
    assert_eq!(nothing.change(&model, &plan), None);
}
