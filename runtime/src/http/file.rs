//! Files and other content that is sent as it is.

use std::fmt;

use bytes::Bytes;

use super::{body::Body, payload::Content};
use crate::{
    Encode, JsonError, Wire,
    json::{Reader, Writer},
    wire::BodyKind,
};

/// Content to be sent: a part of a `multipart/form-data` body, or a body of its own.
///
/// Bytes and texts are files as they are; what is too large for memory is streamed. A call whose
/// content can be read only once is never sent a second time, whatever the
/// [`RetryPolicy`](crate::RetryPolicy) says.
///
/// ```
/// use runtime::{Body, Bytes, File};
///
/// let small = File::new("a,b\n1,2\n").named("table.csv").media_type("text/csv");
/// let replayed = File::streamed(|| Body::from(Bytes::from_static(b"anew for each attempt")));
/// let plain: File = vec![0xCA, 0xFE].into();
/// # let _ = (small, replayed, plain);
/// ```
#[derive(Clone, PartialEq)]
pub struct File {
    name: Option<String>,
    media_type: Option<String>,
    headers: Vec<(String, String)>,
    content: Content,
}

impl File {
    /// Content that is in memory.
    pub fn new(content: impl Into<Bytes>) -> Self {
        Self::of(Content::Bytes(content.into()))
    }

    /// Content that is made anew for each attempt to send it.
    pub fn streamed(open: impl Fn() -> Body + Send + Sync + 'static) -> Self {
        Self::of(Content::Opened(std::sync::Arc::new(open)))
    }

    /// Content that can be sent once.
    pub fn once(body: Body) -> Self {
        Self::of(Content::once(body))
    }

    fn of(content: Content) -> Self {
        Self {
            name: None,
            media_type: None,
            headers: Vec::new(),
            content,
        }
    }

    /// The name that the server is told, in a part of a form. Without one it is told the name of
    /// the part, since many servers take parts without a file name for texts.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The media type, instead of the one that the description says or
    /// `application/octet-stream`.
    #[must_use]
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    /// One more header, where the content is a part of a form.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    pub(super) fn own_name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    pub(super) fn own_media_type(&self) -> Option<&str> {
        self.media_type.as_deref()
    }

    pub(super) fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    pub(super) fn content(&self) -> &Content {
        &self.content
    }
}

#[cfg(feature = "reqwest")]
impl File {
    /// A file of this computer, read while it is sent and never held in memory. Its name and its
    /// length are those of now. Needs Tokio, as the built-in transport does.
    ///
    /// # Errors
    ///
    /// The metadata of the file cannot be read.
    pub fn open(
        path: impl Into<std::path::PathBuf>,
    ) -> impl Future<Output = std::io::Result<Self>> + Send {
        let path = path.into();
        async move {
            let length = tokio::fs::metadata(&path).await?.len();
            let name = path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned());
            let open = move || {
                let pieces = super::disk::Pieces::new(path.clone(), length);
                Body::new(pieces).with_length(length)
            };
            let mut file = Self::streamed(open);
            file.name = name;
            Ok(file)
        }
    }
}

/// Name, media type and size; the content may be secret.
impl fmt::Debug for File {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("File")
            .field("name", &self.name)
            .field("media_type", &self.media_type)
            .field("content", &self.content)
            .finish_non_exhaustive()
    }
}

/// In JSON, a string of the text that the bytes are; in a form, a part of its own.
impl Encode for File {
    fn write(&self, writer: &mut Writer<'_>) {
        if writer.set_aside(self) {
            return writer.null();
        }
        let bytes = self.content.bytes().map_or(&[][..], |bytes| bytes);
        writer.string(&String::from_utf8_lossy(bytes));
    }
}

impl Wire for File {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        *self = Self::new(reader.string()?.into_owned());
        Ok(())
    }

    fn vacant() -> Self {
        Self::new(Bytes::new())
    }

    fn body_kind() -> BodyKind {
        BodyKind::Bytes
    }

    fn from_body(body: Bytes) -> Result<Self, JsonError> {
        Ok(Self::new(body))
    }
}

impl From<Body> for File {
    fn from(body: Body) -> Self {
        Self::once(body)
    }
}

macro_rules! from_bytes {
    ($($ty:ty),+) => {$(
        impl From<$ty> for File {
            fn from(content: $ty) -> Self {
                Self::new(content)
            }
        }
    )+};
}

from_bytes!(Bytes, Vec<u8>, &'static [u8], String, &'static str);

impl<const N: usize> From<&'static [u8; N]> for File {
    fn from(content: &'static [u8; N]) -> Self {
        Self::new(&content[..])
    }
}
