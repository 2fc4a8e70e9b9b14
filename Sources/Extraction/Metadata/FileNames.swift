/// How pages hand out and show files whose address has no file's ending.
struct FileNames: Sendable {
    private let words: RuleWords

    static let standard = FileNames(lines: RuleText.lines(PackageResources.file_names_txt))

    init(lines: [String]) {
        words = RuleWords(
            lines,
            kinds: [
                "script", "viewer", "page", "player", "host", "call", "document", "icon", "foreign", "placeholder",
            ])
    }

    /// Whether the path's last name is that of a script that hands out files.
    func isScript(path: String) -> Bool {
        let name = path.split(separator: "/").last?.split(separator: ".").first?.lowercased() ?? ""
        return words["script"].contains(name)
    }

    /// Whether the path is that of a page that shows the file which its query names.
    func isViewer(path: String) -> Bool { contains("viewer", in: path) }

    /// Whether a path's ending is that of a page.
    func isPage(path: String) -> Bool {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: ".") else { return false }
        return words["page"].contains(name[name.index(after: dot)...].lowercased())
    }

    /// Whether an address, class or id is that of something that plays a video.
    func isPlayer(_ text: String) -> Bool {
        let names = text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map(String.init)
        let players = words["player"]
        return names.contains { name in players.contains { name == $0 || name.hasSuffix($0) || name.hasPrefix($0) } }
    }

    /// Whether a script shows a video, or a document.
    func playsVideo(_ script: ArraySlice<UInt8>) -> Bool {
        contains("call", in: String(decoding: script, as: UTF8.self))
    }

    func showsDocument(_ script: ArraySlice<UInt8>) -> Bool {
        contains("document", in: String(decoding: script, as: UTF8.self))
    }

    func isVideoHost(_ address: String) -> Bool { contains("host", in: address) }

    /// Whether a picture's address says that it is none of an article's.
    func isIcon(_ address: String) -> Bool {
        let name = (address.prefix { $0 != "?" }.split(separator: "/").last ?? "").lowercased()
        return words["icon"].contains { name.contains($0) } || contains("foreign", in: address)
    }

    /// Whether a picture's address is that of one that only keeps the place of another, which is loaded later.
    func isPlaceholder(_ address: String) -> Bool { contains("placeholder", in: address) }

    private func contains(_ kind: String, in text: String) -> Bool {
        let lower = text.lowercased()
        return words[kind].contains { lower.contains($0) }
    }
}
