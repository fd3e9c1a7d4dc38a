//! The closing record as pages to file.

use daicho_domain::offboarding::record;
use daicho_domain::organization::Language;
use krilla::Document;
use krilla::geom::Point;
use krilla::page::PageSettings;
use krilla::text::{Font, TextDirection};
use serde_json::Value;

use super::words::Words;
use crate::error::{Answer, broken};

/// A4, in points.
const PAGE_WIDTH: f32 = 595.0;
const PAGE_HEIGHT: f32 = 842.0;
const MARGIN: f32 = 56.0;
const LEADING: f32 = 1.5;
const TITLE: f32 = 18.0;
const HEADING: f32 = 12.0;
const TEXT: f32 = 9.5;
const SMALL: f32 = 7.0;

/// A line of the record, with its size and how far it is set in.
struct Line {
    text: String,
    size: f32,
    indent: f32,
}

/// The record's text as a sealed PDF.
pub(super) fn of_record(text: &str, language: Language, font: &Font) -> Answer<Vec<u8>> {
    let record: Value = serde_json::from_str(text).map_err(|error| broken("read a record", error))?;
    let lines = wrapped(lines_of(&record, &Words(language)));
    let mut document = Document::new();
    for page in pages(&lines) {
        draw(&mut document, page, font)?;
    }
    let pdf = document.finish().map_err(|error| broken("write a PDF", format!("{error:?}")))?;
    Ok(record::seal(pdf))
}

fn draw(document: &mut Document, lines: &[Line], font: &Font) -> Answer<()> {
    let settings = PageSettings::from_wh(PAGE_WIDTH, PAGE_HEIGHT);
    let mut page = document.start_page_with(settings.ok_or_else(|| broken("write a PDF", "a page without size"))?);
    let mut surface = page.surface();
    let mut down = MARGIN;
    for line in lines {
        down += line.size * LEADING;
        let start = Point::from_xy(MARGIN + line.indent, down);
        surface.draw_text(start, font.clone(), line.size, &line.text, false, TextDirection::Auto);
    }
    surface.finish();
    page.finish();
    Ok(())
}

fn pages(lines: &[Line]) -> Vec<&[Line]> {
    let mut pages = Vec::new();
    let mut begin = 0;
    let mut used = 0.0;
    for (place, line) in lines.iter().enumerate() {
        let height = line.size * LEADING;
        if used + height > PAGE_HEIGHT - 2.0 * MARGIN {
            pages.push(&lines[begin..place]);
            (begin, used) = (place, 0.0);
        }
        used += height;
    }
    pages.push(&lines[begin..]);
    pages
}

/// Breaks what is too long for the page.
fn wrapped(lines: Vec<Line>) -> Vec<Line> {
    let mut wrapped = Vec::with_capacity(lines.len());
    for line in lines {
        let room = (PAGE_WIDTH - 2.0 * MARGIN - line.indent) / line.size;
        let mut text = String::new();
        let mut used = 0.0;
        for character in line.text.chars() {
            let width = width(character);
            if used + width > room {
                wrapped.push(Line { text: std::mem::take(&mut text), ..line });
                used = 0.0;
            }
            text.push(character);
            used += width;
        }
        wrapped.push(Line { text, ..line });
    }
    wrapped
}

/// In ems, on the safe side.
fn width(character: char) -> f32 {
    if character.is_ascii() { 0.62 } else { 1.0 }
}

fn lines_of(record: &Value, words: &Words) -> Vec<Line> {
    let heading = &record["heading"];
    let line = |text: String, size: f32, indent: f32| Line { text, size, indent };
    let mut lines = vec![line(words.title().to_owned(), TITLE, 0.0), line(String::new(), TEXT, 0.0)];
    let person = &heading["person"];
    let named = format!("{}  {}", words.value(&person["displayName"]), words.value(&person["primaryEmail"]));
    let facts = [
        ("person", named),
        ("organization", words.value(&heading["organization"])),
        ("state", words.term(&heading["state"])),
        ("createdBy", format!("{}  {}", words.value(&heading["createdBy"]), words.value(&heading["createdAt"]))),
        ("approvedBy", words.value(&heading["approvedBy"])),
        ("startedAt", words.value(&heading["startedAt"])),
        ("finishedAt", words.value(&heading["finishedAt"])),
    ];
    lines.extend(facts.into_iter().map(|(name, value)| line(format!("{}: {value}", words.name(name)), TEXT, 0.0)));
    lines.push(line(String::new(), TEXT, 0.0));
    lines.push(line(words.name("steps").to_owned(), HEADING, 0.0));
    for step in items(&heading["steps"]) {
        let text =
            format!("{}  →  {}: {}", subject(step, words), words.term(&step["action"]), words.term(&step["state"]));
        lines.push(line(text, TEXT, 8.0));
    }
    lines.push(line(String::new(), TEXT, 0.0));
    lines.push(line(words.name("entries").to_owned(), HEADING, 0.0));
    for entry in items(&record["entries"]) {
        lines.push(line(format!("{}  {}", words.value(&entry["at"]), words.term(&entry["what"])), TEXT, 8.0));
        lines.push(line(details(entry, words), TEXT, 24.0));
        lines.push(line(format!("SHA-256 {}", words.value(&entry["hash"])), SMALL, 24.0));
    }
    lines.push(line(String::new(), TEXT, 0.0));
    lines.push(line(format!("{}: {}", words.name("head"), words.value(&record["head"])), SMALL, 0.0));
    lines
}

fn items(list: &Value) -> &[Value] {
    list.as_array().map_or(&[], Vec::as_slice)
}

fn subject(of: &Value, words: &Words) -> String {
    if let Some(task) = of["task"].as_str() {
        return task.to_owned();
    }
    let account = &of["account"];
    let named = [&account["displayName"], &account["email"], &account["username"], &account["externalId"]];
    let named = named.into_iter().find_map(Value::as_str).unwrap_or_default();
    match of["service"].as_str() {
        Some(service) => format!("{service} ({}) {named}", words.value(&of["workspace"])),
        None => String::new(),
    }
}

fn details(entry: &Value, words: &Words) -> String {
    let mut parts = vec![subject(entry, words)];
    for name in ["kind", "result"] {
        if entry[name].is_string() {
            parts.push(words.term(&entry[name]));
        }
    }
    for name in ["by", "how", "detail", "note"] {
        if entry[name].is_string() {
            parts.push(format!("{}: {}", words.name(name), words.value(&entry[name])));
        }
    }
    if entry["gone"].is_boolean() {
        parts.push(format!("{}: {}", words.name("gone"), words.value(&entry["gone"])));
    }
    if let Some(id) = entry["error"]["id"].as_str() {
        parts.push(format!("{}: {id} {}", words.name("error"), words.value(&entry["error"]["detail"])));
    }
    parts.retain(|part| !part.is_empty());
    parts.join("  ·  ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_for_a_line_or_a_page_goes_on_in_the_next() {
        let lines = wrapped(vec![Line { text: "台帳".repeat(100), size: TEXT, indent: 0.0 }]);
        assert!(lines.len() > 3);
        assert_eq!(lines.iter().map(|line| line.text.chars().count()).sum::<usize>(), 200);
        let many: Vec<Line> = (0..200).map(|_| Line { text: String::new(), size: TEXT, indent: 0.0 }).collect();
        let pages = pages(&many);
        assert!(pages.len() > 2);
        assert_eq!(pages.iter().map(|page| page.len()).sum::<usize>(), 200);
    }
}
