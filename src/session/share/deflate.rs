use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};

use super::ShareErrorKind;

/// How much is unpacked at a time.
const CHUNK_BYTES: usize = 16 * 1024;

/// What unpacking gave: all the bytes there are, and why they are not the whole.
pub(super) struct Unpacked {
    /// What could be unpacked.
    pub bytes: Vec<u8>,
    /// What is wrong.
    pub problem: Option<ShareErrorKind>,
}

/// Raw deflate of `bytes`.
pub(super) fn compress(bytes: &[u8]) -> Vec<u8> {
    let mut compressor = Compress::new(Compression::best(), false);
    // Deflate adds at most five bytes for every 16 KiB that it cannot shorten, so this only grows in odd cases.
    let mut out = Vec::with_capacity(bytes.len() + bytes.len() / 1024 + 64);
    loop {
        let rest = bytes.get(compressor.total_in() as usize..).unwrap_or_default();
        match compressor.compress_vec(rest, &mut out, FlushCompress::Finish) {
            Ok(Status::StreamEnd) | Err(_) => return out,
            Ok(_) => out.reserve(CHUNK_BYTES),
        }
    }
}

/// The bytes behind raw deflate, at most `limit` of them.
pub(super) fn unpack(compressed: &[u8], limit: usize) -> Unpacked {
    let mut decompressor = Decompress::new(false);
    let mut bytes = Vec::new();
    let problem = loop {
        let room = (limit + 1 - bytes.len()).min(CHUNK_BYTES);
        bytes.reserve_exact(room);
        let before = (decompressor.total_in(), decompressor.total_out());
        let rest = compressed.get(before.0 as usize..).unwrap_or_default();
        let status = decompressor.decompress_vec(rest, &mut bytes, FlushDecompress::None);
        if bytes.len() > limit {
            bytes.truncate(limit);
            break Some(ShareErrorKind::TooLarge);
        }
        match status {
            Ok(Status::StreamEnd) if decompressor.total_in() < compressed.len() as u64 => {
                break Some(ShareErrorKind::TrailingData);
            }
            Ok(Status::StreamEnd) => break None,
            Ok(_) if (decompressor.total_in(), decompressor.total_out()) != before => {}
            Ok(_) => break Some(ShareErrorKind::CutOff),
            Err(_) => break Some(ShareErrorKind::Damaged),
        }
    };
    Unpacked { bytes, problem }
}
