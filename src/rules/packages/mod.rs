//! Rules about package managers.

use super::Rule;

mod append;
mod apt_in_script;
mod apt_key;
mod commands;
mod distribution_upgrade;
mod implied_package;
mod interactive_install;
mod kept_apk_cache;
mod kept_apt_lists;
mod kept_pip_cache;
mod kept_rpm_cache;
mod kept_yarn_cache;
mod late_cleanup;
mod npm_install_with_lock;
mod recommended_packages;
mod repeated_package;
mod stale_package_lists;
mod unpinned_package;
mod unpinned_system_package;

pub use commands::Uses;

/// The rules, sorted by id.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    apt_in_script::RULE,
    apt_key::RULE,
    distribution_upgrade::RULE,
    implied_package::RULE,
    interactive_install::RULE,
    kept_apk_cache::RULE,
    kept_apt_lists::RULE,
    kept_pip_cache::RULE,
    kept_rpm_cache::RULE,
    kept_yarn_cache::RULE,
    late_cleanup::RULE,
    npm_install_with_lock::RULE,
    recommended_packages::RULE,
    repeated_package::RULE,
    stale_package_lists::RULE,
    unpinned_package::RULE,
    unpinned_system_package::RULE,
];
