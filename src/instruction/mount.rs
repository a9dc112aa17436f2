mod blank;
mod expand;

pub use blank::joined_fields;
pub use expand::expand_mount;

use super::bytes_size::parse_size;
use super::csv::{Field, parse_csv};
use super::reader::Reader;
use crate::syntax::check_options::parse_go_bool;
use crate::syntax::{ErrorCode, SyntaxError, Word};
use crate::text::{Edit, Fix, Span, lower, suggest};

/// One `--mount` of RUN.
#[derive(Clone, Debug, PartialEq)]
pub struct Mount {
    /// The whole value of the flag.
    pub word: Word,
    /// `type=`, bind where it is not given or not known.
    pub kind: MountKind,
    /// `from=`: a stage, an image or a named context.
    pub from: Option<Word>,
    /// `source=`.
    pub source: Option<Word>,
    /// `target=`.
    pub target: Option<Word>,
    /// `id=`.
    pub id: Option<Word>,
    /// `sharing=` of a cache mount.
    pub sharing: Option<Sharing>,
    /// `readonly` or `readwrite`, where given.
    pub read_only: Option<bool>,
    /// `required`, where given.
    pub required: Option<bool>,
    /// `size=` of a tmpfs mount in bytes.
    pub size: Option<u64>,
    /// `mode=`, octal.
    pub mode: Option<u32>,
    /// `uid=`.
    pub uid: Option<u64>,
    /// `gid=`.
    pub gid: Option<u64>,
    /// `env=` of a secret mount.
    pub env: Option<Word>,
    /// The values that are expanded: all but that of `from=`.
    pub(super) values: Vec<Word>,
}

/// What a mount is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the Dockerfile reference")]
pub enum MountKind {
    Bind,
    Cache,
    Tmpfs,
    Secret,
    Ssh,
}

/// How concurrent builds share a cache mount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the Dockerfile reference")]
pub enum Sharing {
    Shared,
    Private,
    Locked,
}

impl MountKind {
    const ALL: [Self; 5] = [Self::Bind, Self::Cache, Self::Tmpfs, Self::Secret, Self::Ssh];

    /// The value of `type=`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bind => "bind",
            Self::Cache => "cache",
            Self::Tmpfs => "tmpfs",
            Self::Secret => "secret",
            Self::Ssh => "ssh",
        }
    }
}

impl Sharing {
    const ALL: [Self; 3] = [Self::Shared, Self::Private, Self::Locked];

    /// The value of `sharing=`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Shared => "shared",
            Self::Private => "private",
            Self::Locked => "locked",
        }
    }
}

/// All keys, for suggestions.
const KEYS: &[&str] = &[
    "type",
    "from",
    "source",
    "target",
    "readonly",
    "id",
    "sharing",
    "required",
    "size",
    "mode",
    "uid",
    "gid",
    "src",
    "dst",
    "destination",
    "ro",
    "rw",
    "readwrite",
    "env",
];

impl Mount {
    /// Reads the value of a flag; `None` where it is no list of fields. Follows `parseMount`, first as it is called when
    /// the file is read, then as it is called when the stage is built.
    pub(super) fn read(reader: &mut Reader, word: &Word) -> Option<Self> {
        let fields = match parse_csv(&word.text) {
            Ok(fields) => fields,
            Err(error) => {
                let span = if word.text.is_empty() { reader.flag_span(word) } else { word.span };
                let message = if word.text.is_empty() {
                    "`--mount=` is empty; write fields with commas between them, such as `--mount=type=cache,target=/cache`".to_owned()
                } else {
                    format!("the fields of `--mount` cannot be told apart: {error}")
                };
                reader.refuse(ErrorCode::InvalidMount, span, message);
                return None;
            }
        };
        let mut fielder = Fields { mount: Self::new(word), kind: Some(MountKind::Bind), reader };
        for field in &fields {
            fielder.field(field);
        }
        fielder.together();
        Some(fielder.mount)
    }

    fn new(word: &Word) -> Self {
        Self {
            word: word.clone(),
            kind: MountKind::Bind,
            from: None,
            source: None,
            target: None,
            id: None,
            sharing: None,
            read_only: None,
            required: None,
            size: None,
            mode: None,
            uid: None,
            gid: None,
            env: None,
            values: Vec::new(),
        }
    }
}

/// A mount that is being put together.
struct Fields<'r, 'a> {
    mount: Mount,
    /// The type as far as it is known; `None` where it depends on a variable or is none.
    kind: Option<MountKind>,
    reader: &'r mut Reader<'a>,
}

