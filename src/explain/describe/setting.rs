use super::describe;
use crate::explain::Topic;
use crate::explain::command::path;
use crate::explain::draft::{Draft, Scene};
use crate::explain::words::{code, code_list, plural};
use crate::instruction::port::PortSpec;
use crate::instruction::{Expose, Maintainer, Onbuild, Stopsignal, User, Volume, Workdir};
use crate::syntax::Arguments;
use crate::text::upper;

/// EXPOSE: each port with what usually listens there.
pub(super) fn expose(scene: &Scene, expose: &Expose, draft: &mut Draft) {
    let ports: Vec<String> = expose.ports.iter().map(|word| scene.value(word)).collect();
    draft.summary = format!(
        "Notes that the container listens on {} {}; publishing is up to `docker run -p`.",
        plural(ports.len(), "port"),
        code_list(&ports, 6)
    );
    for (word, text) in expose.ports.iter().zip(&ports) {
        let detail = match PortSpec::parse(text) {
            Ok(port) => {
                let first = *port.ports.start();
                let usual = usual(first).map(|usual| format!(", usually {usual}")).unwrap_or_default();
                let number = match port.ports.end() {
                    end if *end == first => format!("{} port {first}{usual}", upper(&port.protocol)),
                    end => format!("{} ports {first} to {end}", upper(&port.protocol)),
                };
                let root = if first < 1024 && first > 0 {
                    " Below 1024, where older systems let only root listen."
                } else {
                    ""
                };
                format!("{number}.{root}{}", scene.resolved(word))
            }
            Err(_) => "No valid port: write `80`, `80/udp` or `8000-8010`.".to_owned(),
        };
        draft.part(word.span, &word.text, "port", detail, None);
        if !draft.has_room() {
            break;
        }
    }
}

/// What a port is used for by custom.
fn usual(port: u16) -> Option<&'static str> {
    Some(match port {
        22 => "SSH",
        25 => "mail",
        53 => "DNS",
        80 => "HTTP",
        443 => "HTTPS",
        3000 => "a Node or Ruby application, or Grafana",
        3306 => "MySQL",
        5000 => "a Flask application or a registry",
        5432 => "PostgreSQL",
        5672 => "RabbitMQ",
        6379 => "Redis",
        8000 | 8080 => "HTTP without root's rights",
        8443 => "HTTPS without root's rights",
        8888 => "Jupyter",
        9000 => "php-fpm, SonarQube or Portainer",
        9090 => "Prometheus",
        9200 => "Elasticsearch",
        27017 => "MongoDB",
        _ => return None,
    })
}

/// USER: who it is and what that buys.
pub(super) fn user(scene: &Scene, user: &User, draft: &mut Draft) {
    let text = scene.value(&user.user);
    let (name, group) =
        text.split_once(':').map_or((text.as_str(), None), |(name, group)| (name, Some(group)));
    let is_number = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
    let is_root = matches!(name, "root" | "0");
    let group = group.map(|group| format!(" in the group {}", code(group))).unwrap_or_default();
    draft.summary = if is_root {
        format!("Runs what follows, and the container unless changed again, as root{group}.")
    } else {
        let who = if is_number { format!("the user number {}", code(name)) } else { code(name) };
        format!("Runs the RUN lines below and the container as {who}{group}, without root's rights.")
    };
    if name.contains('$') {
        draft.summary = "Runs what follows and the container as the user that the variable names.".to_owned();
    }
    let detail = match (is_root, is_number) {
        (true, _) => "Root may change every file of the image.".to_owned(),
        (_, true) if name.parse::<u64>().is_ok_and(|number| number >= 10_000) => {
            "So high a number belongs to no system account, and hardly to anyone on the host. It needs no entry in `/etc/passwd`.".to_owned()
        }
        (_, true) => "A number needs no entry in `/etc/passwd`, and Kubernetes can check that it is not root.".to_owned(),
        _ if scene.is_open(&user.user) => "The build or the base image says who that is.".to_owned(),
        _ => "A name must exist in the image's `/etc/passwd`.".to_owned(),
    };
    let detail = format!("{detail}{}", scene.resolved(&user.user));
    draft.part(user.user.span, &user.user.text, "user", detail, Some(Topic::Concept("non-root")));
    draft.topics.push(Topic::Concept("non-root"));
}

