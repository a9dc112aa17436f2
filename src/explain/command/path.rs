/// What a well-known place of an image holds: a noun phrase without a full stop.
pub(in crate::explain) fn path(path: &str) -> Option<&'static str> {
    let plain = path.trim_end_matches(['*', '/', '.']);
    let plain = if plain.is_empty() && path.starts_with('/') { "/" } else { plain };
    PATHS.iter().find(|(prefix, _)| *prefix == plain).map(|(_, text)| *text)
}

/// What a mode of chmod allows, in words.
pub(in crate::explain) fn mode(mode: &str) -> Option<String> {
    let known = match mode {
        "+x" | "a+x" => "everyone may run it",
        "u+x" => "its owner may run it",
        "ug+x" => "owner and group may run it",
        "+r" | "a+r" => "everyone may read it",
        "g+w" => "its group may write to it",
        "a+rx" | "+rx" => "everyone may read and run it",
        "g=u" => "its group gets the rights of its owner, which OpenShift needs",
        "g+rwX" => "its group may read and write it, and enter folders",
        "a+rX" | "+rX" => "everyone may read it, and enter folders",
        "u+s" | "+s" => "it runs with the rights of its owner",
        _ => return octal(mode),
    };
    Some(known.to_owned())
}

/// `755` in words.
fn octal(mode: &str) -> Option<String> {
    if !(3..=4).contains(&mode.len()) || !mode.bytes().all(|byte| (b'0'..=b'7').contains(&byte)) {
        return None;
    }
    let value = u32::from_str_radix(mode, 8).ok()?;
    let (special, owner, group, others) = (value >> 9, value >> 6 & 7, value >> 3 & 7, value & 7);
    let rights = |bits: u32| {
        let mut words = Vec::new();
        for (bit, word) in [(4, "read"), (2, "write"), (1, "run")] {
            if bits & bit != 0 {
                words.push(word);
            }
        }
        super::super::words::list(&words, "and")
    };
    let may = |who: &str, bits: u32| match bits {
        0 => format!("{who} may do nothing"),
        _ => format!("{who} may {}", rights(bits)),
    };
    let mut text = match (owner == group, group == others) {
        (true, true) if value & 0o777 == 0o777 => "everyone may read, write and run it".to_owned(),
        (true, true) => may("everyone", owner),
        (false, true) => format!("{}, {}", may("the owner", owner), may("others", others)),
        (true, false) => format!("{}, {}", may("owner and group", owner), may("others", others)),
        (false, false) => {
            format!("{}, {}, {}", may("the owner", owner), may("the group", group), may("others", others))
        }
    };
    if special & 4 != 0 {
        text += "; it runs with the rights of its owner";
    }
    if special & 1 != 0 {
        text += "; in it only owners may delete their files";
    }
    Some(text)
}

