use super::{BaseFacts, System};

/// A row of the table: images, parts that their tag has to hold, what is known, and where that stands.
type Row = (&'static [&'static str], &'static str, BaseFacts, &'static str);

const NONE: BaseFacts = BaseFacts {
    system: None,
    process: None,
    user: None,
    spare_user: None,
    working_dir: None,
    env: &[],
    ports: &[],
    volumes: &[],
    stop_signal: None,
    platform: None,
    source: "",
};

const fn system(system: &'static System) -> BaseFacts {
    BaseFacts { system: Some(system), ..NONE }
}

const ALPINE: System = System {
    name: "Alpine Linux",
    shell: Some("BusyBox ash"),
    has_bash: false,
    libc: "musl",
    packages: "apk",
};
const WOLFI: System =
    System { name: "Wolfi", shell: Some("BusyBox ash"), has_bash: false, libc: "glibc", packages: "apk" };
const BUSYBOX: System =
    System { name: "BusyBox", shell: Some("BusyBox ash"), has_bash: false, libc: "", packages: "" };
const DEBIAN: System =
    System { name: "Debian", shell: Some("dash"), has_bash: true, libc: "glibc", packages: "apt-get" };
const UBUNTU: System = System { name: "Ubuntu", ..DEBIAN };
const FEDORA: System =
    System { name: "Fedora Linux", shell: Some("bash"), has_bash: true, libc: "glibc", packages: "dnf" };
const RED_HAT: System = System { name: "Red Hat Enterprise Linux", ..FEDORA };
const RED_HAT_MINIMAL: System = System { packages: "microdnf", ..RED_HAT };
const RED_HAT_MICRO: System = System { packages: "", ..RED_HAT };
const REBUILT: System = System { name: "a rebuild of Red Hat Enterprise Linux", ..FEDORA };
const AMAZON: System = System { name: "Amazon Linux", packages: "dnf or yum", ..FEDORA };
const ARCH: System = System { name: "Arch Linux", packages: "pacman", ..FEDORA };
const SUSE: System = System { name: "openSUSE", packages: "zypper", ..FEDORA };
/// The BusyBox of distroless images is elsewhere, and what its `/bin/sh` is differs.
const DEBUG: System = System { shell: Some(""), ..BARE };
/// No shell, no package manager.
const BARE: System = System { name: "", shell: None, has_bash: false, libc: "", packages: "" };

const DISTROLESS: &str = "https://github.com/GoogleContainerTools/distroless#readme";
const CHAINGUARD: &str = "https://edu.chainguard.dev/chainguard/chainguard-images/overview/";
const UBI: &str = "https://developers.redhat.com/articles/ubi-faq";
const DOTNET: &str = "https://github.com/dotnet/dotnet-docker/blob/main/documentation/distroless.md";
const PHP: &str = "https://github.com/docker-library/php";
const WINDOWS: &str =
    "https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/container-base-images";
pub(super) const ARCHITECTURES: &str =
    "https://github.com/docker-library/official-images#architectures-other-than-amd64";

/// What stands before the name of an official image, and the platform it is then for; empty for a mirror of all of them.
pub(super) const NAMES_OF_SYSTEMS: &[(&str, &str)] = &[
    ("mirror.gcr.io/library/", ""),
    ("public.ecr.aws/docker/library/", ""),
    ("amd64/", "linux/amd64"),
    ("arm32v5/", "linux/arm/v5"),
    ("arm32v6/", "linux/arm/v6"),
    ("arm32v7/", "linux/arm/v7"),
    ("arm64v8/", "linux/arm64"),
    ("i386/", "linux/386"),
    ("ppc64le/", "linux/ppc64le"),
    ("riscv64/", "linux/riscv64"),
    ("s390x/", "linux/s390x"),
];

/// Parts of the tags of official images that name what they stand on.
pub(super) const VARIANTS: &[(&str, BaseFacts, &str)] = &[
    (
        "alpine",
        system(&ALPINE),
        "https://github.com/docker-library/docs/blob/master/.template-helpers/variant-alpine.md",
    ),
    ("bookworm", system(&DEBIAN), RELEASES),
    ("bullseye", system(&DEBIAN), RELEASES),
    ("buster", system(&DEBIAN), RELEASES),
    ("trixie", system(&DEBIAN), RELEASES),
    ("focal", system(&UBUNTU), RELEASES),
    ("jammy", system(&UBUNTU), RELEASES),
    ("noble", system(&UBUNTU), RELEASES),
];

