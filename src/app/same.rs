//! Large data as a property of components.

use std::fmt;
use std::ops::Deref;
use std::rc::Rc;

/// Shared data that equals its clones and nothing else, so that comparing properties costs nothing.
///
/// Who holds it need not know how to drop it: that stays in the part of the program that made it.
pub struct Same<T: 'static>(Rc<dyn Hold<T>>);

trait Hold<T> {
    fn held(&self) -> &T;
}

struct Held<T>(T);

impl<T> Hold<T> for Held<T> {
    fn held(&self) -> &T {
        &self.0
    }
}

impl<T> Same<T> {
    /// Shares `data`.
    pub fn new(data: T) -> Self {
        Self(Rc::new(Held(data)))
    }
}

impl<T> Clone for Same<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::addr_eq(Rc::as_ptr(&self.0), Rc::as_ptr(&other.0))
    }
}

impl<T> Deref for Same<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.held()
    }
}

impl<T> fmt::Debug for Same<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Same")
    }
}
