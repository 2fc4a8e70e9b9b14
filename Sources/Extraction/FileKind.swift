/// Files that servers send under the name of a page.
enum FileKind {
    /// The format's name, or nil for what may be a page.
    static func recognise(_ bytes: [UInt8], headerCharset: String?) -> String? {
        for (signature, name) in signatures where bytes.starts(with: signature) { return name }
        // Text has no NUL; a page that is mostly something else is none.
        let sample = bytes.prefix(4096)
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return nil }
        if headerCharset.flatMap(Charset.init(label:))?.unitBytes == 2 { return nil }
        let controls = sample.count { $0 < 0x09 || $0 > 0x0D && $0 < 0x20 && $0 != 0x1B }
        return controls * 10 > sample.count ? "unknown binary format" : nil
    }

    private static let signatures: [([UInt8], String)] = [
        (Array("%PDF-".utf8), "PDF"), ([0x50, 0x4B, 0x03, 0x04], "ZIP"), ([0x1F, 0x8B], "gzip"),
        ([0x89, 0x50, 0x4E, 0x47], "PNG"), ([0xFF, 0xD8, 0xFF], "JPEG"), (Array("GIF8".utf8), "GIF"),
        (Array("Rar!".utf8), "RAR"), ([0x37, 0x7A, 0xBC, 0xAF], "7z"), ([0xD0, 0xCF, 0x11, 0xE0], "Microsoft Office"),
        ([0x7F, 0x45, 0x4C, 0x46], "ELF"), (Array("RIFF".utf8), "RIFF"), (Array("OggS".utf8), "Ogg"),
        ([0x00, 0x00, 0x00, 0x18, 0x66, 0x74, 0x79, 0x70], "MP4"), ([0x49, 0x44, 0x33], "MP3"),
    ]
}