impl Fields<'_, '_> {
    fn field(&mut self, field: &Field) {
        let word = self.reader.part(&self.mount.word, field.range.clone());
        let word = Word { text: field.text.clone(), ..word };
        match field.text.split_once('=') {
            Some((key, value)) => {
                let start = field.range.start + key.len() + 1;
                let mut value_word = self.reader.part(&self.mount.word, start..field.range.end);
                value_word.text = value.to_owned();
                self.pair(&lower(key), &word, value_word);
            }
            None => self.bare(&lower(&field.text), &word),
        }
    }

    /// A field without `=`.
    fn bare(&mut self, key: &str, field: &Word) {
        match key {
            "readonly" | "ro" => self.mount.read_only = Some(true),
            "readwrite" | "rw" => self.mount.read_only = Some(false),
            "required" => {
                self.mount.required = Some(true);
                self.only_for("required", &[MountKind::Secret, MountKind::Ssh], field);
            }
            "" => {
                let message = "a field of `--mount` is empty: a comma too many, or a blank behind one";
                let fix = joined_fields(self.reader.node, &self.mount.word);
                let error = self.reader.error(ErrorCode::InvalidMount, self.span_of(field), message);
                self.reader.push(SyntaxError { fix, ..error.when_reachable() });
            }
            _ if KEYS.contains(&key) => {
                self.refuse(field.span, format!("`{key}` of `--mount` needs a value; write `{key}=value`"));
            }
            _ => {
                let message = format!(
                    "`{}` is no field of `--mount`; apart from `readonly`, `readwrite` and `required` a field is a `key=value` pair",
                    field.text
                );
                let error = self.reader.error(ErrorCode::InvalidMount, field.span, message);
                let meant = field.text.split_once(':').filter(|(key, _)| KEYS.contains(key));
                let fix = meant.map(|(key, value)| {
                    let meant = format!("{key}={value}");
                    Fix::unsafe_(format!("Write `{meant}`"), vec![Edit::replace(field.span, meant)])
                });
                self.reader.push(SyntaxError { fix, ..error.when_reachable() });
            }
        }
    }

    fn pair(&mut self, key: &str, field: &Word, value: Word) {
        if key == "from" {
            self.from(value);
            return;
        }
        self.mount.values.push(value.clone());
        let known = self.reader.literal(&value).map(str::to_owned);
        match key {
            "type" => self.kind(&value, known.as_deref()),
            "source" | "src" => self.mount.source = Some(value),
            "target" | "dst" | "destination" => self.mount.target = Some(value),
            "id" => self.mount.id = Some(value),
            "env" => self.mount.env = Some(value),
            "readonly" | "ro" => self.mount.read_only = self.bool(key, &value, known.as_deref()),
            "readwrite" | "rw" => {
                self.mount.read_only =
                    self.bool(key, &value, known.as_deref()).map(|is_writable| !is_writable);
            }
            "required" => {
                if self.only_for(key, &[MountKind::Secret, MountKind::Ssh], field) {
                    self.mount.required = self.bool(key, &value, known.as_deref());
                }
            }
            "size" => self.size(field, &value, known.as_deref()),
            "sharing" => self.sharing(&value, known.as_deref()),
            "mode" => {
                let mode = self.number(key, &value, known.as_deref(), 8);
                self.mount.mode = mode.and_then(|mode| u32::try_from(mode).ok());
            }
            "uid" => self.mount.uid = self.number(key, &value, known.as_deref(), 10),
            "gid" => self.mount.gid = self.number(key, &value, known.as_deref(), 10),
            _ => self.unknown(key, field),
        }
    }

    /// `from=` is looked at when the file is read.
    fn from(&mut self, value: Word) {
        let is_variable = value.text.find('$').is_some_and(|at| at + 1 < value.text.len());
        if is_variable {
            let message = format!(
                "`from={}` holds a variable, which `from` of `--mount` does not support; start a stage from it with FROM and name that stage",
                value.text
            );
            self.reader.refuse(ErrorCode::InvalidMount, value.span, message);
        } else {
            self.mount.from = Some(value);
        }
    }

    fn kind(&mut self, value: &Word, known: Option<&str>) {
        let Some(text) = known else {
            self.kind = None;
            return;
        };
        let lower = lower(text);
        self.kind = MountKind::ALL.into_iter().find(|kind| kind.name() == lower);
        match self.kind {
            Some(kind) => self.mount.kind = kind,
            None => {
                let names = MountKind::ALL.map(MountKind::name);
                self.not_one_of("type", value, &names);
            }
        }
    }

    fn sharing(&mut self, value: &Word, known: Option<&str>) {
        let Some(text) = known else { return };
        let lower = lower(text);
        self.mount.sharing = Sharing::ALL.into_iter().find(|sharing| sharing.name() == lower);
        if self.mount.sharing.is_none() {
            self.not_one_of("sharing", value, &Sharing::ALL.map(Sharing::name));
        }
    }

