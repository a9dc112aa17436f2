//! What is known of well-known base images whatever their version, each with the page that says so.

use super::{Model, StageId};
use crate::instruction::{ImageRef, Platform};

/// What is known of a base image.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BaseFacts {
    /// Whether it has a shell.
    pub has_shell: Option<bool>,
    /// What installs its system packages.
    pub packages: Option<Packages>,
    /// The user of its config.
    pub user: Option<&'static str>,
    /// The ports of its config.
    pub ports: &'static [&'static str],
    /// The platform it is built for, where there is only one.
    pub platform: Option<&'static str>,
}

/// The package managers of a family of distributions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the tools")]
pub enum Packages {
    Apk,
    Apt,
    Pacman,
    Rpm,
    Zypper,
    /// None at all.
    Nothing,
}

impl Packages {
    /// The commands of the family.
    pub const fn commands(self) -> &'static [&'static str] {
        match self {
            Self::Apk => &["apk"],
            Self::Apt => &["apt", "apt-get", "aptitude"],
            Self::Pacman => &["pacman"],
            Self::Rpm => &["dnf", "microdnf", "tdnf", "yum"],
            Self::Zypper => &["zypper"],
            Self::Nothing => &[],
        }
    }
}

/// A row of the table: images, a part their tag has to hold, what is known, and where that stands.
type Row = (&'static [&'static str], &'static str, BaseFacts, &'static str);

const NONE: BaseFacts = BaseFacts { has_shell: None, packages: None, user: None, ports: &[], platform: None };
const BARE: BaseFacts = BaseFacts { has_shell: Some(false), packages: Some(Packages::Nothing), ..NONE };

const fn with(packages: Packages) -> BaseFacts {
    BaseFacts { has_shell: Some(true), packages: Some(packages), ..NONE }
}

const fn open(ports: &'static [&'static str]) -> BaseFacts {
    BaseFacts { has_shell: Some(true), ports, ..NONE }
}

const fn only(platform: &'static str) -> BaseFacts {
    BaseFacts { platform: Some(platform), ..NONE }
}

const ARCHITECTURES: &str =
    "https://github.com/docker-library/official-images#architectures-other-than-amd64";
const RED_HAT: &str = "https://developers.redhat.com/articles/ubi-faq";
const DISTROLESS: &str = "https://github.com/GoogleContainerTools/distroless#readme";
const CHAINGUARD: &str = "https://edu.chainguard.dev/chainguard/chainguard-images/overview/";

/// The first row that says something counts. A name in its shortest form is meant; one with `/` at its end means all below.
const TABLE: &[Row] = &[
    (
        &["gcr.io/distroless/"],
        "debug-nonroot",
        BaseFacts { user: Some("65532"), ..with(Packages::Nothing) },
        DISTROLESS,
    ),
    (&["gcr.io/distroless/"], "debug", with(Packages::Nothing), DISTROLESS),
    (&["gcr.io/distroless/"], "nonroot", BaseFacts { user: Some("65532"), ..BARE }, DISTROLESS),
    (&["gcr.io/distroless/"], "", BARE, DISTROLESS),
    (&["cgr.dev/chainguard/static"], "", BaseFacts { user: Some("65532"), ..BARE }, CHAINGUARD),
    (&["cgr.dev/chainguard/wolfi-base"], "", with(Packages::Apk), CHAINGUARD),
    (&["alpine"], "", with(Packages::Apk), "https://hub.docker.com/_/alpine"),
    (&["busybox"], "", with(Packages::Nothing), "https://hub.docker.com/_/busybox"),
    (&["debian", "buildpack-deps"], "", with(Packages::Apt), "https://hub.docker.com/_/debian"),
    (&["ubuntu"], "", with(Packages::Apt), "https://hub.docker.com/_/ubuntu"),
    (&["fedora"], "", with(Packages::Rpm), "https://hub.docker.com/_/fedora"),
    (&["rockylinux", "almalinux"], "", with(Packages::Rpm), "https://hub.docker.com/_/almalinux"),
    (&["amazonlinux"], "", with(Packages::Rpm), "https://hub.docker.com/_/amazonlinux"),
    (&["archlinux"], "", with(Packages::Pacman), "https://hub.docker.com/_/archlinux"),
    (
        &["opensuse/leap", "opensuse/tumbleweed"],
        "",
        with(Packages::Zypper),
        "https://hub.docker.com/u/opensuse",
    ),
    (
        &[
            "registry.access.redhat.com/ubi8/ubi-micro",
            "registry.access.redhat.com/ubi9/ubi-micro",
            "registry.access.redhat.com/ubi10/ubi-micro",
        ],
        "",
        with(Packages::Nothing),
        RED_HAT,
    ),
    (
        &[
            "registry.access.redhat.com/ubi8/",
            "registry.access.redhat.com/ubi9/",
            "registry.access.redhat.com/ubi10/",
        ],
        "",
        with(Packages::Rpm),
        RED_HAT,
    ),
    (
        &["nginxinc/nginx-unprivileged"],
        "",
        BaseFacts { user: Some("101"), ..open(&["8080/tcp"]) },
        "https://hub.docker.com/r/nginxinc/nginx-unprivileged",
    ),
    (&["nginx"], "", open(&["80/tcp"]), "https://github.com/nginx/docker-nginx"),
    (&["httpd"], "", open(&["80/tcp"]), "https://github.com/docker-library/httpd"),
    (&["postgres"], "", open(&["5432/tcp"]), "https://github.com/docker-library/postgres"),
    (&["redis"], "", open(&["6379/tcp"]), "https://github.com/redis/docker-library-redis"),
    (&["mysql"], "", open(&["3306/tcp", "33060/tcp"]), "https://github.com/docker-library/mysql"),
    (&["mariadb"], "", open(&["3306/tcp"]), "https://github.com/MariaDB/mariadb-docker"),
    (&["mongo"], "", open(&["27017/tcp"]), "https://github.com/docker-library/mongo"),
    (&["tomcat"], "", open(&["8080/tcp"]), "https://github.com/docker-library/tomcat"),
    (&["amd64/"], "", only("linux/amd64"), ARCHITECTURES),
    (&["arm32v5/"], "", only("linux/arm/v5"), ARCHITECTURES),
    (&["arm32v6/"], "", only("linux/arm/v6"), ARCHITECTURES),
    (&["arm32v7/"], "", only("linux/arm/v7"), ARCHITECTURES),
    (&["arm64v8/"], "", only("linux/arm64"), ARCHITECTURES),
    (&["i386/"], "", only("linux/386"), ARCHITECTURES),
    (&["ppc64le/"], "", only("linux/ppc64le"), ARCHITECTURES),
    (&["riscv64/"], "", only("linux/riscv64"), ARCHITECTURES),
    (&["s390x/"], "", only("linux/s390x"), ARCHITECTURES),
    (
        &["mcr.microsoft.com/windows", "mcr.microsoft.com/windows/"],
        "",
        only("windows/amd64"),
        "https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/container-base-images",
    ),
];

