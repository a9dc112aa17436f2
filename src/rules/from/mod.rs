//! Rules about FROM, stages and base images.

use super::Rule;

mod constant_platform;
mod duplicate_stage_name;
mod flag;
mod latest_base_image;
mod mismatched_base_platform;
mod mixed_from_as_casing;
mod redundant_target_platform;
mod rename;
mod reserved_stage_name;
mod unreachable_stage;
mod untagged_base_image;
mod uppercase_stage_name;

/// The rules, sorted by id.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    constant_platform::RULE,
    duplicate_stage_name::RULE,
    latest_base_image::RULE,
    mismatched_base_platform::RULE,
    mixed_from_as_casing::RULE,
    redundant_target_platform::RULE,
    reserved_stage_name::RULE,
    unreachable_stage::RULE,
    untagged_base_image::RULE,
    uppercase_stage_name::RULE,
];
