//! The font of PDF records: it must have Japanese letters, and is too large to be carried along.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use daicho_domain::error::ErrorCode;
use krilla::text::Font;

use crate::error::Answer;

/// Where common systems keep fonts with Japanese letters; the number is the place within a collection.
const USUAL_PLACES: &[(&str, u32)] = &[
    ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 0),
    ("/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc", 0),
    ("/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc", 0),
    ("/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf", 0),
    ("/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf", 0),
    ("/usr/share/fonts/truetype/vlgothic/VL-Gothic-Regular.ttf", 0),
    ("/System/Library/Fonts/ヒラギノ角ゴシック W3.ttc", 0),
];

/// The font that the operator named, or the first one found where systems usually keep them.
pub(super) fn find(named: Option<&Path>) -> Answer<Font> {
    static FOUND: OnceLock<Option<Font>> = OnceLock::new();
    let found = FOUND.get_or_init(|| {
        let named = named.map(|path| (path.to_path_buf(), 0));
        let usual = USUAL_PLACES.iter().map(|(path, index)| (PathBuf::from(path), *index));
        named.into_iter().chain(usual).find_map(|(path, index)| Font::new(std::fs::read(path).ok()?.into(), index))
    });
    found.clone().ok_or_else(|| ErrorCode::PdfFontMissing.into())
}