/// WORKDIR: the folder it comes to.
pub(super) fn workdir(scene: &Scene, workdir: &Workdir, draft: &mut Draft) {
    let text = scene.value(&workdir.path);
    // What holds before this line; the instruction itself is not applied yet.
    let place = scene.path(&text);
    draft.summary = format!(
        "Works in {} from here on, in this build and in the container, and creates it if needed.",
        code(&place)
    );
    let known = path(&place)
        .map(|known| format!("{}: {known}.", code(&place)))
        .unwrap_or_else(|| format!("The folder {}.", code(&place)));
    let is_relative = !text.starts_with(['/', '\\', '$']) && text.as_bytes().get(1) != Some(&b':');
    let relative =
        if is_relative { " It is relative, so it starts at the folder that held before." } else { "" };
    draft.part(workdir.path.span, &workdir.path.text, "folder", format!("{known}{relative}"), None);
}

/// VOLUME: each path.
pub(super) fn volume(scene: &Scene, volume: &Volume, draft: &mut Draft) {
    let paths: Vec<String> = volume.paths.iter().map(|word| scene.value(word)).collect();
    draft.summary = format!(
        "Keeps {} outside the container, in {}.",
        code_list(&paths, 4),
        if paths.len() == 1 { "a volume of its own" } else { "volumes of their own" }
    );
    for (word, text) in volume.paths.iter().zip(&paths) {
        let known = path(text).map(|known| format!(": {known}")).unwrap_or_default();
        draft.part(word.span, &word.text, "volume", format!("Data in {}{known}.", code(text)), None);
    }
}

/// STOPSIGNAL: what the signal means.
pub(super) fn stopsignal(scene: &Scene, stop: &Stopsignal, draft: &mut Draft) {
    let text = scene.value(&stop.signal);
    draft.summary = format!(
        "`docker stop` sends {} to the container, and `SIGKILL` if that does not end it.",
        code(&text)
    );
    let name = text.to_ascii_uppercase();
    let detail = match name.strip_prefix("SIG").unwrap_or(&name) {
        "TERM" | "15" => "The usual request to end; the default.",
        "INT" | "2" => "As if Ctrl-C were pressed; PostgreSQL shuts down fast on it.",
        "QUIT" | "3" => "nginx and php-fpm finish open requests on it.",
        "KILL" | "9" => "Ends the program at once, without any chance to clean up.",
        "HUP" | "1" => "Many programs read their settings again on it instead of ending.",
        "WINCH" | "28" => "Apache finishes open requests on it.",
        "RTMIN+3" | "37" => "systemd shuts down on it.",
        "USR1" | "10" | "USR2" | "12" => "A signal each program gives a meaning of its own.",
        _ => "The signal that is sent first.",
    };
    draft.part(stop.signal.span, &stop.signal.text, "signal", detail, Some(Topic::Concept("pid-1")));
    draft.topics.push(Topic::Concept("pid-1"));
}

/// MAINTAINER: the author.
pub(super) fn maintainer(maintainer: &Maintainer, draft: &mut Draft) {
    draft.summary =
        format!("Names {} as the author; a label is what does that today.", code(&maintainer.name.text));
    draft.part(maintainer.name.span, &maintainer.name.text, "author", "Who made the image.", None);
}

/// ONBUILD: the deferred instruction.
pub(super) fn onbuild(scene: &Scene, onbuild: &Onbuild, draft: &mut Draft) {
    let (Some(kind), Arguments::Trigger(trigger)) = (onbuild.trigger.as_deref(), &scene.node.arguments)
    else {
        draft.summary = "Stores an instruction for builds that start from this image.".to_owned();
        return;
    };
    let inner = Scene { node: trigger, kind, open: scene.open.clone(), ..*scene };
    describe(&inner, draft);
    let own = std::mem::take(&mut draft.summary);
    draft.summary = format!("In builds that start from this image, right behind their FROM: {own}");
    let keyword = Topic::Keyword(trigger.keyword);
    draft.topics.push(keyword);
    let at = draft.parts.partition_point(|part| part.span.start < trigger.keyword_span.start);
    let before = draft.parts.len();
    draft.part(
        trigger.keyword_span,
        &trigger.keyword_text,
        "deferred instruction",
        "What is stored to run later.",
        Some(keyword),
    );
    if draft.parts.len() > before {
        draft.parts.get_mut(at..).unwrap_or_default().rotate_right(1);
    }
}
