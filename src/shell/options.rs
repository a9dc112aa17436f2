//! Which options of well-known tools take a value, from their manuals.

/// How a tool reads what begins with a dash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `-abc` is `-a -b -c`.
    Clusters,
    /// `-abc` is one option.
    Words,
    /// As clusters; letters without a dash may come first.
    Tar,
    /// As clusters; everything behind the first operand, or behind the value of `-c` or `-m`, belongs to what it runs.
    Interpreter,
}

/// The options of a tool.
#[derive(Debug)]
pub(super) struct Tool {
    pub name: &'static str,
    pub style: Style,
    /// Whether the first operand is a subcommand.
    pub subcommands: bool,
    /// Options that take a value, from the same word or the next; separated by blanks, short ones first.
    pub values: &'static str,
    /// Short options that take a value from the same word only; separated by blanks.
    pub attached: &'static str,
    /// A letter that makes one option with the letter behind it, as `n` does in `wget -nv`.
    pub pairs: Option<char>,
}

impl Tool {
    /// Whether the option takes a value from its own word or the next.
    pub fn takes_value(&self, option: &str) -> bool {
        contains_word(self.values, option)
    }

    /// Whether the option takes a value from its own word only.
    pub fn takes_attached(&self, option: &str) -> bool {
        contains_word(self.attached, option)
    }
}

/// Whether a list of options with blanks between them holds one. The short ones come first.
fn contains_word(list: &str, word: &str) -> bool {
    let (list, word) = (list.as_bytes(), word.as_bytes());
    match word {
        // Most of what is asked for is a dash and a letter.
        [b'-', letter] if *letter != b'-' => {
            let mut rest = list;
            while let [first, second, tail @ ..] = rest {
                match tail {
                    [] | [b' ', ..] if [*first, *second] == [b'-', *letter] => return true,
                    [b' ', next @ ..] if *second != b'-' => rest = next,
                    _ if [*first, *second] == *b"--" => return false,
                    _ => rest = behind_blank(tail),
                }
            }
            false
        }
        _ => list.split(|byte| *byte == b' ').any(|one| one == word),
    }
}

fn behind_blank(text: &[u8]) -> &[u8] {
    text.iter().position(|byte| *byte == b' ').and_then(|at| text.get(at + 1..)).unwrap_or_default()
}

/// The tool of this name; also for names with versions such as `pip3.11`, and for tools that copy another one.
pub(super) fn find_tool(name: &str) -> Option<&'static Tool> {
    let name = match name.trim_end_matches(|c: char| c == '.' || c.is_ascii_digit()) {
        "apt" | "aptitude" | "apt-cache" | "apt-mark" => "apt-get",
        "dnf" | "microdnf" | "tdnf" => "yum",
        "mamba" | "micromamba" => "conda",
        "ash" | "bash" | "dash" | "zsh" => "sh",
        "egrep" | "fgrep" => "grep",
        "gmake" => "make",
        "bundler" => "bundle",
        "gpgv" => "gpg",
        "pypy" => "python",
        "tail" => "head",
        "bsdtar" => "tar",
        trimmed => trimmed,
    };
    TOOLS.binary_search_by_key(&name, |tool| tool.name).ok().and_then(|index| TOOLS.get(index))
}

const fn tool(name: &'static str, values: &'static str) -> Tool {
    Tool { name, style: Style::Clusters, subcommands: false, values, attached: "", pairs: None }
}

const fn manager(name: &'static str, values: &'static str) -> Tool {
    Tool { subcommands: true, ..tool(name, values) }
}

const fn words(name: &'static str, values: &'static str) -> Tool {
    Tool { style: Style::Words, ..tool(name, values) }
}

