//! How long each part of the page's work takes on 1 MB of what may be slow, for `make bench-hostile`.

use std::time::Instant;

use dockerfile_playground::graph::layout::Direction;
use dockerfile_playground::{Options, analyze, assist, graph, plan};

#[path = "../tests/suite/hostile.rs"]
mod hostile;

fn main() {
    println!("{:<32}{:>12}{:>12}{:>12}{:>12}", "ms", "analysis", "graph", "colours", "plan");
    for (name, text) in hostile::all(1_000_000) {
        let start = Instant::now();
        let model = analyze(&text, &Options::default()).model;
        let mut times = vec![start.elapsed()];
        let parts: [&dyn Fn(); 3] = [
            &|| drop(graph::graph(&model, Direction::LeftToRight)),
            &|| drop((assist::tokens(&model), assist::folds(&model))),
            &|| drop(plan::plan(&model)),
        ];
        for part in parts {
            let start = Instant::now();
            part();
            times.push(start.elapsed());
        }
        let times: String = times.iter().map(|time| format!("{:>12}", time.as_millis())).collect();
        println!("{name:<32}{times}");
    }
}
