//! Lines of JSON objects, read as far as they are plain: the fields that are wanted hold strings or whole numbers.
//!
//! What is not plain is left to the reader of any record, which also says what is wrong with it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use rustc_hash::FxBuildHasher;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// Digits of a number from which Python may refuse to convert it.
const DIGITS: usize = 640;

/// What a line says of each property, in their order.
pub type Values<'a> = Vec<Option<Cow<'a, str>>>;

/// How a property's fields are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The first that is no blank string, as it stands; a record without one is not plain.
    Text,
    /// The first that is filled, as it stands.
    Raw,
    /// The first that is not blank, without the white space around it.
    Trimmed,
}

/// The fields of a record that are wanted, by property.
pub struct Wanted {
    /// Of each property its kind, and the places of its fields, the first one filled to be taken.
    properties: Vec<(Kind, Vec<usize>)>,
    /// Of which fields the name may reach into a record inside the record, which is then not plain.
    nested: Vec<bool>,
    /// The place of each field.
    places: HashMap<String, usize, FxBuildHasher>,
}

/// What a field holds.
#[derive(Clone, Debug, Default)]
enum Value<'a> {
    #[default]
    Missing,
    Text(Cow<'a, str>),
    /// A whole number, which is no text of a document.
    Number(String),
    /// A list, an object, a fraction, true or false.
    Other,
}

impl Wanted {
    /// Takes the kind and the fields' names of each property.
    pub fn new(names: impl IntoIterator<Item = (Kind, Vec<String>)>) -> Self {
        let (mut places, mut nested) = (HashMap::default(), Vec::new());
        let mut place = |name: String| {
            let dotted = name.contains('.');
            *places.entry(name).or_insert_with(|| {
                nested.push(dotted);
                nested.len() - 1
            })
        };
        let properties = names
            .into_iter()
            .map(|(kind, names)| (kind, names.into_iter().map(&mut place).collect()))
            .collect();
        Self {
            properties,
            nested,
            places,
        }
    }

    /// Returns what a line says of each property, or nothing where it is not plain.
    pub fn read<'a>(&self, line: &'a [u8]) -> Option<Values<'a>> {
        if has_long_number(line) {
            return None;
        }
        let line = str::from_utf8(line).ok()?;
        let mut reader = serde_json::Deserializer::from_str(line);
        let held = Object(self).deserialize(&mut reader).ok()?;
        reader.end().ok()?;
        self.properties
            .iter()
            .map(|(kind, places)| self.choose(*kind, places, &held))
            .collect()
    }

    /// Returns what a property has, if anything; nothing at all where the record is not plain.
    fn choose<'a>(
        &self,
        kind: Kind,
        places: &[usize],
        held: &[Value<'a>],
    ) -> Option<Option<Cow<'a, str>>> {
        for &place in places {
            match &held[place] {
                Value::Missing if self.nested[place] => return None,
                Value::Missing => {}
                Value::Other => return None,
                Value::Number(_) if kind == Kind::Text => return None,
                Value::Number(digits) => return Some(Some(Cow::Owned(digits.clone()))),
                Value::Text(text) => match (kind, text.trim_matches(is_blank)) {
                    (Kind::Text | Kind::Trimmed, "") => {}
                    (Kind::Raw, _) if text.is_empty() => {}
                    (Kind::Trimmed, trimmed) if trimmed.len() < text.len() => {
                        return Some(Some(Cow::Owned(trimmed.to_owned())));
                    }
                    _ => return Some(Some(text.clone())),
                },
            }
        }
        if kind == Kind::Text { None } else { Some(None) }
    }
}

/// Whether Python strips a character: white space, and the separators among the control characters.
fn is_blank(character: char) -> bool {
    character.is_whitespace() || ('\x1c'..='\x1f').contains(&character)
}

/// Whether more digits follow one another than Python surely converts, looked for where such a run must leave a trace.
fn has_long_number(line: &[u8]) -> bool {
    (DIGITS..line.len()).step_by(DIGITS).any(|place| {
        let digits = |bytes: &mut dyn Iterator<Item = &u8>| {
            bytes
                .take(DIGITS)
                .take_while(|byte| byte.is_ascii_digit())
                .count()
        };
        let after = digits(&mut line[place..].iter());
        after > 0 && after + digits(&mut line[..place].iter().rev()) > DIGITS
    })
}

/// Reads an object, and keeps the values of the wanted fields; of a name that comes twice the last one counts.
struct Object<'w>(&'w Wanted);

impl<'de> DeserializeSeed<'de> for Object<'_> {
    type Value = Vec<Value<'de>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = Vec<Value<'de>>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut held = vec![Value::Missing; self.0.places.len()];
        while let Some(place) = map.next_key_seed(Name(self.0))? {
            match place {
                Some(place) => held[place] = map.next_value_seed(Held)?,
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(held)
    }
}

/// Reads a field's name, and returns the field's place if it is wanted.
struct Name<'w>(&'w Wanted);

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = Option<usize>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.0.places.get(name).copied())
    }
}

/// Reads the value of a wanted field.
struct Held;

impl<'de> DeserializeSeed<'de> for Held {
    type Value = Value<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Held {
    type Value = Value<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Value::Missing)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Value::Other)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Value::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Value::Other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<Vec<Option<String>>> {
        let wanted = Wanted::new([
            (Kind::Text, vec!["text".to_owned(), "body".to_owned()]),
            (Kind::Raw, vec!["date".to_owned()]),
            (Kind::Trimmed, vec!["id".to_owned(), "url".to_owned()]),
        ]);
        let values = wanted.read(line.as_bytes())?;
        Some(
            values
                .into_iter()
                .map(|value| value.map(Cow::into_owned))
                .collect(),
        )
    }

    fn some(value: &str) -> Option<String> {
        Some(value.to_owned())
    }

    #[test]
    fn the_first_field_filled_is_taken() {
        let found =
            read(r#"{"body": " b\n", "url": " u ", "id": "\u001c", "x": [{}, 1e400], "text": ""}"#);

        assert_eq!(found, Some(vec![some(" b\n"), None, some("u")]));
    }

    #[test]
    fn numbers_are_taken_as_they_are_written_by_python() {
        let found = read(r#"{"text": "t", "id": 7, "date": -3}"#);

        assert_eq!(found, Some(vec![some("t"), some("-3"), some("7")]));
    }

    #[test]
    fn the_last_of_two_fields_of_a_name_counts() {
        let found = read(r#"{"text": "a", "text": "b", "id": "x", "id": null}"#);

        assert_eq!(found, Some(vec![some("b"), None, None]));
    }

    #[test]
    fn what_is_not_plain_is_left_to_others() {
        let long = format!(r#"{{"text": "t", "x": {}}}"#, "1".repeat(700));
        let lines = [
            r#"{"text": "t", "id": 0.5}"#,
            r#"{"text": "t", "id": ["a"]}"#,
            r#"{"text": 5.0}"#,
            r#"{"text": 5}"#,
            r#"{"text": " "}"#,
            r#"{"id": "a"}"#,
            r#"{"text": "\ud800"}"#,
            r#"{"text": "t", "x": NaN}"#,
            r#"{"text": "t"} {}"#,
            r#"["text"]"#,
            "\u{feff}{\"text\": \"t\"}",
            &long,
            "",
        ];

        for line in lines {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
