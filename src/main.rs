//! The page in a browser, the command line elsewhere.

fn main() {}
