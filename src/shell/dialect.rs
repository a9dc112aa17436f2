/// The language of a shell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// `sh`, `ash`, `dash` and other shells that stay close to POSIX.
    #[default]
    Posix,
    /// `bash`, `zsh` and `ksh`, which add arrays, `[[` and more.
    Bash,
    /// `powershell` and `pwsh`.
    PowerShell,
    /// `cmd`.
    Cmd,
}

impl Dialect {
    /// The language of the shell that `argv` starts, as the SHELL instruction names it. A program that is no known
    /// shell counts as [`Dialect::Posix`].
    pub fn of_shell(argv: &[String]) -> Self {
        argv.first().map_or(Self::Posix, |program| Self::of_program(program))
    }

    /// The language of the program at a path, of either kind of slash and any case, with or without `.exe`.
    pub fn of_program(path: &str) -> Self {
        let file = path.rsplit(['/', '\\']).next().unwrap_or(path).to_ascii_lowercase();
        match file.strip_suffix(".exe").unwrap_or(&file) {
            "bash" | "rbash" | "zsh" | "ksh" | "mksh" => Self::Bash,
            "powershell" | "pwsh" => Self::PowerShell,
            "cmd" => Self::Cmd,
            _ => Self::Posix,
        }
    }

    /// Whether [`super::parse()`] reads it.
    pub const fn is_read(self) -> bool {
        matches!(self, Self::Posix | Self::Bash)
    }
}

#[test]
fn dialects() {
    let of = |program: &str| Dialect::of_shell(&[program.to_owned(), "-c".to_owned()]);
    assert_eq!(of("/bin/sh"), Dialect::Posix);
    assert_eq!(of("/bin/ash"), Dialect::Posix);
    assert_eq!(of("/usr/bin/bash"), Dialect::Bash);
    assert_eq!(of(r"C:\Windows\System32\WindowsPowerShell\v1.0\PowerShell.exe"), Dialect::PowerShell);
    assert_eq!(of("pwsh"), Dialect::PowerShell);
    assert_eq!(of("CMD.EXE"), Dialect::Cmd);
    assert_eq!(Dialect::of_shell(&[]), Dialect::Posix);
    assert!(Dialect::Bash.is_read() && !Dialect::Cmd.is_read());
}
