internal import Model

/// Finds the files that a page's elements offer and show.
///
/// | element | the file |
/// |---|---|
/// | `<a href="1.pdf">`, `<a href="get.jsp?name=1.xls">` | by its address |
/// | `<a href="/system/_content/download.jsp?id=7">名单</a>` | by the script's name |
/// | `<a href="/file/get?id=7" title="名单.docx">` | by the file's name in words or title |
/// | `<a href="javascript:;" onclick="downLoad('/1.pdf')">` | by the handler's address |
/// | `<iframe src="/pdfjs/web/viewer.html?file=/1.pdf">` | the file in the viewer's query |
/// | `<embed src="1.pdf">`, `<object data="1.pdf">` | what is embedded |
struct FileReferences {
    let tree: PageTree
    private let names = FileNames.standard

    /// Attributes that the parser has to keep for this.
    static let attributes = ["onclick", "data", "poster"] + pictures
    /// Where pages have the address of a picture that is loaded when it comes into sight.
    private static let pictures = ["data-src", "data-original", "_src", "data-lazy-src", "original"]

    init(tree: PageTree) { self.tree = tree }

    /// The address of what an element offers or shows, as the page writes it; nil where that is no file.
    func reference(of node: Int) -> String? {
        switch tree.nodes[node].tag {
        case .a: return link(node)
        case .iframe, .embed: return tree.attribute(.src, of: node).flatMap(shown)
        case .object: return tree.ruledAttribute("data", of: node).flatMap(shown)
        case .text, .comment, .root: return nil
        default:
            let target = handled(node)
            return target.flatMap { AttachmentName.isFile($0) ? $0 : nil }
        }
    }

    /// The address of a picture, as the page writes it: `src`, or what is loaded later in its place.
    func picture(_ image: Int) -> String? {
        FileReferences.pictures.lazy.compactMap { tree.ruledAttribute($0, of: image) }.first { !$0.isEmpty }
            ?? tree.attribute(.src, of: image)
    }

    private func link(_ node: Int) -> String? {
        guard let target = target(of: node) else { return nil }
        if AttachmentName.isFile(target) { return target }
        let path = String(target.prefix { $0 != "?" && $0 != "#" })
        if names.isViewer(path: path), let file = named(inQueryOf: target) { return file }
        guard !names.isPage(path: path) else { return nil }
        if named(inQueryOf: target) != nil || isNamedLikeFile(node) { return target }
        return names.isScript(path: path) && target.contains("?") ? target : nil
    }

    private func target(of node: Int) -> String? {
        let href = tree.attribute(.href, of: node) ?? ""
        let start = href.drop { $0.isWhitespace }.prefix(11).lowercased()
        guard start.isEmpty || start.hasPrefix("#") || start.hasPrefix("javascript:") else { return href }
        return handled(node) ?? ScriptedAddress.reference(in: href)
    }

    private func handled(_ node: Int) -> String? {
        tree.ruledAttribute("onclick", of: node).flatMap { ScriptedAddress.reference(in: $0) }
    }

    /// What a frame or an embedded object shows.
    private func shown(_ source: String) -> String? {
        if AttachmentName.isFile(source) { return source }
        guard let file = named(inQueryOf: source) else { return nil }
        let path = String(source.prefix { $0 != "?" && $0 != "#" })
        return file.contains("/") || names.isViewer(path: path) ? file : source
    }

    /// A query's value that names a file, decoded: `?file=%2Fupload%2F1.pdf`.
    private func named(inQueryOf reference: String) -> String? {
        guard let mark = reference.firstIndex(of: "?") else { return nil }
        for pair in reference[reference.index(after: mark)...].split(whereSeparator: { $0 == "&" || $0 == "#" }) {
            let value = pair.drop { $0 != "=" }.dropFirst()
            let text = String(decoding: PercentEncoding.decoded(value.utf8), as: UTF8.self)
            if AttachmentName.isFile(text) { return text }
        }
        return nil
    }

    /// Whether the words or the title of a link are a file's name: 名单.docx, 《名单.docx》.
    private func isNamedLikeFile(_ node: Int) -> Bool {
        let words = [tree.plainText(of: node), tree.attribute(.title, of: node) ?? ""]
        return words.contains { text in
            let name = text.reversed().drop { " 》】)）]」”\"".contains($0) }.reversed()
            return name.count > 4 && AttachmentName.isFile(String(name))
        }
    }
}
