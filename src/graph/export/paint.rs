use super::Theme;
use crate::graph::HUES;

/// What has a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paint {
    None,
    Page,
    Panel,
    Line,
    Text,
    Muted,
    Error,
    Band,
    /// The hue of a stage.
    Stage(usize),
}

/// Light and dark, in the order of [`Paint`], the hues last.
const COLOURS: [(&str, &str); 7 + HUES] = [
    ("#f6f7f9", "#10141b"),
    ("#ffffff", "#161b24"),
    ("#7d8595", "#6b768b"),
    ("#1b2230", "#e4e8f0"),
    ("#566074", "#9aa5b8"),
    ("#b3261e", "#ff8a80"),
    ("#eef2f8", "#1e2532"),
    ("#0072b2", "#56b4e9"),
    ("#ad500a", "#f0a060"),
    ("#00775a", "#4fd0aa"),
    ("#9c3f80", "#e08fc4"),
    ("#6b6400", "#d8cc4a"),
    ("#5b4fc4", "#a9a0ff"),
    ("#b02a3a", "#ff8f98"),
    ("#4a6577", "#a3bccd"),
];

impl Paint {
    fn place(self) -> Option<usize> {
        Some(match self {
            Self::None => return None,
            Self::Page => 0,
            Self::Panel => 1,
            Self::Line => 2,
            Self::Text => 3,
            Self::Muted => 4,
            Self::Error => 5,
            Self::Band => 6,
            Self::Stage(hue) => 7 + hue % HUES,
        })
    }
}

impl Theme {
    /// The attributes of something with this inside and outline. Programs that read no style sheet show it light.
    pub(super) fn attributes(self, fill: Paint, stroke: Paint) -> String {
        let colour = |paint: Paint| match paint.place().and_then(|place| COLOURS.get(place)) {
            Some((_, dark)) if self == Self::Dark => dark,
            Some((light, _)) => light,
            None => "none",
        };
        let mut written = format!(" fill=\"{}\"", colour(fill));
        if stroke != Paint::None {
            written.push_str(&format!(" stroke=\"{}\"", colour(stroke)));
        }
        if self == Self::System {
            let class = |letter, paint: Paint| paint.place().map(|place| format!("{letter}{place}"));
            let classes: Vec<String> = class('f', fill).into_iter().chain(class('s', stroke)).collect();
            written.push_str(&format!(" class=\"{}\"", classes.join(" ")));
        }
        written
    }

    /// The style sheet that makes it dark where its reader likes that.
    pub(super) fn sheet(self) -> String {
        if self != Self::System {
            return String::new();
        }
        let rule = |(place, (_, dark)): (usize, &(&str, &str))| {
            format!(".f{place}{{fill:{dark}}}.s{place}{{stroke:{dark}}}")
        };
        let rules: String = COLOURS.iter().enumerate().map(rule).collect();
        format!("<style>@media(prefers-color-scheme:dark){{{rules}}}</style>\n")
    }
}

#[test]
fn the_colours_are_those_of_the_page() {
    let tokens = include_str!("../../../static/style/tokens.css");
    for (light, dark) in COLOURS {
        assert!(tokens.contains(&format!("light-dark({light}, {dark})")), "{light}, {dark}");
    }
}
