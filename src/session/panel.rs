/// A part of the page that can be brought to the front.
///
/// On a wide screen the editor and the graph are always there and the others are tabs below the graph; on a narrow one
/// there is one panel at a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Panel {
    /// The text.
    Edit,
    /// The stages and what they take from each other.
    Graph,
    /// The instruction at the caret.
    #[default]
    Explain,
    /// The findings.
    Problems,
    /// The config of the image that is built.
    Image,
    /// The variables at the caret.
    Variables,
    /// What a change rebuilds.
    Rebuild,
    /// What the build is called with.
    Inputs,
}

impl Panel {
    /// All, in the order of the page.
    pub const ALL: [Self; 8] = [
        Self::Edit,
        Self::Graph,
        Self::Explain,
        Self::Problems,
        Self::Image,
        Self::Variables,
        Self::Rebuild,
        Self::Inputs,
    ];

    /// Those that share one place on a wide screen.
    pub const TABS: [Self; 6] =
        [Self::Explain, Self::Problems, Self::Image, Self::Variables, Self::Rebuild, Self::Inputs];

    /// Those of the tabs that have no place of their own at the foot of a narrow screen.
    pub const MORE: [Self; 4] = [Self::Image, Self::Variables, Self::Rebuild, Self::Inputs];

    /// The id in links and in the page: lower case.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Graph => "graph",
            Self::Explain => "explain",
            Self::Problems => "problems",
            Self::Image => "image",
            Self::Variables => "variables",
            Self::Rebuild => "rebuild",
            Self::Inputs => "inputs",
        }
    }

    /// The panel with this id.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|panel| panel.id() == id)
    }

    /// The name on its tab.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Edit => "Edit",
            Self::Graph => "Graph",
            Self::Explain => "Explain",
            Self::Problems => "Problems",
            Self::Image => "Image",
            Self::Variables => "Variables",
            Self::Rebuild => "Rebuild",
            Self::Inputs => "Inputs",
        }
    }

    /// Whether it is one of the tabs of a wide screen.
    pub fn is_tab(self) -> bool {
        Self::TABS.contains(&self)
    }
}
