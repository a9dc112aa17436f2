//! The options of `# check=` and of the build argument `BUILDKIT_DOCKERFILE_CHECK`.

use std::fmt;

use crate::text::go_quote;

/// Which checks run and whether their findings fail the build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckOptions {
    /// The rules that are skipped.
    pub skip: RuleSet,
    /// The experimental rules that run.
    pub experimental: RuleSet,
    /// Whether a finding fails the build.
    pub error: bool,
}

/// Rules by name. Both can be given, by two options of one name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleSet {
    /// Every rule: the value was exactly `all`.
    pub all: bool,
    /// The names as written, without the space around them; unknown names and empty ones included.
    pub names: Vec<String>,
}

impl RuleSet {
    /// Whether `rule` belongs to the set. Names are case-sensitive.
    pub fn contains(&self, rule: &str) -> bool {
        self.all || self.names.iter().any(|name| name == rule)
    }

    fn set(&mut self, value: &str) {
        match value.trim() {
            "all" => self.all = true,
            names => self.names = names.split(',').map(|name| name.trim().to_owned()).collect(),
        }
    }
}

/// Why check options cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckOptionsError {
    /// An option without `=`, or one that is not known.
    Unknown(String),
    /// The option `error` has a value that is no boolean.
    NotBoolean {
        /// The whole option.
        option: String,
        /// Its value.
        value: String,
    },
}

impl fmt::Display for CheckOptionsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(option) => write!(f, "invalid check option {}", go_quote(option)),
            Self::NotBoolean { option, value } => write!(
                f,
                "failed to parse check option {}: strconv.ParseBool: parsing {}: invalid syntax",
                go_quote(option),
                go_quote(value)
            ),
        }
    }
}

impl std::error::Error for CheckOptionsError {}

impl CheckOptions {
    /// Reads `skip=…;error=…;experimental=…`. Follows `ParseLintOptions` of BuildKit's linter.
    pub fn parse(text: &str) -> Result<Self, CheckOptionsError> {
        let mut options = Self::default();
        let text = text.trim();
        if text.is_empty() {
            return Ok(options);
        }
        for option in text.splitn(3, ';') {
            let Some((key, value)) = option.split_once('=') else {
                return Err(CheckOptionsError::Unknown(option.to_owned()));
            };
            match key.trim() {
                "skip" => options.skip.set(value),
                "experimental" => options.experimental.set(value),
                "error" => options.error = parse_error_option(option, value.trim())?,
                key => return Err(CheckOptionsError::Unknown(key.to_owned())),
            }
        }
        Ok(options)
    }
}

fn parse_error_option(option: &str, value: &str) -> Result<bool, CheckOptionsError> {
    parse_go_bool(value)
        .ok_or_else(|| CheckOptionsError::NotBoolean { option: option.to_owned(), value: value.to_owned() })
}

/// A boolean as `strconv.ParseBool` of Go reads it.
pub fn parse_go_bool(text: &str) -> Option<bool> {
    match text {
        "1" | "t" | "T" | "true" | "TRUE" | "True" => Some(true),
        "0" | "f" | "F" | "false" | "FALSE" | "False" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_options() {
        let options = CheckOptions::parse(" skip = StageNameCasing , X ;error= T;experimental=all").unwrap();
        assert_eq!(options.skip.names, ["StageNameCasing", "X"]);
        assert!(options.skip.contains("X") && !options.skip.contains("x"));
        assert!(options.error && options.experimental.contains("anything"));
        assert_eq!(CheckOptions::parse("").unwrap(), CheckOptions::default());
        assert_eq!(CheckOptions::parse("skip=A;skip=B").unwrap().skip.names, ["B"]);
    }

    #[test]
    fn says_what_is_wrong() {
        let message = |text: &str| CheckOptions::parse(text).unwrap_err().to_string();
        assert_eq!(message("skip=A;warn=1"), "invalid check option \"warn\"");
        assert_eq!(message("skip=A;"), "invalid check option \"\"");
        assert_eq!(
            message("error=yes"),
            "failed to parse check option \"error=yes\": strconv.ParseBool: parsing \"yes\": invalid syntax"
        );
        assert_eq!(message("a=1;b=2;c=3;d=4"), "invalid check option \"a\"");
        assert!(CheckOptions::parse("skip=A;skip=B;error=1;skip=C").is_err());
    }
}
