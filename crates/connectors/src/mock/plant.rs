//! The inverse of reading: documents in which a path finds given values.

use serde_json::{Map, Value as Json};

use crate::manifest::{Mapped, Part, Path, Pick, Template};

#[derive(Debug, Clone, PartialEq)]
enum Segment {
    Name(String),
    Index(usize),
    /// Every element; also slices and filters too rich to be undone.
    All,
    /// Every member, whatever its name.
    Members,
    /// Elements whose member has this value; the element itself when the name is empty.
    Where(String, Json),
}

/// Puts values where the path will find them. Says whether it could.
pub(super) fn plant(document: &mut Json, path: &Path, values: &[Json]) -> bool {
    let Some(segments) = segments(path.as_str()) else { return false };
    plant_at(document, &segments, values);
    true
}

/// Puts whole items where the path will find them, with what its last filter asks of them.
pub(super) fn plant_items(document: &mut Json, path: &Path, mut items: Vec<Json>, others: Vec<Json>) {
    let Some(mut segments) = segments(path.as_str()) else { return };
    if let Some(last) = segments.last_mut()
        && let Segment::Where(name, wanted) = last
    {
        for item in items.iter_mut().filter(|_| !name.is_empty()) {
            members(item).insert(name.clone(), wanted.clone());
        }
        *last = Segment::All;
    }
    items.extend(others);
    if items.is_empty() && segments.first() == Some(&Segment::All) {
        *document = Json::Array(Vec::new());
        return;
    }
    plant_at(document, &segments, &items);
}

fn plant_at(place: &mut Json, segments: &[Segment], values: &[Json]) {
    let Some((first, rest)) = segments.split_first() else {
        if let Some(value) = values.first() {
            *place = value.clone();
        }
        return;
    };
    match first {
        Segment::Name(name) => plant_at(members(place).entry(name.clone()).or_insert(Json::Null), rest, values),
        Segment::Index(index) => {
            let list = elements(place);
            while list.len() <= *index {
                list.push(Json::Null);
            }
            if let Some(element) = list.get_mut(*index) {
                plant_at(element, rest, values);
            }
        }
        Segment::All if rest.contains(&Segment::All) => {
            let list = elements(place);
            if list.is_empty() {
                list.push(Json::Null);
            }
            if let Some(element) = list.first_mut() {
                plant_at(element, rest, values);
            }
        }
        Segment::All => {
            let list = elements(place);
            for (position, value) in values.iter().enumerate() {
                if list.len() <= position {
                    list.push(Json::Null);
                }
                if let Some(element) = list.get_mut(position) {
                    plant_at(element, rest, std::slice::from_ref(value));
                }
            }
        }
        Segment::Members => {
            for (position, value) in values.iter().enumerate() {
                plant_at(
                    members(place).entry(format!("k{position}")).or_insert(Json::Null),
                    rest,
                    std::slice::from_ref(value),
                );
            }
        }
        Segment::Where(name, wanted) => {
            let list = elements(place);
            let mut element = Json::Null;
            if name.is_empty() {
                element = wanted.clone();
            } else {
                members(&mut element).insert(name.clone(), wanted.clone());
                plant_at(&mut element, rest, values);
            }
            if !list.contains(&element) {
                list.push(element);
            }
        }
    }
}

fn members(place: &mut Json) -> &mut Map<String, Json> {
    if !place.is_object() {
        *place = Json::Object(Map::new());
    }
    match place {
        Json::Object(members) => members,
        _ => unreachable!("it was made an object"),
    }
}

fn elements(place: &mut Json) -> &mut Vec<Json> {
    if !place.is_array() {
        *place = Json::Array(Vec::new());
    }
    match place {
        Json::Array(elements) => elements,
        _ => unreachable!("it was made a list"),
    }
}

fn segments(source: &str) -> Option<Vec<Segment>> {
    let mut rest = source.strip_prefix('$')?;
    let mut segments = Vec::new();
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('[') {
            let end = closing(after)?;
            let inside = after[..end].trim();
            segments.push(bracketed(inside)?);
            rest = &after[end + 1..];
        } else {
            let after = rest.strip_prefix('.')?;
            let end = after.find(['.', '[']).unwrap_or(after.len());
            match &after[..end] {
                "" => return None,
                "*" => segments.push(Segment::Members),
                name => segments.push(Segment::Name(name.to_owned())),
            }
            rest = &after[end..];
        }
    }
    Some(segments)
}

