/// A charset by its WHATWG name, and what glibc's iconv calls the table that decodes it as browsers do.
///
/// Source: WHATWG Encoding Standard, 4.2 Names and labels; the Chinese, Japanese, Korean and Western part of it. Browsers
/// refuse the charsets of seven bits, in which markup can hide, and UTF-32; an archive of text reads them.
struct Charset: Hashable, Sendable {
    /// `utf-8`, `gb18030`, `big5`, …
    let name: String
    let iconvName: String

    /// Bytes of one code unit.
    var unitBytes: Int { name.hasPrefix("utf-16") ? 2 : name.hasPrefix("utf-32") ? 4 : 1 }

    /// One byte a character, Latin letters.
    var isWestern: Bool { name.hasPrefix("windows-125") || name.hasPrefix("iso-8859") }

    static let utf8 = Charset(name: "utf-8", iconvName: "UTF-8")
    static let gb18030 = Charset(name: "gb18030", iconvName: "GB18030")
    static let utf16LE = Charset(name: "utf-16le", iconvName: "UTF-16LE")
    static let utf16BE = Charset(name: "utf-16be", iconvName: "UTF-16BE")
    static let utf32LE = Charset(name: "utf-32le", iconvName: "UTF-32LE")
    static let utf32BE = Charset(name: "utf-32be", iconvName: "UTF-32BE")
    /// RFC 1843; glibc does not have it.
    static let hz = Charset(name: "hz-gb-2312", iconvName: "GB18030")
    /// RFC 1922.
    static let iso2022CN = Charset(name: "iso-2022-cn", iconvName: "ISO-2022-CN-EXT")
    /// RFC 1557.
    static let iso2022KR = Charset(name: "iso-2022-kr", iconvName: "ISO-2022-KR")
    /// RFC 1468, RFC 1554.
    static let iso2022JP = Charset(name: "iso-2022-jp", iconvName: "ISO-2022-JP-2")
    /// RFC 2152.
    static let utf7 = Charset(name: "utf-7", iconvName: "UTF-7")

    private init(name: String, iconvName: String) {
        self.name = name
        self.iconvName = iconvName
    }

    /// Nil for a label that names no charset known here. `gb2312` and `gbk` mean `gb18030`.
    init?(label: String) {
        let label = String(
            decoding: label.utf8.filter { $0 > 0x20 && $0 != 0x22 && $0 != 0x27 && $0 != 0x3B }, as: UTF8.self)
        guard let row = Charset.table.first(where: { $0.labels.contains(label.lowercased()) }) else { return nil }
        self = row.charset
    }

    /// Of seven bits: what is not ASCII stands behind marks that are.
    var isSevenBit: Bool { [Charset.hz, .iso2022CN, .iso2022KR, .iso2022JP, .utf7].contains(self) }

    private static let table: [(charset: Charset, labels: Set<String>)] = [
        (.utf8, ["utf-8", "utf8", "unicode-1-1-utf-8", "x-unicode20utf8", "utf-8-bom"]),
        (
            .gb18030,
            [
                "gb18030", "gb2312", "gbk", "gb_2312", "gb_2312-80", "x-gbk", "cp936", "ms936", "windows-936",
                "chinese", "csgb2312", "iso-ir-58", "gb2312-80", "euc-cn", "gb-18030", "gb-2312",
            ]
        ),
        (
            Charset(name: "big5", iconvName: "BIG5-HKSCS"),
            ["big5", "big5-hkscs", "cn-big5", "csbig5", "x-x-big5", "big-5", "cp950"]
        ),
        (
            .utf16LE,
            ["utf-16le", "utf-16", "unicode", "ucs-2", "iso-10646-ucs-2"]
        ),
        (.utf16BE, ["utf-16be", "unicodefffe"]),
        (.utf32LE, ["utf-32le", "utf-32", "ucs-4", "iso-10646-ucs-4"]),
        (.utf32BE, ["utf-32be"]),
        (.hz, ["hz-gb-2312", "hz"]),
        (.iso2022CN, ["iso-2022-cn", "iso-2022-cn-ext", "csiso2022cn"]),
        (.iso2022KR, ["iso-2022-kr", "csiso2022kr"]),
        (.utf7, ["utf-7", "unicode-1-1-utf-7", "csunicode11utf7", "x-unicode20utf7"]),
        (Charset(name: "euc-tw", iconvName: "EUC-TW"), ["euc-tw", "x-euc-tw", "cns11643"]),
        (
            Charset(name: "windows-1252", iconvName: "WINDOWS-1252"),
            [
                "windows-1252", "iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii", "cp1252", "iso8859-1", "l1",
                "x-cp1252", "iso_8859-1",
            ]
        ),
        (
            Charset(name: "shift_jis", iconvName: "CP932"),
            ["shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "ms_kanji", "csshiftjis"]
        ),
        (Charset(name: "euc-jp", iconvName: "EUC-JP"), ["euc-jp", "x-euc-jp", "cseucpkdfmtjapanese"]),
        (.iso2022JP, ["iso-2022-jp", "csiso2022jp", "iso-2022-jp-2"]),
        (
            Charset(name: "euc-kr", iconvName: "UHC"),
            ["euc-kr", "ks_c_5601-1987", "ksc5601", "windows-949", "korean", "uhc", "cseuckr"]
        ),
        (Charset(name: "windows-1251", iconvName: "WINDOWS-1251"), ["windows-1251", "cp1251", "x-cp1251"]),
        (Charset(name: "koi8-r", iconvName: "KOI8-R"), ["koi8-r", "koi8", "koi", "cskoi8r"]),
        (Charset(name: "iso-8859-2", iconvName: "ISO-8859-2"), ["iso-8859-2", "latin2", "iso8859-2"]),
        (Charset(name: "iso-8859-15", iconvName: "ISO-8859-15"), ["iso-8859-15", "latin9", "iso8859-15"]),
        (Charset(name: "windows-1250", iconvName: "WINDOWS-1250"), ["windows-1250", "cp1250", "x-cp1250"]),
        (Charset(name: "windows-1254", iconvName: "WINDOWS-1254"), ["windows-1254", "iso-8859-9", "latin5", "cp1254"]),
    ]
}
