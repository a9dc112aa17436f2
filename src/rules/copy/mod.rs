//! Rules about COPY and ADD.

use super::Rule;

mod add_for_local_files;
mod copied_archive;
mod copy_before_install;
mod copy_from_unknown_stage;
mod copy_of_ignored_file;
mod copy_of_whole_stage;
mod destination_without_slash;
mod relative_copy_destination;

/// The rules, sorted by id.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    add_for_local_files::RULE,
    copied_archive::RULE,
    copy_before_install::RULE,
    copy_from_unknown_stage::RULE,
    copy_of_ignored_file::RULE,
    copy_of_whole_stage::RULE,
    destination_without_slash::RULE,
    relative_copy_destination::RULE,
];