/// What is known of an image; each fact from the first row that has it.
pub fn base_facts(image: &ImageRef) -> BaseFacts {
    let name = ImageRef { tag: None, digest: None, ..image.clone() }.familiar();
    let tag = image.effective_tag().unwrap_or_default();
    let mut known = NONE;
    // An official image with such a tag stands on Alpine: `library/…/variant-alpine.md` of docker-library/docs says so.
    if !name.contains('/') && tag.contains("alpine") {
        known = with(Packages::Apk);
    }
    for (images, part, facts, _) in TABLE {
        let is_meant =
            |image: &&str| if image.ends_with('/') { name.starts_with(*image) } else { name == **image };
        if images.iter().any(is_meant) && tag.contains(part) {
            known.has_shell = known.has_shell.or(facts.has_shell);
            known.packages = known.packages.or(facts.packages);
            known.user = known.user.or(facts.user);
            known.platform = known.platform.or(facts.platform);
            known.ports = if known.ports.is_empty() { facts.ports } else { known.ports };
        }
    }
    known
}

impl Model {
    /// What is known of the image that a stage stands on, with its bases.
    pub fn base_facts(&self, id: StageId) -> BaseFacts {
        let image = self.base_chain(id).last().filter(|root| !root.is_replaced).and_then(|root| root.image());
        image.map(base_facts).unwrap_or_default()
    }

    /// The platform that a stage is built for where it is asked for, by FROM or by the command line.
    pub fn asked_platform(&self, id: StageId) -> Option<Platform> {
        let asked = self.stage(id)?.platform.as_deref().or(self.options.platform.as_deref())?;
        Some(Platform::parse(asked).ok()?.normalized())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(name: &str) -> BaseFacts {
        base_facts(&ImageRef::parse(name).unwrap())
    }

    #[test]
    fn images_are_known_by_their_name() {
        assert_eq!(facts("alpine:3.22").packages, Some(Packages::Apk));
        assert_eq!(facts("docker.io/library/node:22-alpine").packages, Some(Packages::Apk));
        assert_eq!(facts("node:22"), NONE);
        assert_eq!(facts("me/alpine").packages, None);
        assert_eq!(facts("nginx:1-alpine").ports, ["80/tcp"]);
        let distroless = facts("gcr.io/distroless/static-debian12:nonroot");
        assert_eq!((distroless.has_shell, distroless.user), (Some(false), Some("65532")));
        assert_eq!(facts("gcr.io/distroless/base:debug-nonroot").user, Some("65532"));
        assert_eq!(facts("gcr.io/distroless/base:debug").has_shell, Some(true));
        assert_eq!(facts("registry.access.redhat.com/ubi9/ubi-micro").packages, Some(Packages::Nothing));
        assert_eq!(facts("registry.access.redhat.com/ubi9/ubi-minimal:9.4").packages, Some(Packages::Rpm));
        assert_eq!(facts("arm64v8/alpine").platform, Some("linux/arm64"));
    }

    #[test]
    fn every_row_has_its_source() {
        for (images, _, facts, source) in TABLE {
            assert!(source.starts_with("https://") && *facts != NONE && !images.is_empty(), "{images:?}");
        }
    }
}
