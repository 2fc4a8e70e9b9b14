internal import Model

/// Files that servers send under the name of a page.
enum FileKind {
    /// The format's name, or nil for what may be a page.
    static func recognise(_ bytes: [UInt8], headerCharset: String?) -> String? {
        for (signature, name) in signatures where bytes.starts(with: signature) { return name }
        for (offset, signature, name) in innerSignatures
        where bytes.dropFirst(offset).starts(with: signature) { return name }
        // Text has no NUL; a page that is mostly something else is none.
        if WideUnits.marked(bytes) != nil || WideUnits.unmarked(bytes) != nil { return nil }
        if let units = headerCharset.flatMap(Charset.init(label:))?.unitBytes, units > 1 { return nil }
        let sample = bytes.prefix(4096)
        let controls = sample.count { $0 < 0x09 || $0 > 0x0D && $0 < 0x20 && $0 != 0x1B }
        return controls * 10 > sample.count ? "unknown binary format" : nil
    }

    /// What an item is that is such a file: a document, a picture or a film; nil for what nobody publishes as an item.
    ///
    /// - Parameter kind: what `recognise` says.
    static func flag(of kind: String, at address: WebAddress) -> Flag? {
        switch kind {
        case "PDF": .pdfOnly
        case "ZIP", "RAR", "7z", "gzip", "tar", "Microsoft Office", "RTF", "PostScript", "DjVu": .fileOnly
        case "PNG", "JPEG", "GIF", "TIFF": .imageOnly
        case "MP4", "Matroska", "Windows Media", "Flash video", "RIFF", "Ogg", "MP3": .videoOnly
        // OFD and CEB have no mark of their own.
        default: AttachmentName.isFile(address.path) ? .fileOnly : nil
        }
    }

    private static let signatures: [([UInt8], String)] = [
        (Array("%PDF-".utf8), "PDF"), ([0x50, 0x4B, 0x03, 0x04], "ZIP"), ([0x50, 0x4B, 0x05, 0x06], "ZIP"),
        ([0x1F, 0x8B], "gzip"), (Array("BZh".utf8), "bzip2"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "xz"),
        ([0x28, 0xB5, 0x2F, 0xFD], "Zstandard"),
        ([0x89, 0x50, 0x4E, 0x47], "PNG"), ([0xFF, 0xD8, 0xFF], "JPEG"), (Array("GIF8".utf8), "GIF"),
        ([0x49, 0x49, 0x2A, 0x00], "TIFF"),
        ([0x4D, 0x4D, 0x00, 0x2A], "TIFF"),
        ([0x00, 0x00, 0x01, 0x00], "icon"),
        (Array("Rar!".utf8), "RAR"), ([0x37, 0x7A, 0xBC, 0xAF], "7z"), ([0xD0, 0xCF, 0x11, 0xE0], "Microsoft Office"),
        (Array("{\\rtf".utf8), "RTF"),
        (Array("%!PS".utf8), "PostScript"), ([0x7F, 0x45, 0x4C, 0x46], "ELF"),
        ([0xCA, 0xFE, 0xBA, 0xBE], "Java class"),
        ([0x00, 0x61, 0x73, 0x6D], "WebAssembly"), (Array("SQLite format 3\0".utf8), "SQLite"),
        (Array("RIFF".utf8), "RIFF"), (Array("OggS".utf8), "Ogg"),
        (Array("wOFF".utf8), "font"),
        (Array("wOF2".utf8), "font"), (Array("OTTO".utf8), "font"),
        ([0x00, 0x01, 0x00, 0x00, 0x00], "font"),
        ([0x1A, 0x45, 0xDF, 0xA3], "Matroska"), ([0x30, 0x26, 0xB2, 0x75], "Windows Media"),
        (Array("FLV\u{1}".utf8), "Flash video"),
        (Array("CWS".utf8), "Flash"), (Array("FWS".utf8), "Flash"), ([0x49, 0x44, 0x33], "MP3"),
        (Array("AT&TFORM".utf8), "DjVu"),
    ]

    private static let innerSignatures: [(offset: Int, signature: [UInt8], name: String)] = [
        (4, Array("ftyp".utf8), "MP4"), (257, Array("ustar".utf8), "tar"),
    ]
}