const PATHS: &[(&str, &str)] = &[
    ("/", "the root of the image"),
    ("/app", "the usual place for an application"),
    ("/bin", "programs of the system"),
    ("/build", "a place to build in"),
    ("/dev/null", "nothing: what is written there disappears"),
    ("/docker-entrypoint-initdb.d", "scripts that a database image runs at its first start"),
    ("/etc", "settings of the system"),
    ("/etc/apk/cache", "the package cache of apk"),
    ("/etc/apk/repositories", "the package sources of apk"),
    ("/etc/apt/keyrings", "the keys of single package sources"),
    ("/etc/apt/sources.list", "the package sources of apt"),
    ("/etc/apt/sources.list.d", "further package sources of apt"),
    ("/etc/group", "the list of groups"),
    ("/etc/localtime", "the time zone"),
    ("/etc/nginx/conf.d", "the sites of nginx"),
    ("/etc/nginx/conf.d/default.conf", "the default site of nginx"),
    ("/etc/nginx/nginx.conf", "the settings of nginx"),
    ("/etc/passwd", "the list of users"),
    ("/etc/profile.d", "settings that only login shells read"),
    ("/etc/ssl/certs", "the trusted certificates"),
    ("/etc/ssl/certs/ca-certificates.crt", "the trusted certificates"),
    ("/etc/sudoers", "who may use sudo"),
    ("/etc/supervisor/conf.d", "the programs supervisor runs"),
    ("/etc/timezone", "the name of the time zone"),
    ("/go/bin", "the programs that Go installed"),
    ("/go/pkg/mod", "the modules that Go downloaded"),
    ("/go/src", "the source folder of old Go projects"),
    ("/home", "the homes of users"),
    ("/opt", "software that is no part of the system"),
    ("/root", "root's home"),
    ("/root/.cache", "caches of programs"),
    ("/root/.cache/go-build", "Go's compiled packages"),
    ("/root/.cache/pip", "pip's downloads"),
    ("/root/.cache/uv", "uv's downloads"),
    ("/root/.cargo", "cargo's downloads and programs"),
    ("/root/.cargo/registry", "cargo's downloads"),
    ("/root/.gnupg", "root's gpg keys"),
    ("/root/.gradle", "Gradle's downloads"),
    ("/root/.local/share/pnpm/store", "pnpm's downloads"),
    ("/root/.m2", "Maven's downloads"),
    ("/root/.m2/repository", "Maven's downloads"),
    ("/root/.npm", "npm's downloads"),
    ("/root/.nuget", "NuGet's downloads"),
    ("/root/.nuget/packages", "NuGet's downloads"),
    ("/root/.ssh", "root's SSH keys"),
    ("/run", "data of running programs"),
    ("/run/secrets", "the secrets of the build"),
    ("/sbin", "programs of the system"),
    ("/srv", "data that is served"),
    ("/tmp", "temporary files"),
    ("/usr/bin", "programs of the system"),
    ("/usr/lib", "libraries of the system"),
    ("/usr/local", "software beside the system's packages"),
    ("/usr/local/bin", "programs beside the system's packages, found through PATH"),
    ("/usr/local/bundle", "the gems of the ruby image"),
    ("/usr/local/cargo/git/db", "cargo's downloaded repositories"),
    ("/usr/local/cargo/registry", "cargo's downloads"),
    ("/usr/local/lib", "libraries beside the system's packages"),
    ("/usr/local/sbin", "programs beside the system's packages"),
    ("/usr/local/share/ca-certificates", "certificates to trust in addition"),
    ("/usr/local/tomcat/webapps", "the applications of Tomcat"),
    ("/usr/sbin", "programs of the system"),
    ("/usr/sbin/policy-rc.d", "the rule whether packages may start services"),
    ("/usr/share/doc", "documentation"),
    ("/usr/share/locale", "translations"),
    ("/usr/share/man", "manual pages"),
    ("/usr/share/nginx/html", "the pages that nginx serves"),
    ("/usr/share/zoneinfo", "data of time zones"),
    ("/usr/src", "source code"),
    ("/usr/src/app", "a common place for an application"),
    ("/var/cache", "caches of the system"),
    ("/var/cache/apk", "the package cache of apk"),
    ("/var/cache/apt", "the package files that apt downloaded"),
    ("/var/cache/apt/archives", "the package files that apt downloaded"),
    ("/var/cache/debconf", "answers to questions of packages"),
    ("/var/cache/dnf", "the package cache of dnf"),
    ("/var/cache/libdnf5", "the package cache of dnf"),
    ("/var/cache/oracle-jdk8-installer", "downloads of the Java installer"),
    ("/var/cache/tdnf", "the package cache of tdnf"),
    ("/var/cache/yum", "the package cache of yum"),
    ("/var/lib/apt", "the state of apt with its package lists"),
    ("/var/lib/apt/lists", "the package lists, which only an install reads"),
    ("/var/lib/dpkg", "the list of installed packages"),
    ("/var/lib/mysql", "MySQL's data"),
    ("/var/lib/postgresql/data", "PostgreSQL's data"),
    ("/var/log", "logs"),
    ("/var/run/docker.sock", "the door to the Docker engine: who has it is root on the host"),
    ("/var/tmp", "temporary files"),
    ("/var/www", "pages of a web server"),
    ("/var/www/html", "the pages that Apache serves"),
    ("/workspace", "a common place for source code"),
    ("~/.cache", "caches of programs"),
    ("~/.cache/pip", "pip's downloads"),
    ("~/.npm", "npm's downloads"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_modes_in_words() {
        assert!(PATHS.is_sorted_by(|a, b| a.0 < b.0));
        assert_eq!(path("/var/lib/apt/lists/*"), Some("the package lists, which only an install reads"));
        assert_eq!(path("/tmp/*"), Some("temporary files"));
        assert_eq!(path("/"), Some("the root of the image"));
        assert_eq!(path("/x"), None);
        assert_eq!(
            mode("0755").as_deref(),
            Some("the owner may read, write and run, others may read and run")
        );
        assert_eq!(mode("777").as_deref(), Some("everyone may read, write and run it"));
        assert_eq!(
            mode("640").as_deref(),
            Some("the owner may read and write, the group may read, others may do nothing")
        );
        assert_eq!(mode("+x").as_deref(), Some("everyone may run it"));
        assert_eq!(mode("999"), None);
    }
}