const RELEASES: &str = "https://github.com/docker-library/docs/tree/master/.template-helpers";

/// The first row that says something counts. A name in its shortest form is meant; one with `/` at its end means all below.
pub(super) const TABLE: &[Row] = &[
    (
        &["gcr.io/distroless/"],
        "debug nonroot",
        BaseFacts { user: Some("65532"), ..system(&DEBUG) },
        DISTROLESS,
    ),
    (&["gcr.io/distroless/"], "debug", system(&DEBUG), DISTROLESS),
    (&["gcr.io/distroless/"], "nonroot", BaseFacts { user: Some("65532"), ..system(&BARE) }, DISTROLESS),
    (&["gcr.io/distroless/"], "", system(&BARE), DISTROLESS),
    (
        &["cgr.dev/chainguard/static", "cgr.dev/chainguard/glibc-dynamic"],
        "",
        BaseFacts { user: Some("65532"), ..system(&BARE) },
        CHAINGUARD,
    ),
    (&["cgr.dev/chainguard/wolfi-base"], "", system(&WOLFI), CHAINGUARD),
    (&["alpine"], "", starts(&ALPINE, &[], &["/bin/sh"]), "https://hub.docker.com/_/alpine"),
    (&["busybox"], "", starts(&BUSYBOX, &[], &["sh"]), "https://hub.docker.com/_/busybox"),
    (&["debian"], "", starts(&DEBIAN, &[], &["bash"]), "https://hub.docker.com/_/debian"),
    (&["buildpack-deps"], "", system(&DEBIAN), "https://hub.docker.com/_/buildpack-deps"),
    (&["ubuntu"], "", starts(&UBUNTU, &[], &["/bin/bash"]), "https://hub.docker.com/_/ubuntu"),
    (&["fedora"], "", system(&FEDORA), "https://hub.docker.com/_/fedora"),
    (&["rockylinux", "almalinux"], "", system(&REBUILT), "https://hub.docker.com/_/almalinux"),
    (&["amazonlinux"], "", system(&AMAZON), "https://hub.docker.com/_/amazonlinux"),
    (&["archlinux"], "", system(&ARCH), "https://hub.docker.com/_/archlinux"),
    (&["opensuse/leap", "opensuse/tumbleweed"], "", system(&SUSE), "https://hub.docker.com/u/opensuse"),
    (
        &[
            "redhat/ubi8-micro",
            "redhat/ubi9-micro",
            "registry.access.redhat.com/ubi8/ubi-micro",
            "registry.access.redhat.com/ubi9/ubi-micro",
            "registry.access.redhat.com/ubi10/ubi-micro",
        ],
        "",
        system(&RED_HAT_MICRO),
        UBI,
    ),
    (
        &[
            "redhat/ubi8-minimal",
            "redhat/ubi9-minimal",
            "registry.access.redhat.com/ubi8/ubi-minimal",
            "registry.access.redhat.com/ubi9/ubi-minimal",
            "registry.access.redhat.com/ubi10/ubi-minimal",
        ],
        "",
        system(&RED_HAT_MINIMAL),
        UBI,
    ),
    (
        &[
            "redhat/ubi8",
            "redhat/ubi9",
            "registry.access.redhat.com/ubi8/ubi",
            "registry.access.redhat.com/ubi9/ubi",
            "registry.access.redhat.com/ubi10/ubi",
        ],
        "",
        system(&RED_HAT),
        UBI,
    ),
    (&["mcr.microsoft.com/dotnet/"], "chiseled", system(&BARE), DOTNET),
    (&["mcr.microsoft.com/dotnet/"], "distroless", system(&BARE), DOTNET),
    (&["mcr.microsoft.com/dotnet/"], "alpine", system(&ALPINE), DOTNET),
    (
        &["golang"],
        "",
        BaseFacts {
            working_dir: Some("/go"),
            env: &[("GOLANG_VERSION", ""), ("GOPATH", "/go")],
            ..system(&DEBIAN)
        },
        "https://github.com/docker-library/golang",
    ),
    (
        &["node"],
        "",
        BaseFacts {
            spare_user: Some("node"),
            env: &[("NODE_VERSION", "")],
            ..starts(&DEBIAN, &["docker-entrypoint.sh"], &["node"])
        },
        "https://github.com/nodejs/docker-node/blob/main/docs/BestPractices.md",
    ),
    (
        &["python"],
        "",
        BaseFacts { env: &[("PYTHON_VERSION", "")], ..starts(&DEBIAN, &[], &["python3"]) },
        "https://github.com/docker-library/python",
    ),
    (
        &["ruby"],
        "",
        BaseFacts {
            env: &[("GEM_HOME", "/usr/local/bundle"), ("RUBY_VERSION", "")],
            ..starts(&DEBIAN, &[], &["irb"])
        },
        "https://github.com/docker-library/ruby",
    ),
    (
        &["rust"],
        "",
        BaseFacts {
            env: &[
                ("CARGO_HOME", "/usr/local/cargo"),
                ("RUSTUP_HOME", "/usr/local/rustup"),
                ("RUST_VERSION", ""),
            ],
            ..system(&DEBIAN)
        },
        "https://github.com/rust-lang/docker-rust",
    ),
    (
        &["perl", "gcc", "haskell", "erlang", "elixir"],
        "",
        system(&DEBIAN),
        "https://github.com/docker-library/docs",
    ),
    (
        &["php"],
        "apache",
        BaseFacts {
            working_dir: Some("/var/www/html"),
            env: PHP_ENV,
            ports: &["80/tcp"],
            stop_signal: Some("SIGWINCH"),
            ..starts(&DEBIAN, &["docker-php-entrypoint"], &["apache2-foreground"])
        },
        PHP,
    ),
    (
        &["php"],
        "fpm",
        BaseFacts {
            working_dir: Some("/var/www/html"),
            env: PHP_ENV,
            ports: &["9000/tcp"],
            stop_signal: Some("SIGQUIT"),
            ..starts(&DEBIAN, &["docker-php-entrypoint"], &["php-fpm"])
        },
        PHP,
    ),
    (
        &["php"],
        "",
        BaseFacts { env: PHP_ENV, ..starts(&DEBIAN, &["docker-php-entrypoint"], &["php", "-a"]) },
        PHP,
    ),
    (
        &["composer"],
        "",
        BaseFacts { working_dir: Some("/app"), ..starts(&ALPINE, &["/docker-entrypoint.sh"], &["composer"]) },
        "https://github.com/composer/docker",
    ),
    (&["docker", "caddy"], "", system(&ALPINE), "https://github.com/docker-library/docs"),
    (
        &["gradle"],
        "",
        BaseFacts {
            spare_user: Some("gradle"),
            working_dir: Some("/home/gradle"),
            env: &[("GRADLE_HOME", "/opt/gradle"), ("GRADLE_VERSION", "")],
            ..NONE
        },
        "https://github.com/gradle/docker-gradle",
    ),
    (
        &["maven"],
        "",
        BaseFacts { env: &[("MAVEN_HOME", "/usr/share/maven")], ..NONE },
        "https://github.com/carlossg/docker-maven",
    ),
    (
        &["eclipse-temurin"],
        "",
        BaseFacts { env: &[("JAVA_HOME", "/opt/java/openjdk"), ("JAVA_VERSION", "")], ..NONE },
        "https://github.com/adoptium/containers",
    ),
    (
        &["tomcat"],
        "",
        BaseFacts {
            working_dir: Some("/usr/local/tomcat"),
            env: &[("CATALINA_HOME", "/usr/local/tomcat"), ("TOMCAT_VERSION", "")],
            ports: &["8080/tcp"],
            ..NONE
        },
        "https://github.com/docker-library/tomcat",
    ),
    (
        &["nginxinc/nginx-unprivileged"],
        "",
        BaseFacts { user: Some("101"), ports: &["8080/tcp"], ..NGINX },
        "https://hub.docker.com/r/nginxinc/nginx-unprivileged",
    ),
    (
        &["nginx"],
        "",
        BaseFacts { system: Some(&DEBIAN), ports: &["80/tcp"], ..NGINX },
        "https://github.com/nginx/docker-nginx",
    ),
    (
        &["httpd"],
        "",
        BaseFacts {
            working_dir: Some("/usr/local/apache2"),
            env: &[("HTTPD_PREFIX", "/usr/local/apache2"), ("HTTPD_VERSION", "")],
            ports: &["80/tcp"],
            stop_signal: Some("SIGWINCH"),
            ..starts(&DEBIAN, &[], &["httpd-foreground"])
        },
        "https://github.com/docker-library/httpd",
    ),
    (
        &["postgres"],
        "",
        BaseFacts {
            env: &[("PG_MAJOR", ""), ("PG_VERSION", "")],
            ports: &["5432/tcp"],
            stop_signal: Some("SIGINT"),
            ..starts(&DEBIAN, &["docker-entrypoint.sh"], &["postgres"])
        },
        "https://github.com/docker-library/postgres",
    ),
    (
        &["redis"],
        "",
        BaseFacts {
            working_dir: Some("/data"),
            ports: &["6379/tcp"],
            volumes: &["/data"],
            ..starts(&DEBIAN, &["docker-entrypoint.sh"], &["redis-server"])
        },
        "https://github.com/redis/docker-library-redis",
    ),
    (
        &["memcached"],
        "",
        BaseFacts {
            user: Some("memcache"),
            ports: &["11211/tcp"],
            ..starts(&DEBIAN, &["docker-entrypoint.sh"], &["memcached"])
        },
        "https://github.com/docker-library/memcached",
    ),
    (
        &["mysql"],
        "",
        BaseFacts {
            process: Some((&["docker-entrypoint.sh"], &["mysqld"])),
            ports: &["3306/tcp", "33060/tcp"],
            volumes: &["/var/lib/mysql"],
            ..NONE
        },
        "https://github.com/docker-library/mysql",
    ),
    (
        &["mariadb"],
        "",
        BaseFacts { ports: &["3306/tcp"], volumes: &["/var/lib/mysql"], ..system(&UBUNTU) },
        "https://github.com/MariaDB/mariadb-docker",
    ),
    (
        &["mongo"],
        "",
        BaseFacts {
            process: Some((&["docker-entrypoint.sh"], &["mongod"])),
            ports: &["27017/tcp"],
            volumes: &["/data/configdb", "/data/db"],
            ..NONE
        },
        "https://github.com/docker-library/mongo",
    ),
    (
        &["jenkins/jenkins"],
        "",
        BaseFacts {
            user: Some("jenkins"),
            env: &[("JENKINS_HOME", "/var/jenkins_home"), ("JENKINS_VERSION", "")],
            ports: &["50000/tcp", "8080/tcp"],
            volumes: &["/var/jenkins_home"],
            ..NONE
        },
        "https://github.com/jenkinsci/docker",
    ),
    (
        &["grafana/grafana", "grafana/grafana-oss"],
        "",
        BaseFacts {
            user: Some("472"),
            working_dir: Some("/usr/share/grafana"),
            ports: &["3000/tcp"],
            ..NONE
        },
        "https://grafana.com/docs/grafana/latest/setup-grafana/configure-docker/",
    ),
    (
        &["mcr.microsoft.com/windows", "mcr.microsoft.com/windows/"],
        "",
        BaseFacts { platform: Some("windows/amd64"), ..NONE },
        WINDOWS,
    ),
];

const NGINX: BaseFacts = BaseFacts {
    process: Some((&["/docker-entrypoint.sh"], &["nginx", "-g", "daemon off;"])),
    stop_signal: Some("SIGQUIT"),
    env: &[("NGINX_VERSION", "")],
    ..NONE
};

const PHP_ENV: &[(&str, &str)] = &[("PHP_INI_DIR", "/usr/local/etc/php"), ("PHP_VERSION", "")];

/// An image of a system with this entrypoint and command.
const fn starts(
    on: &'static System,
    entrypoint: &'static [&'static str],
    cmd: &'static [&'static str],
) -> BaseFacts {
    BaseFacts { process: Some((entrypoint, cmd)), ..system(on) }
}
