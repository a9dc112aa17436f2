use dockerfile_playground::text::{Change, PreviewLine};
use yew::prelude::*;

/// What [`Changes`] shows.
#[derive(Properties, PartialEq)]
pub struct ChangesProps {
    /// The lines that go and come.
    pub lines: Vec<PreviewLine>,
}

/// Lines before and after a change, with their numbers.
#[component]
pub fn Changes(props: &ChangesProps) -> Html {
    html! {
        <table class="changes" aria-label="What the fix changes">
            <tbody>{ for props.lines.iter().map(row) }</tbody>
        </table>
    }
}

fn row(line: &PreviewLine) -> Html {
    let (class, sign, word) = match line.change {
        Change::Removed => ("removed", "\u{2212}", "before"),
        Change::Added => ("added", "+", "after"),
    };
    html! {
        <tr {class}>
            <th scope="row"><span class="hidden">{ format!("{word}, line ") }</span>{ line.number }</th>
            <td aria-hidden="true">{ sign }</td>
            <td><code>{ &line.text }</code></td>
        </tr>
    }
}
