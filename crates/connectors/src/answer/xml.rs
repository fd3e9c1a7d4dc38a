use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::{Map, Value};

const DEEPEST: usize = 64;
/// Wrappers of lists in common dialects; a list even when there is only one.
const ALWAYS_LISTS: [&str; 3] = ["member", "item", "entry"];

struct Element {
    name: String,
    members: Map<String, Value>,
    text: String,
}

/// Elements as members, attributes as `@name`, text beside them as `#text`. Document types are refused.
pub(super) fn read(body: &[u8]) -> Result<Value, String> {
    let text = std::str::from_utf8(body).map_err(|_| "the answer is not valid UTF-8".to_owned())?;
    let mut reader = Reader::from_str(text);
    let root = Element { name: String::new(), members: Map::new(), text: String::new() };
    let mut open = vec![root];
    loop {
        match reader.read_event().map_err(|error| format!("the answer is not XML: {error}"))? {
            Event::Start(start) => {
                if open.len() > DEEPEST {
                    return Err(format!("the answer's XML is nested deeper than {DEEPEST}"));
                }
                open.push(element(&start)?);
            }
            Event::Empty(start) => {
                let closed = element(&start)?;
                attach(&mut open, closed)?;
            }
            Event::End(_) => {
                let closed = open.pop().ok_or("the answer's XML closes more than it opens")?;
                attach(&mut open, closed)?;
            }
            Event::Text(text) => {
                let text = text.xml_content(quick_xml::XmlVersion::Implicit1_0);
                append(&mut open, &text);
            }
            Event::CData(data) => {
                append(&mut open, &data);
            }
            Event::GeneralRef(reference) => {
                let name = reference.to_string();
                let character = match reference.resolve_char_ref() {
                    Ok(Some(character)) => character.to_string(),
                    _ => quick_xml::escape::resolve_predefined_entity(&name)
                        .ok_or_else(|| format!("the answer's XML uses the entity `{name}`, which it must not define"))?
                        .to_owned(),
                };
                append(&mut open, &character);
            }
            Event::DocType(_) => return Err("the answer's XML has a document type".to_owned()),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    match <[Element; 1]>::try_from(open) {
        Ok([root]) if !root.members.is_empty() => Ok(Value::Object(root.members)),
        _ => Err("the answer's XML is not complete".to_owned()),
    }
}

fn element(start: &BytesStart<'_>) -> Result<Element, String> {
    let name = start.local_name().as_ref().to_owned();
    let mut members = Map::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| format!("the answer is not XML: {error}"))?;
        let key = attribute.key.local_name().as_ref().to_owned();
        members.insert(format!("@{key}"), Value::from(attribute.value.as_ref()));
    }
    Ok(Element { name, members, text: String::new() })
}

fn append(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

fn attach(open: &mut [Element], closed: Element) -> Result<(), String> {
    let parent = open.last_mut().ok_or("the answer's XML closes more than it opens")?;
    let text = closed.text.trim();
    let value = if closed.members.is_empty() {
        Value::from(text)
    } else {
        let mut members = closed.members;
        if !text.is_empty() {
            members.insert("#text".to_owned(), Value::from(text));
        }
        Value::Object(members)
    };
    match parent.members.get_mut(&closed.name) {
        None if ALWAYS_LISTS.contains(&closed.name.as_str()) => {
            parent.members.insert(closed.name, Value::Array(vec![value]));
        }
        None => {
            parent.members.insert(closed.name, value);
        }
        Some(Value::Array(list)) => list.push(value),
        Some(first) => *first = Value::Array(vec![first.take(), value]),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::read;

    #[test]
    fn members_lists_attributes_and_text() {
        let document = read(b"<a x='1'><member><n>T&amp;M &#x30a2;</n></member><e/><b>1</b><b>2</b></a>").unwrap();
        assert_eq!(document, json!({"a": {"@x": "1", "member": [{"n": "T&M \u{30a2}"}], "e": "", "b": ["1", "2"]}}));
    }

    #[test]
    fn document_types_own_entities_and_halves_are_refused() {
        assert!(read(b"<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>").unwrap_err().contains("document type"));
        assert!(read(b"<a>&e;</a>").unwrap_err().contains("entity"));
        assert!(read(b"<a><b>").unwrap_err().contains("not complete"));
        assert!(read("<a>".repeat(100).as_bytes()).unwrap_err().contains("nested"));
    }
}
