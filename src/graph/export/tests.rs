use super::*;
use crate::Options;
use crate::graph::graph;
use crate::graph::layout::Direction;
use crate::model::Model;

const FILE: &str = "\
FROM golang:1.25 AS build
RUN go build
FROM build AS <\"&b>
FROM scratch
COPY --from=build /a /a
COPY --from=build /b /b
RUN --mount=from=build,target=/x y
";

fn of(source: &str) -> Graph {
    graph(&Model::new(source, &Options::default()), Direction::LeftToRight)
}

#[test]
fn mermaid_says_what_is_drawn() {
    let written = "flowchart LR
  n0[\"build<br/>1 step\"]
  n1[\"#60;#34;#38;b#62;<br/>no steps\"]
  n2[\"stage 2<br/>3 steps<br/>from scratch\"]
  n3([\"golang<br/>1.25 · image\"])
  n3 --> n0
  n0 --> n1
  n0 -.->|\"COPY ×2\"| n2
  n0 -.->|\"mount\"| n2
  classDef target stroke-width:3px
  class n2 target
  classDef unneeded opacity:0.45
  class n1 unneeded
";
    assert_eq!(mermaid(&of(FILE)), written);
    assert_eq!(mermaid(&of("")), "flowchart LR\n");
}

#[test]
fn dot_says_what_is_drawn() {
    let written = dot(&of(FILE));
    for line in [
        "  n0 [label=\"build\\n1 step\", style=\"rounded\"]\n",
        "  n1 [label=\"<\\\"&amp;b>\\nno steps\", style=\"rounded\", color=gray60, fontcolor=gray60]\n",
        "  n2 [label=\"stage 2\\n3 steps\\nfrom scratch\", style=\"rounded\", penwidth=3]\n",
        "  n3 [label=\"golang\\n1.25 · image\", style=\"rounded,dashed\"]\n",
        "  n0 -> n2 [style=dashed, label=\"COPY ×2\"]\n",
    ] {
        assert!(written.contains(line), "{line}{written}");
    }
}

#[test]
fn pictures_stand_alone() {
    for theme in Theme::ALL {
        let picture = svg(&of(FILE), theme);
        assert!(picture.starts_with("<svg xmlns=") && picture.ends_with("</svg>\n"));
        assert!(picture.contains("&lt;&quot;&amp;b&gt;") && !picture.contains("<\"&"));
        assert_eq!(picture.contains("<style>"), theme == Theme::System);
        assert_eq!(picture.contains("#f6f7f9"), theme != Theme::Dark);
        assert!(!picture.contains("href") && !picture.contains("font-face"));
        assert_eq!(picture.matches("<rect").count(), 5);
    }
    assert!(svg(&of(""), Theme::Light).contains("width=\"1\""));
}