    fn not_one_of(&mut self, key: &str, value: &Word, names: &[&str]) {
        let list: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let message = match value.text.as_str() {
            "" => format!("`{key}` of `--mount` has no value; it is one of {}", list.join(", ")),
            text => format!("`{text}` is no `{key}` of `--mount`; it is one of {}", list.join(", ")),
        };
        let span = self.span_of(value);
        let error = self.reader.error(ErrorCode::InvalidMount, span, message).when_reachable();
        let closest = suggest(&lower(&value.text), names, true);
        let fix = closest
            .filter(|_| !value.text.is_empty())
            .map(|name| Fix::unsafe_(format!("Write `{name}`"), vec![Edit::replace(value.span, name)]));
        let is_listed = value.text.contains(';') && value.is_verbatim(&self.reader.node.line);
        let commas = value.text.replace(';', ",");
        let fix = match is_listed {
            true => Some(Fix::unsafe_("Write commas", vec![Edit::replace(value.span, commas)])),
            false => fix,
        };
        self.reader.push(SyntaxError { fix, ..error });
    }

    fn size(&mut self, field: &Word, value: &Word, known: Option<&str>) {
        if !self.only_for("size", &[MountKind::Tmpfs], field) {
            return;
        }
        let Some(text) = known else { return };
        match parse_size(text) {
            Ok(size) => self.mount.size = u64::try_from(size).ok(),
            Err(_) => {
                let message = format!(
                    "`{text}` is no value for `size`; write a number of bytes, or one with a unit such as `64m`"
                );
                self.refuse(self.span_of(value), message);
            }
        }
    }

    fn bool(&mut self, key: &str, value: &Word, known: Option<&str>) -> Option<bool> {
        let parsed = parse_go_bool(known?);
        if parsed.is_none() {
            let message = format!("`{}` is no value for `{key}`; write `true` or `false`", value.text);
            self.refuse(self.span_of(value), message);
        }
        parsed
    }

    fn number(&mut self, key: &str, value: &Word, known: Option<&str>, radix: u32) -> Option<u64> {
        let text = known?;
        // Go takes no sign here.
        let number = u32::from_str_radix(text, radix).ok().filter(|_| !text.starts_with('+'));
        if number.is_none() {
            let kind = if radix == 8 { "an octal number, such as `0755`" } else { "a number" };
            self.refuse(self.span_of(value), format!("`{text}` is no value for `{key}`; write {kind}"));
        }
        number.map(u64::from)
    }

    fn unknown(&mut self, key: &str, field: &Word) {
        let key_end = field.span.start + key.len() as u32;
        let is_verbatim = field.is_verbatim(&self.reader.node.line);
        let span = if is_verbatim { Span::new(field.span.start, key_end) } else { field.span };
        let closest = match key {
            "path" | "destination_path" | "to" => Some("target".to_owned()),
            "name" => Some("id".to_owned()),
            _ => suggest(key, KEYS, true),
        };
        let hint = closest.as_ref().map_or_else(String::new, |closest| format!("; is it `{closest}`?"));
        let message = format!("`--mount` has no key `{key}`, as in `{}`{hint}", field.text);
        let error = self.reader.error(ErrorCode::InvalidMount, span, message).when_reachable();
        let fix = closest
            .filter(|_| is_verbatim)
            .map(|closest| Fix::unsafe_(format!("Write `{closest}`"), vec![Edit::replace(span, closest)]));
        self.reader.push(SyntaxError { fix, ..error });
    }

    /// Refuses a key that the type, as far as it is given before the key, does not have. Returns whether it has it.
    fn only_for(&mut self, key: &str, kinds: &[MountKind], field: &Word) -> bool {
        let Some(kind) = self.kind else { return true };
        if kinds.contains(&kind) {
            return true;
        }
        let names: Vec<String> = kinds.iter().map(|kind| format!("`type={}`", kind.name())).collect();
        let message = format!(
            "`{key}` is not for mounts of type `{}`; it goes with {}, which stands before it",
            kind.name(),
            names.join(" or ")
        );
        self.refuse(field.span, message);
        false
    }

