use std::collections::BTreeMap;

use actix_multipart::{Field, Multipart};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use daicho_domain::directory::import::FileEncoding;
use daicho_domain::error::ErrorCode;
use daicho_domain::integration::DownloadedFile;
use futures::TryStreamExt;
use futures::future::LocalBoxFuture;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};

use crate::error::{ApiError, invalid};
use crate::routing::{Argument, Operation};

/// A `multipart/form-data` request with one file in the part `file`, and text in the others.
#[derive(Debug)]
pub struct Upload {
    pub file: UploadedFile,
    texts: BTreeMap<String, String>,
}

#[derive(Debug)]
pub struct UploadedFile {
    pub name: Option<String>,
    pub bytes: Vec<u8>,
}

/// Enough for 200,000 lines of employees.
const MOST_FILE_BYTES: usize = 64 * 1024 * 1024;
const MOST_TEXT_BYTES: usize = 64 * 1024;
const FILE: &str = "file";

impl Upload {
    pub fn text(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// `true` or `false`; `false` when it is not there.
    pub fn flag(&self, name: &str) -> Result<bool, ApiError> {
        let Some(text) = self.text(name) else { return Ok(false) };
        text.parse().map_err(|_| invalid(name, "Enter true or false.", "true または false を指定してください。"))
    }

    /// The part `encoding`; `None` lets the file speak for itself.
    pub fn encoding(&self) -> Result<Option<FileEncoding>, ApiError> {
        let Some(name) = self.text("encoding").filter(|name| *name != "auto") else { return Ok(None) };
        FileEncoding::named(name).map(Some).ok_or_else(|| {
            invalid(
                "encoding",
                "Give auto, utf-8, shift_jis, euc-jp or iso-2022-jp.",
                "auto、utf-8、shift_jis、euc-jp、iso-2022-jp のいずれかを指定してください。",
            )
        })
    }

    /// The file as one that a service gave of its members.
    pub fn into_downloaded(self) -> DownloadedFile {
        let name = self.file.name.unwrap_or_else(|| "of members".to_owned());
        DownloadedFile { name, bytes: self.file.bytes }
    }

    async fn read(mut form: Multipart) -> Result<Self, ApiError> {
        let mut file = None;
        let mut texts = BTreeMap::new();
        while let Some(part) = form.try_next().await.map_err(unreadable)? {
            let name = part.name().unwrap_or_default().to_owned();
            if name == FILE {
                let file_name = part.content_disposition().and_then(|header| header.get_filename()).map(str::to_owned);
                file = Some(UploadedFile { name: file_name, bytes: content(part, MOST_FILE_BYTES).await? });
            } else {
                let text = String::from_utf8(content(part, MOST_TEXT_BYTES).await?)
                    .map_err(|_| invalid(&name, "This is not UTF-8 text.", "UTF-8の文字列ではありません。"))?;
                texts.insert(name, text);
            }
        }
        let file = file.ok_or_else(|| {
            invalid(FILE, "Attach a file in the part named file.", "file という名前でファイルを添付してください。")
        })?;
        Ok(Self { file, texts })
    }
}

async fn content(mut part: Field, most: usize) -> Result<Vec<u8>, ApiError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.try_next().await.map_err(unreadable)? {
        if bytes.len() + chunk.len() > most {
            return Err(ErrorCode::PayloadTooLarge.into());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

#[expect(clippy::needless_pass_by_value, reason = "fits map_err")]
fn unreadable(error: actix_multipart::MultipartError) -> ApiError {
    invalid("body", format!("Send multipart/form-data: {error}."), "multipart/form-data で送信してください。")
}

impl FromRequest for Upload {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let form = Multipart::new(request.headers(), payload.take());
        Box::pin(Self::read(form))
    }
}

impl Argument for Upload {
    fn describe(operation: &mut Operation) {
        let file = ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary)))
            .build();
        let flag = ObjectBuilder::new().schema_type(Type::Boolean).build();
        let text = ObjectBuilder::new().schema_type(Type::String).build();
        let form = ObjectBuilder::new()
            .property(FILE, file)
            .property("dryRun", flag)
            .property("encoding", text)
            .required(FILE)
            .build();
        operation.body("multipart/form-data", form.into());
    }
}
