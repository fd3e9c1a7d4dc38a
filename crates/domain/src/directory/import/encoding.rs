use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8};

use super::ImportError;

crate::enumeration! {
    /// How the bytes of a file are to be read.
    pub enum FileEncoding {
        Utf8 = "utf-8",
        ShiftJis = "shift_jis",
        EucJp = "euc-jp",
        Iso2022Jp = "iso-2022-jp",
    }
}

impl FileEncoding {
    /// Also takes the usual other names: `sjis`, `cp932`, `utf8`.
    pub fn named(label: &str) -> Option<Self> {
        match Encoding::for_label(label.trim().as_bytes())? {
            encoding if encoding == UTF_8 => Some(Self::Utf8),
            encoding if encoding == SHIFT_JIS => Some(Self::ShiftJis),
            encoding if encoding == EUC_JP => Some(Self::EucJp),
            encoding if encoding == ISO_2022_JP => Some(Self::Iso2022Jp),
            _ => None,
        }
    }

    const fn encoding(self) -> &'static Encoding {
        match self {
            Self::Utf8 => UTF_8,
            Self::ShiftJis => SHIFT_JIS,
            Self::EucJp => EUC_JP,
            Self::Iso2022Jp => ISO_2022_JP,
        }
    }
}

/// Reads the bytes in the given encoding, or in the one that they look like.
pub(crate) fn decode(bytes: Vec<u8>, given: Option<FileEncoding>) -> Result<(String, FileEncoding), ImportError> {
    let encoding = given.unwrap_or_else(|| detect(&bytes));
    if encoding == FileEncoding::Utf8 {
        return String::from_utf8(bytes)
            .map(|text| (text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text), encoding))
            .map_err(|error| unreadable(error.as_bytes(), error.utf8_error().valid_up_to(), encoding));
    }
    match encoding.encoding().decode_without_bom_handling_and_without_replacement(&bytes) {
        Some(text) => Ok((text.into_owned(), encoding)),
        None => Err(unreadable(&bytes, first_bad_byte(&bytes, encoding), encoding)),
    }
}

fn detect(bytes: &[u8]) -> FileEncoding {
    let switches_to_japanese = bytes.windows(2).any(|pair| pair == b"\x1b$");
    if !switches_to_japanese && std::str::from_utf8(bytes).is_ok() {
        return FileEncoding::Utf8;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"jp"), chardetng::Utf8Detection::Allow);
    FileEncoding::ALL.iter().copied().find(|encoding| encoding.encoding() == guess).unwrap_or(FileEncoding::ShiftJis)
}

fn first_bad_byte(bytes: &[u8], encoding: FileEncoding) -> usize {
    let mut decoder = encoding.encoding().new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len().saturating_mul(3));
    let (_, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    read
}

fn unreadable(bytes: &[u8], position: usize, encoding: FileEncoding) -> ImportError {
    let before = &bytes[..position.min(bytes.len())];
    let line = 1 + before.split(|byte| *byte == b'\n').count().saturating_sub(1) as u64;
    ImportError::new(
        line,
        "",
        "",
        format!(
            "The line is not readable as {encoding}. Save the file as UTF-8, Shift_JIS or EUC-JP, or name its encoding."
        ),
        format!(
            "この行は {encoding} として読み取れません。UTF-8、Shift_JIS、EUC-JPのいずれかで保存するか、文字コードを指定してください。"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "メールアドレス,姓,名,部署\r\ntaro@example.com,髙橋,太郎,営業部\r\nhanako@example.com,佐藤,花子,開発部\r\n";

    #[test]
    fn japanese_encodings_are_told_apart() {
        for encoding in [FileEncoding::ShiftJis, FileEncoding::EucJp, FileEncoding::Iso2022Jp] {
            let text = TEXT.replace('髙', "高");
            let (bytes, _, _) = encoding.encoding().encode(&text);
            let bytes = bytes.into_owned();
            assert_eq!(decode(bytes.clone(), None).unwrap(), (text.clone(), encoding));
            assert_eq!(decode(bytes, Some(encoding)).unwrap().0, text);
        }
    }

    #[test]
    fn machine_dependent_characters_of_windows_are_read() {
        let (bytes, _, _) = SHIFT_JIS.encode(TEXT);
        assert_eq!(decode(bytes.into_owned(), None).unwrap().0, TEXT);
    }

    #[test]
    fn utf8_is_read_with_and_without_mark() {
        assert_eq!(decode(TEXT.as_bytes().to_vec(), None).unwrap(), (TEXT.to_owned(), FileEncoding::Utf8));
        assert_eq!(decode(format!("\u{FEFF}{TEXT}").into_bytes(), None).unwrap().0, TEXT);
    }

    #[test]
    fn the_wrong_encoding_is_named_with_the_line() {
        let (bytes, _, _) = SHIFT_JIS.encode("a,b\nc,髙橋\n");
        let error = decode(bytes.into_owned(), Some(FileEncoding::Utf8)).unwrap_err();
        assert_eq!(error.line, 2);
        assert!(error.message.en.contains("utf-8"));
    }

    #[test]
    fn other_names_of_the_encodings_are_known() {
        assert_eq!(FileEncoding::named("SJIS"), Some(FileEncoding::ShiftJis));
        assert_eq!(FileEncoding::named("UTF8"), Some(FileEncoding::Utf8));
        assert_eq!(FileEncoding::named("koi8-r"), None);
    }
}