/// Where the bracket that is open closes, past brackets and quotes inside it.
fn closing(text: &str) -> Option<usize> {
    let (mut depth, mut quote) = (0, None);
    for (position, character) in text.char_indices() {
        match (quote, character) {
            (Some(open), _) if open == character => quote = None,
            (None, '\'' | '"') => quote = Some(character),
            (None, '[') => depth += 1,
            (None, ']') if depth == 0 => return Some(position),
            (None, ']') => depth -= 1,
            _ => {}
        }
    }
    None
}

fn bracketed(inside: &str) -> Option<Segment> {
    if inside == "*" {
        return Some(Segment::All);
    }
    if let Ok(index) = inside.parse() {
        return Some(Segment::Index(index));
    }
    // Of several names the first serves.
    let first = inside.split("',").next().unwrap_or(inside);
    if let Some(name) = first.strip_prefix(['\'', '"']) {
        return Some(Segment::Name(name.trim_end_matches(['\'', '"']).to_owned()));
    }
    let Some(filter) = inside.strip_prefix('?') else {
        return inside.contains(':').then_some(Segment::All);
    };
    let simple = !filter.contains("&&") && !filter.contains("||");
    match filter.split_once("==").filter(|_| simple) {
        Some((left, right)) => {
            let name =
                left.trim().trim_matches(['(', ')']).strip_prefix('@')?.trim().trim_start_matches('.').to_owned();
            let right = right.trim().trim_end_matches(')');
            let wanted = match right.strip_prefix('\'') {
                Some(text) => Json::from(text.trim_end_matches('\'')),
                None => serde_json::from_str(right).ok()?,
            };
            Some(Segment::Where(name, wanted))
        }
        None => Some(Segment::All),
    }
}

/// What a pick would have to read so that it gives the wanted value.
pub(super) enum Planted<'a> {
    /// It is in the item now, or comes of itself.
    Done,
    /// It comes from a lookup or a detail.
    Elsewhere(&'a Mapped),
    /// The pick cannot be undone.
    Impossible,
}

/// Makes the pick give the wanted values when it reads the document.
pub(super) fn plant_pick<'a>(document: &mut Json, pick: &'a Pick, wanted: &[Json]) -> Planted<'a> {
    match pick {
        Pick::Constant(_) => Planted::Done,
        Pick::Path(_) | Pick::Template(_) if wanted.is_empty() => Planted::Done,
        Pick::Path(path) => done(plant(document, path, wanted)),
        Pick::Template(template) => done(plant_template(document, template, wanted)),
        Pick::FirstOf(picks) => {
            for pick in picks {
                match plant_pick(document, pick, wanted) {
                    Planted::Impossible => {}
                    other => return other,
                }
            }
            Planted::Impossible
        }
        Pick::Mapped(mapped) if mapped.of.is_some() => Planted::Elsewhere(mapped),
        Pick::Mapped(mapped) => done(plant_mapped(document, mapped, wanted)),
    }
}

fn done(could: bool) -> Planted<'static> {
    if could { Planted::Done } else { Planted::Impossible }
}

/// The same for what stands behind `of`, in its own document.
pub(super) fn plant_mapped(document: &mut Json, mapped: &Mapped, wanted: &[Json]) -> bool {
    let from = |document: &mut Json, values: &[Json]| match &mapped.from {
        Some(from) => matches!(plant_pick(document, from, values), Planted::Done),
        None => true,
    };
    if mapped.found.is_some() || mapped.missing.is_some() {
        return match wanted.first() {
            Some(value) if mapped.missing.as_ref() == Some(value) => {
                clear(document, mapped.from.as_ref());
                true
            }
            Some(value) if mapped.found.as_ref() == Some(value) || mapped.found.is_none() => {
                let already = matches!(&mapped.from, Some(Pick::Path(path)) if path.first(document).is_some());
                already || from(document, &[Json::from("yes")])
            }
            _ => true,
        };
    }
    if mapped.map.is_empty() {
        return from(document, wanted);
    }
    let keys: Vec<Json> = wanted
        .iter()
        .filter_map(|value| mapped.map.iter().find(|(_, mapped)| *mapped == value).map(|(key, _)| typed(key)))
        .collect();
    if keys.is_empty() {
        // A value outside the table reads as the default, or as nothing.
        let free = if mapped.map.keys().all(|key| key == "true" || key == "false") {
            Json::Null
        } else {
            Json::from("none_of_these")
        };
        return wanted.is_empty() || from(document, &[free]);
    }
    from(document, &keys)
}

