use super::Setting;
use crate::shell::Dialect;

/// What an instruction finds when it runs: who runs it, where, and with which shell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Surroundings {
    /// The working directory; `/` where none is set, `\\` on Windows.
    pub working_dir: Option<Setting<String>>,
    /// The user; that of the base image where none is set.
    pub user: Option<Setting<String>>,
    /// The shell of the shell form; that of the base image where none is set.
    pub shell: Option<Setting<Vec<String>>>,
    /// Whether the stage builds on Windows.
    pub is_windows: bool,
}

impl Surroundings {
    /// The working directory.
    pub fn working_dir(&self) -> &str {
        self.working_dir.as_ref().map_or(if self.is_windows { "\\" } else { "/" }, |setting| &setting.value)
    }

    /// The shell and its arguments, in front of the text of a shell form.
    pub fn shell(&self) -> Vec<String> {
        let default: &[&str] = if self.is_windows { &["cmd", "/S", "/C"] } else { &["/bin/sh", "-c"] };
        match &self.shell {
            Some(shell) => shell.value.clone(),
            None => default.iter().map(|word| (*word).to_owned()).collect(),
        }
    }

    /// The language of the shell form.
    pub fn dialect(&self) -> Dialect {
        match &self.shell {
            Some(shell) => Dialect::of_shell(&shell.value),
            None if self.is_windows => Dialect::Cmd,
            None => Dialect::Posix,
        }
    }

    /// Whether instructions run as root, as far as the file tells; `None` where the base image decides.
    pub fn is_root(&self) -> Option<bool> {
        let user = self.user.as_ref()?.value.as_str();
        let name = user.split(':').next().unwrap_or_default();
        Some(matches!(name, "root" | "0"))
    }
}
