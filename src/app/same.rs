//! Large data as a property of components.

use std::ops::Deref;
use std::rc::Rc;

/// Shared data that equals its clones and nothing else, so that comparing properties costs nothing.
#[derive(Debug)]
pub struct Same<T>(Rc<T>);

impl<T> Same<T> {
    /// Shares `data`.
    pub fn new(data: T) -> Self {
        Self(Rc::new(data))
    }
}

impl<T> Clone for Same<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Same<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}