/// Empties the place where a path would find something.
fn clear(document: &mut Json, from: Option<&Pick>) {
    let Some(Pick::Path(path)) = from else { return };
    let Some(segments) = segments(path.as_str()) else { return };
    let names: Vec<&String> = segments
        .iter()
        .map_while(|segment| if let Segment::Name(name) = segment { Some(name) } else { None })
        .collect();
    let place = names.iter().try_fold(document, |place, name| place.get_mut(name.as_str()));
    if let Some(place) = place {
        *place = if place.is_array() { Json::Array(Vec::new()) } else { Json::Null };
    }
}

/// Keys of tables are texts; services write booleans and numbers.
fn typed(key: &str) -> Json {
    match key {
        "true" => Json::Bool(true),
        "false" => Json::Bool(false),
        _ => key.parse::<i64>().map_or_else(|_| Json::from(key), Json::from),
    }
}

fn plant_template(document: &mut Json, template: &Template, wanted: &[Json]) -> bool {
    let Some(wanted) = wanted.first() else { return true };
    if let Some((past, day)) = day_that_is_past(template) {
        return wanted.as_str() != Some(past) || plant(document, &day, &["2020-03-31".into()]);
    }
    let text = wanted.as_str().map_or_else(|| wanted.to_string(), str::to_owned);
    let parts: Vec<Part<'_>> = template.parts().collect();
    let names: Vec<&str> = parts
        .iter()
        .filter_map(|part| if let Part::Expression(source) = part { source.strip_prefix("item.") } else { None })
        .collect();
    let expressions = parts.iter().filter(|part| matches!(part, Part::Expression(_))).count();
    let is_plain = |name: &&str| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.');
    if names.len() != expressions || !names.iter().all(is_plain) {
        // An expression about one member is most likely that member, with exceptions.
        let asked: Vec<String> =
            template.names().iter().filter_map(|name| Some(name.strip_prefix("item.")?.to_owned())).collect();
        return match asked.as_slice() {
            // Of alternatives the first serves.
            [name] | [name, _] if asked.len() == 1 || template.as_str().contains(" or ") => {
                Path::parse(&format!("$.{name}")).is_ok_and(|path| plant(document, &path, std::slice::from_ref(wanted)))
            }
            _ => false,
        };
    }
    let mut values: Vec<&str> = Vec::new();
    let mut rest = text.as_str();
    for (position, part) in parts.iter().enumerate() {
        match part {
            Part::Literal(literal) => rest = rest.strip_prefix(literal).unwrap_or(rest),
            Part::Expression(_) => {
                let end = match parts.get(position + 1) {
                    Some(Part::Literal(next)) => rest.find(next).unwrap_or(rest.len()),
                    _ => rest.len(),
                };
                values.push(&rest[..end]);
                rest = &rest[end..];
            }
        }
    }
    names.iter().zip(values).all(|(name, value)| {
        Path::parse(&format!("$.{name}")).is_ok_and(|path| plant(document, &path, &[number_or_text(value)]))
    })
}

/// The word that `{{ 'word' if item.day is past else … }}` gives when the day is over, and where the day stands.
fn day_that_is_past(template: &Template) -> Option<(&str, Path)> {
    let (word, rest) = template.as_str().strip_prefix("{{ '")?.split_once("' if item.")?;
    let (day, _) = rest.split_once(" is past else ")?;
    Some((word, Path::parse(&format!("$.{day}")).ok()?))
}

/// Numbers where a service would have numbers.
pub(super) fn number_or_text(text: &str) -> Json {
    match text.parse::<u64>() {
        Ok(number) if number.to_string() == text => Json::from(number),
        _ => Json::from(text),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::plant;
    use crate::manifest::Path;

    #[test]
    fn what_was_planted_is_found() {
        let cases = [
            "$.a.b",
            "$.list[*]",
            "$.list[*].name",
            "$.emails[?@.primary == true].value",
            "$['@odata.nextLink']",
            "$.a[0].b",
            "$.data.edges[*]",
        ];
        for source in cases {
            let path = Path::parse(source).unwrap();
            let mut document = Json::Null;
            assert!(plant(&mut document, &path, &[json!("x")]), "{source}");
            assert_eq!(path.first(&document), Some(&json!("x")), "{source} in {document}");
        }
    }
}