/// Sorted by name.
const TOOLS: &[Tool] = &[
    tool("addgroup", "-g --gid"),
    tool("adduser", "-G -g -h -k -s -u --gecos --gid --home --ingroup --shell --uid"),
    manager(
        "apk",
        "-X -p -t --arch --cache-dir --cache-max-age --keys-dir --repositories-file --repository \
         --root --timeout --virtual --wait",
    ),
    manager(
        "apt-get",
        "-a -c -o -t --config-file --default-release --host-architecture --option \
         --target-release",
    ),
    manager("apt-key", "--keyring --keyserver --keyserver-options"),
    tool("awk", "-F -f -v"),
    manager("bun", "-d --backend --cwd --registry"),
    Tool { attached: "-j", ..manager("bundle", "-j --gemfile --jobs --path --retry --with --without") },
    manager(
        "cargo",
        "-F -j -p --bin --branch --color --example --features --git --index --jobs \
         --manifest-path --package --path --profile --registry --rev --root --tag --target \
         --target-dir --vers --version",
    ),
    tool("chgrp", "--reference"),
    tool("chmod", "--reference"),
    tool("chown", "--from --reference"),
    tool("cmake", "-A -B -C -D -G -S -T -U --build --config --install --prefix --preset --target"),
    manager("composer", "-d --working-dir"),
    manager("conda", "-c -f -n -p --channel --file --name --prefix --root-prefix --solver"),
    tool("cp", "-S -t --suffix --target-directory"),
    tool("cpanm", "-L -M -l --from --local-lib --local-lib-contained --mirror"),
    tool(
        "curl",
        "-A -C -D -E -F -H -K -P -Q -T -U -X -Y -b -c -d -e -h -m -o -r -t -u -w -x -y -z \
         --cacert --capath --cert --cert-type --ciphers --config --connect-timeout --connect-to \
         --continue-at --cookie --cookie-jar --data --data-ascii --data-binary --data-raw \
         --data-urlencode --dump-header --form --header --interface --key --limit-rate \
         --max-filesize --max-redirs --max-time --netrc-file --noproxy --output --output-dir \
         --pinnedpubkey --proto --proto-default --proto-redir --proxy --proxy-user --range \
         --referer --request --resolve --retry --retry-delay --retry-max-time --speed-limit \
         --speed-time --time-cond --tls-max --unix-socket --upload-file --url --user --user-agent \
         --write-out",
    ),
    tool("cut", "-b -c -d -f --bytes --characters --delimiter --fields --output-delimiter"),
    tool("date", "-d -f -r --date --file --reference"),
    Tool {
        subcommands: true,
        ..words(
            "dotnet",
            "-a -c -f -o -r -v --arch --channel --configuration --framework --os --output --runtime \
         --source --tool-path --verbosity --version",
        )
    },
    tool("dpkg", "--admindir --instdir --root"),
    tool("dpkg-reconfigure", "-f -p --frontend --priority"),
    words(
        "find",
        "-amin -atime -cmin -ctime -fstype -group -iname -inum -ipath -iregex -links -lname \
         -maxdepth -mindepth -mmin -mtime -name -newer -path -perm -printf -regex -regextype \
         -size -type -user -wholename",
    ),
    manager(
        "gem",
        "-P -i -n -p -s -v --bindir --http-proxy --install-dir --platform --source --trust-policy \
         --version",
    ),
    manager(
        "git",
        "-C -b -c -j -m -o -u --author --branch --config --depth --filter --git-dir --jobs \
         --message --origin --reference --separate-git-dir --server-option --shallow-exclude \
         --shallow-since --template --upload-pack --work-tree",
    ),
    Tool {
        subcommands: true,
        ..words(
            "go",
            "-C -asmflags -buildmode -compiler -covermode -coverpkg -coverprofile -exec -gccgoflags \
         -gcflags -installsuffix -ldflags -mod -modfile -o -overlay -p -pkgdir -run -tags \
         -timeout -toolexec",
        )
    },
    tool(
        "gpg",
        "-o -r -u --default-key --homedir --keyring --keyserver --keyserver-options --output \
         --passphrase --passphrase-fd --pinentry-mode --recipient --trust-model",
    ),
    tool(
        "grep",
        "-A -B -C -D -d -e -f -m --after-context --before-context --context --file --include \
         --exclude --exclude-dir --max-count --regexp",
    ),
    tool("groupadd", "-K -R -g -p --gid --key --password --root"),
    tool("head", "-c -n --bytes --lines"),
    tool("install", "-S -g -m -o -t --group --mode --owner --suffix --target-directory"),
    words("java", "-cp -classpath -jar --add-modules --class-path --module-path"),
    tool("ln", "-S -t --suffix --target-directory"),
    tool("localedef", "-A -c -f -i -u --alias-file --charmap --inputfile"),
    tool("ls", "-I -T -w"),
    manager("luarocks", "--lua-dir --lua-version --only-server --server --tree"),
    Tool {
        attached: "-O -j -l",
        ..tool("make", "-C -I -W -f -o --directory --file --include-dir --makefile")
    },
    tool("mkdir", "-m --mode"),
    tool("mktemp", "-p --suffix"),
    tool("mv", "-S -t --suffix --target-directory"),
    words("mvn", "-P -T -f -gs -pl -s --activate-profiles --file --projects --settings --threads"),
    manager(
        "npm",
        "-C -w --cache --fetch-retries --fetch-retry-mintimeout --fetch-timeout --include \
         --loglevel --maxsockets --omit --prefix --registry --tag --userconfig --workspace",
    ),
    words(
        "openssl",
        "-addext -config -days -extensions -in -key -keyout -newkey -out -passin -passout -subj",
    ),
    tool("pacman", "-b -r --cachedir --config --dbpath --ignore --overwrite --root"),
    tool("patch", "-B -D -F -d -i -o -p -r --directory --input --output --strip"),
    manager("pecl", "-D -d --configureoptions"),
    Tool { style: Style::Interpreter, ..tool("perl", "-E -I -M -e") },
    tool("php", "-B -E -F -R -S -c -d -f -r -t"),
    manager(
        "pip",
        "-b -c -d -e -f -i -r -t -w --abi --build --cache-dir --cert --client-cert \
         --config-settings --constraint --dest --editable --exists-action --extra-index-url \
         --find-links --global-option --implementation --index-url --install-option --log \
         --no-binary --only-binary --platform --prefix --progress-bar --proxy --python \
         --python-version --report --requirement --retries --root --src --target --timeout \
         --trusted-host --upgrade-strategy --use-deprecated --use-feature --wheel-dir",
    ),
    manager("pipx", "-i --index-url --pip-args --python --spec --suffix"),
    manager("pnpm", "-C -F --dir --filter --registry --reporter --store-dir"),
    manager("poetry", "-C -E -P --directory --extras --only --project --source --with --without"),
    Tool { style: Style::Interpreter, ..tool("python", "-W -X -c -m") },
    tool("rm", ""),
    tool("rpm", "-D --dbpath --define --prefix --root"),
    Tool { attached: "-i", ..tool("sed", "-e -f -l --expression --file --line-length") },
    tool("set", "-o"),
    Tool { style: Style::Interpreter, ..tool("sh", "-O -c -o --init-file --rcfile") },
    tool("sort", "-S -T -k -o -t --buffer-size --field-separator --key --output"),
    words("ssh-keygen", "-C -N -P -b -f -m -t"),
    tool("su", "-c -g -s -w --command --group --shell"),
    manager("swupd", "-p -u --format --path --url"),
    manager("systemctl", "-H -M -n -o -p -t --root"),
    Tool {
        style: Style::Tar,
        ..tool(
            "tar",
            "-C -F -H -I -K -L -N -T -V -X -b -f -g --directory --exclude --exclude-from --file \
         --files-from --format --group --mode --mtime --owner --strip --strip-components \
         --transform --use-compress-program --xform",
        )
    },
    tool("tee", ""),
    tool("touch", "-d -r -t --date --reference"),
    tool("unzip", "-P -d"),
    tool(
        "useradd",
        "-G -K -R -Z -b -c -d -e -f -g -k -p -s -u --base-dir --comment --expiredate --gid \
         --groups --home --home-dir --inactive --key --password --shell --skel --uid",
    ),
    tool("usermod", "-G -R -c -d -e -f -g -l -p -s -u --comment --gid --groups --home --login --shell --uid"),
    manager(
        "uv",
        "-P -c -e -f -i -p -r --cache-dir --config-file --constraint --default-index --directory \
         --editable --extra --extra-index-url --find-links --from --group --index \
         --index-strategy --index-url --link-mode --no-group --only-group --prefix --project \
         --python --requirement --requirements --target --torch-backend --upgrade-package --with",
    ),
    Tool {
        pairs: Some('n'),
        ..tool(
            "wget",
            "-A -B -D -I -O -P -Q -R -T -U -X -a -e -i -l -o -t -w --accept --append-output --base \
         --body-data --ca-certificate --connect-timeout --directory-prefix --dns-timeout \
         --execute --header --http-password --http-user --input-file --level --limit-rate \
         --load-cookies --method --output-document --output-file --password --post-data \
         --post-file --progress --quota --read-timeout --referer --reject --save-cookies \
         --secure-protocol --timeout --tries --user --user-agent --wait --waitretry",
        )
    },
    tool("xargs", "-E -I -L -P -a -d -n -s"),
    manager(
        "yarn",
        "--cache-folder --cwd --modules-folder --mutex --network-concurrency --network-timeout \
         --registry",
    ),
    manager(
        "yum",
        "-c -d -e -x --advisory --config --debuglevel --disableplugin --disablerepo \
         --enableplugin --enablerepo --errorlevel --exclude --forcearch --installroot \
         --releasever --repo --repoid --setopt",
    ),
    manager(
        "zypper",
        "-C -D -R -c -p -r -t --cache-dir --config --from --plus-repo --repo --reposd-dir --root \
         --type",
    ),
];

#[test]
fn tables_are_sorted() {
    assert!(TOOLS.is_sorted_by_key(|tool| tool.name));
    for tool in TOOLS {
        assert!(tool.values.split(' ').is_sorted_by_key(|option| option.starts_with("--")), "{}", tool.name);
    }
    assert_eq!(find_tool("pip3.11").map(|tool| tool.name), Some("pip"));
    assert_eq!(find_tool("microdnf").map(|tool| tool.name), Some("yum"));
    assert!(find_tool("nothing-known").is_none() && find_tool("7").is_none());
}
