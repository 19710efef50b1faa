//! Entries: a small map that keeps the order in which it was filled. For a handful of named things, where a search
//! tree would cost the wasm file kilobytes for every type of value.

use serde::ser::{Serialize, SerializeMap, Serializer};
use std::borrow::Borrow;

/// Keys with their values, each key once, in the order of filling. Looked through one by one.
#[derive(Clone, Debug, PartialEq)]
pub struct Entries<K, V> {
    all: Vec<(K, V)>,
}

impl<K, V> Default for Entries<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K, V> Entries<K, V> {
    /// Nothing yet.
    pub const fn new() -> Self {
        Self { all: Vec::new() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.all.clear();
    }

    /// In the order of filling.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.all.iter().map(|(k, v)| (k, v))
    }
}

impl<K, V> Entries<K, V> {
    /// Adds a key that is known not to be there: without looking.
    pub fn push(&mut self, key: K, value: V) {
        self.all.push((key, value));
    }
}

impl<K: Eq, V> Entries<K, V> {
    fn at<Q: Eq + ?Sized>(&self, key: &Q) -> Option<usize>
    where
        K: Borrow<Q>,
    {
        self.all.iter().position(|(k, _)| k.borrow() == key)
    }

    /// The value of a key.
    pub fn get<Q: Eq + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.at(key).and_then(|at| self.all.get(at)).map(|(_, v)| v)
    }

    /// The value of a key, to be changed.
    pub fn get_mut<Q: Eq + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.at(key).and_then(|at| self.all.get_mut(at)).map(|(_, v)| v)
    }

    /// True if the key is there.
    pub fn contains_key<Q: Eq + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.at(key).is_some()
    }

    /// Sets the value of a key.
    pub fn insert(&mut self, key: K, value: V) {
        match self.get_mut(&key) {
            Some(slot) => *slot = value,
            None => self.all.push((key, value)),
        }
    }

    /// The value of a key, put there first if it is not.
    pub fn or_insert(&mut self, key: K, value: impl FnOnce() -> V) -> &mut V {
        let at = match self.at(&key) {
            Some(at) => at,
            None => {
                self.all.push((key, value()));
                self.all.len() - 1
            }
        };
        &mut self.all[at].1
    }

    /// Takes a key out.
    pub fn remove<Q: Eq + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        self.at(key).map(|at| self.all.remove(at).1)
    }
}

impl<K: Eq, V> FromIterator<(K, V)> for Entries<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut all = Self::new();
        entries.into_iter().for_each(|(key, value)| all.insert(key, value));
        all
    }
}

/// As an object of JSON.
impl<K: Serialize, V: Serialize> Serialize for Entries<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.all.len()))?;
        for (key, value) in &self.all {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_stands_once_and_the_order_is_kept() {
        let mut entries: Entries<String, u32> =
            [("b", 1), ("a", 2), ("b", 3)].into_iter().map(|(k, v)| (k.to_owned(), v)).collect();
        assert_eq!(serde_json::to_string(&entries).unwrap(), r#"{"b":3,"a":2}"#);
        assert_eq!((entries.get("a"), entries.get("c"), entries.len()), (Some(&2), None, 2));
        assert_eq!(entries.remove("b"), Some(3));
        assert!(!entries.contains_key("b") && entries.contains_key("a"));
    }
}
