/// A file's name that comes from outside, made harmless: one component of a path that every file system takes and every
/// terminal shows.
///
/// | in the text | in the name |
/// |---|---|
/// | `/` and `\` | `_`; parts such as `..` are left out |
/// | `< > : " \| ? *` | `_` |
/// | control, bidi, zero-width, private and unassigned characters | left out |
/// | white space of any kind | one space; none at either end |
/// | dots at the beginning, dots and spaces at the end | left out |
/// | `CON`, `nul.pdf` and other names that Windows keeps for itself | `_CON`, `_nul.pdf` |
/// | more than `limitBytes` | cut off before the ending |
/// | nothing that stays | `file` |
package struct FileName: Hashable, Sendable {
    /// Of UTF-8; file systems take 255, and drafts of files have longer names.
    package static let limitBytes = 180

    package let description: String

    /// - Parameter ending: what the name shall end in behind a dot: up to 5 ASCII letters and digits, in any case; empty
    ///   adds none.
    package init(cleaning text: String, ending: String = "") {
        precondition(ending.utf8.count <= 5 && ending.utf8.allSatisfy(FileName.isLetterOrDigit))
        let own = ending.isEmpty ? "" : "." + ending
        // By scalars: with a mark behind it a slash is another character, and still a slash.
        let parts = text.unicodeScalars.split { $0 == "/" || $0 == "\\" }.map { FileName.printable($0) }
        var name = parts.filter { !$0.allSatisfy { $0 == "." || $0 == " " } }.joined(separator: "_")
        var suffix = own
        if !own.isEmpty, name.utf8.count >= own.utf8.count, name.lowercased().hasSuffix(own.lowercased()) {
            suffix = String(name.suffix(own.count))
            name.removeLast(own.count)
        }
        self.init(stem: name, suffix: suffix)
    }

    /// Takes a name as it is; nil where it is not harmless.
    package init?(_ name: String) {
        self.init(cleaning: name)
        guard description.utf8.elementsEqual(name.utf8) else { return nil }
    }

    private init(stem: String, suffix: String) {
        let room = FileName.limitBytes - suffix.utf8.count
        var stem = FileName.trimmed(FileName.cut(stem, to: room))
        if stem.isEmpty { stem = "file" }
        let device = stem.prefix { $0 != "." }.uppercased().filter { $0 != " " }
        if FileName.devices.contains(device) { stem = "_" + FileName.trimmed(FileName.cut(stem, to: room - 1)) }
        description = stem + suffix
    }

    /// The same name with a number, for one that is taken: `附件 (2).pdf`.
    package func numbered(_ number: Int) -> FileName {
        let mark = " (\(number))"
        guard let dot = description.lastIndex(of: "."), description[dot...].utf8.count <= 6 else {
            let stem = FileName.trimmed(FileName.cut(description, to: FileName.limitBytes - 16))
            return FileName(stem: stem + mark, suffix: "")
        }
        let suffix = String(description[dot...])
        let room = FileName.limitBytes - suffix.utf8.count - 16
        return FileName(
            stem: FileName.trimmed(FileName.cut(String(description[..<dot]), to: room)) + mark, suffix: suffix)
    }

    private static let devices: Set<String> = {
        let numbered = ["COM", "LPT"].flatMap { name in (0...9).map { "\(name)\($0)" } }
        return Set(["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"] + numbered)
    }()

    private static func printable(_ text: Substring.UnicodeScalarView) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in text.prefix(4 * limitBytes) {
            if scalar.properties.isWhitespace {
                if kept.last != " " { kept.append(" ") }
                continue
            }
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: continue
            default: kept.append("<>:\"|?*".unicodeScalars.contains(scalar) ? "_" : scalar)
            }
        }
        return String(kept)
    }

    private static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars.drop { $0 == "." || $0 == " " }
        guard let last = scalars.lastIndex(where: { $0 != "." && $0 != " " }) else { return "" }
        return String(scalars[...last])
    }

    /// By scalars: one character may be any number of them.
    private static func cut(_ text: String, to bytes: Int) -> String {
        var room = bytes
        return String(
            text.unicodeScalars.prefix { scalar in
                room -= String(scalar).utf8.count
                return room >= 0
            })
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
    }
}

extension FileName: CustomStringConvertible {}
