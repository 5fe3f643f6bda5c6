use std::borrow::Cow;

/// A plain JavaScript value to be: one type for all objects that cross the boundary, so that the code which writes
/// them stands once in the .wasm. `tests/package/types.test.mjs` holds them against `src/npm/index.d.ts`.
pub(super) enum Value<'a> {
    Null,
    Bool(bool),
    Number(i32),
    Text(Cow<'a, str>),
    List(Vec<Value<'a>>),
    Object(Vec<(&'static str, Value<'a>)>),
}

impl<'a> Value<'a> {
    /// The list of what `each` makes of some items.
    pub fn list<T>(items: impl IntoIterator<Item = T>, each: impl FnMut(T) -> Value<'a>) -> Self {
        Self::List(items.into_iter().map(each).collect())
    }

    /// A text, or `null`.
    pub fn text_or_null(text: Option<&'a str>) -> Self {
        text.map_or(Self::Null, Self::from)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Self::Number(i32::try_from(number).unwrap_or(i32::MAX))
    }
}

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Self::Number(i32::try_from(number).unwrap_or(i32::MAX))
    }
}

impl Value<'_> {
    /// Writes it as JSON.
    pub fn write(&self, json: &mut String) {
        match self {
            Self::Null => json.push_str("null"),
            Self::Bool(value) => json.push_str(if *value { "true" } else { "false" }),
            Self::Number(number) => json.push_str(&number.to_string()),
            Self::Text(text) => write_text(text, json),
            Self::List(items) => {
                json.push('[');
                for (item, at) in items.iter().zip(0..) {
                    if at > 0 {
                        json.push(',');
                    }
                    item.write(json);
                }
                json.push(']');
            }
            Self::Object(members) => {
                json.push('{');
                for ((key, value), at) in members.iter().zip(0..) {
                    if at > 0 {
                        json.push(',');
                    }
                    write_text(key, json);
                    json.push(':');
                    value.write(json);
                }
                json.push('}');
            }
        }
    }
}

fn write_text(text: &str, json: &mut String) {
    json.push('"');
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escape = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            0..=0x1f => "\\u00",
            _ => continue,
        };
        json.push_str(text.get(plain..at).unwrap_or_default());
        json.push_str(escape);
        if byte < 0x20 {
            json.push(if byte < 0x10 { '0' } else { '1' });
            json.push(char::from_digit(u32::from(byte & 0xf), 16).unwrap_or('0'));
        }
        plain = at + 1;
    }
    json.push_str(text.get(plain..).unwrap_or_default());
    json.push('"');
}