    /// What is checked once all fields are read.
    fn together(&mut self) {
        let Some(kind) = self.kind else { return };
        let span = self.mount.word.span;
        let Mount { from, source, target, id, sharing, mode, uid, gid, .. } = &self.mount;
        let has = |word: &Option<Word>| word.as_ref().is_some_and(|word| !word.text.is_empty());
        // With a variable it may turn out to be empty; it is read again once that is known.
        let is_given =
            |word: &Option<Word>| has(word) && word.as_ref().is_some_and(|word| !word.text.contains('$'));
        let takes_owner = matches!(kind, MountKind::Cache | MountKind::Secret | MountKind::Ssh);
        let owner = [("mode", mode.is_some()), ("uid", uid.is_some()), ("gid", gid.is_some())];
        let owner = owner.into_iter().find(|(_, is_given)| *is_given && !takes_owner);
        let kind_name = kind.name();
        let message = if let Some((key, _)) = owner {
            format!(
                "`{key}` is not allowed for mounts of type `{kind_name}`; only cache, secret and ssh mounts have one"
            )
        } else if sharing.is_some() && kind != MountKind::Cache {
            format!("`sharing` is for cache mounts, and this is a {kind_name} mount")
        } else if kind == MountKind::Secret && has(from) {
            "a secret mount has no `from`; a secret comes from the build command".to_owned()
        } else if kind == MountKind::Secret && !has(source) && !has(target) && !has(id) {
            "a secret mount needs `id`, `source` or `target`: write the name of the secret, such as `id=token`".to_owned()
        } else if kind == MountKind::Secret && is_given(source) && is_given(id) {
            "`source` and `id` of a secret mount mean the same; write one of both".to_owned()
        } else if kind == MountKind::Ssh && is_given(source) {
            "an ssh mount has no `source`; name the agent with `id`".to_owned()
        } else if target.as_ref().is_some_and(|target| target.text == "/")
            && matches!(kind, MountKind::Bind | MountKind::Cache | MountKind::Tmpfs)
        {
            "the target of a mount cannot be `/`; write a directory below it".to_owned()
        } else {
            return;
        };
        let is_empty_secret = kind == MountKind::Secret && !has(source) && !has(id);
        let fix = if is_empty_secret { joined_fields(self.reader.node, &self.mount.word) } else { None };
        let error = self.reader.error(ErrorCode::InvalidMount, span, message).when_reachable();
        self.reader.push(SyntaxError { fix, ..error });
    }

    fn refuse(&mut self, span: Span, message: impl Into<String>) {
        self.reader.refuse_when_reachable(ErrorCode::InvalidMount, span, message);
    }

    /// The span of a word; that of the whole value where it is empty.
    fn span_of(&self, word: &Word) -> Span {
        if word.span.is_empty() { self.mount.word.span } else { word.span }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instruction::Kind;
    use crate::instruction::vectors::{accepted, refused, repaired};

    fn mount(value: &str) -> Mount {
        match accepted(&format!("RUN --mount={value} x")) {
            Kind::Run(run) => run.mounts.into_iter().next().unwrap(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn reads_every_key() {
        let cache = mount("TYPE=Cache,dst=/c,from=img,src=/s,sharing=LOCKED,mode=0755,uid=1,gid=2,id=x,ro");
        assert_eq!(
            (cache.kind, cache.sharing, cache.mode),
            (MountKind::Cache, Some(Sharing::Locked), Some(0o755))
        );
        assert_eq!((cache.uid, cache.gid, cache.read_only), (Some(1), Some(2), Some(true)));
        assert_eq!(cache.target.map(|word| word.text).as_deref(), Some("/c"));
        assert_eq!(mount("type=tmpfs,target=/t,size=10m").size, Some(10 << 20));
        assert_eq!(mount("type=secret,id=a,env=A,required=1").required, Some(true));
        assert_eq!(mount("target=/a,rw=0").read_only, Some(true));
        assert_eq!(mount("type=$T,size=$S,required,target=/a").kind, MountKind::Bind);
    }

    #[test]
    fn refuses_at_once() {
        refused("RUN «--mount=» x", true);
        refused("RUN --mount=from=«$A»,target=/a x", true);
        accepted("RUN --mount=from=a$,target=/a x");
    }

    #[test]
    fn refuses_when_the_stage_is_built() {
        for marked in [
            "type=«cash»,target=/a",
            "type=cache,«targt»=/a",
            "target=/a,«z»",
            "target=/a,«source»",
            "«size=1»,type=tmpfs,target=/a",
            "type=ssh,mode=«9»,uid=«-1»",
            "type=cache,target=/a,sharing=«all»",
            "«type=bind,target=/a,mode=0400»",
            "«type=secret»",
            "«type=secret,src=a,id=b»",
            "«type=ssh,src=a»",
            "«type=cache,target=/»",
        ] {
            refused(&format!("RUN --mount={marked} x"), false);
        }
        repaired("RUN --mount=type=cahce,target=/a x", "RUN --mount=type=cache,target=/a x");
        repaired("RUN --mount=tpye=cache,target=/a x", "RUN --mount=type=cache,target=/a x");
        repaired("RUN --mount=type:cache,target=/a x", "RUN --mount=type=cache,target=/a x");
        repaired("RUN --mount=type=cache;target=/a x", "RUN --mount=type=cache,target=/a x");
        repaired("RUN --mount=src=a,path=/a x", "RUN --mount=src=a,target=/a x");
        repaired("RUN --mount=type=cache, target=/a x", "RUN --mount=type=cache,target=/a x");
        repaired("RUN --mount=type=secret id=a x", "RUN --mount=type=secret,id=a x");
    }
}
