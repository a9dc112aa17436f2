use super::Kind;

/// ONBUILD: an instruction for the stage that starts from this image.
#[derive(Clone, Debug, PartialEq)]
pub struct Onbuild {
    /// The deferred instruction; `None` where it could not be understood.
    pub trigger: Option<Box<Kind>>,
    /// The trigger as BuildKit stores it: the original text without `ONBUILD`, with heredocs.
    pub text: String,
}
