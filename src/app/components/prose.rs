use dockerfile_playground::text::prose::{Block, Inline, blocks, inlines};
use yew::prelude::*;

/// What [`Prose`] shows.
#[derive(Properties, PartialEq)]
pub struct ProseProps {
    /// The text in the little Markdown of `text::prose`.
    pub text: AttrValue,
    /// The level of its headings.
    #[prop_or(4)]
    pub level: u8,
}

/// A text of several paragraphs.
#[component]
pub fn Prose(props: &ProseProps) -> Html {
    let one = |one: &Block| block(one, props.level);
    html! { <div class="prose">{ for blocks(&props.text).iter().map(one) }</div> }
}

/// A line of prose, with its code as code.
pub fn prose_line(text: &str) -> Html {
    html! { <>{ for inlines(text).iter().map(inline) }</> }
}

fn block(block: &Block, level: u8) -> Html {
    match block {
        Block::Heading(title) => html! { <@{format!("h{level}")}>{ prose_line(title) }</@> },
        Block::Paragraph(line) => html! { <p>{ for line.iter().map(inline) }</p> },
        Block::List(items) => {
            let item = |line: &Vec<Inline>| html! { <li>{ for line.iter().map(inline) }</li> };
            html! { <ul>{ for items.iter().map(item) }</ul> }
        }
        Block::Code { info, text } => {
            let judgement = match info.split(',').nth(1) {
                Some("bad") => Some(("bad", "Not like this")),
                Some("good") => Some(("good", "Like this")),
                _ => None,
            };
            html! {
                <figure class={classes!("example", judgement.map(|(class, _)| class))}>
                    if let Some((_, words)) = judgement {
                        <figcaption>{ words }</figcaption>
                    }
                    <pre><code>{ text.trim_end() }</code></pre>
                </figure>
            }
        }
    }
}

fn inline(piece: &Inline) -> Html {
    match piece {
        Inline::Text(text) => html! { text },
        Inline::Code(code) => html! { <code>{ code }</code> },
        Inline::Strong(text) => html! { <strong>{ text }</strong> },
        Inline::Link(words, address) => html! {
            <a href={address.clone()} target="_blank" rel="noopener">{ words }</a>
        },
    }
}
