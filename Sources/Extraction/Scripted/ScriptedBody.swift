internal import Model

/// An article that a page carries as data for its scripts: JSON-LD, `__NEXT_DATA__`, `__NUXT__`, `var content = "…"`,
/// or markup in a `textarea`, `template` or script of type `text/template`.
///
/// It is looked for only on pages that show hardly any prose themselves.
enum ScriptedBody {
    /// Prose that a page has to show itself, in tokens, for its scripts to be left alone.
    static let shownProse: Float = 100
    /// Prose that they have to hold.
    private static let leastProse: Float = 40
    /// Bytes of a page's scripts that are searched.
    private static let searchedBytes = 8 << 20
    /// The shortest text that is worth a look, in bytes, and how many are looked at.
    private static let candidates = (bytes: 100, count: 12)
    /// Data within data: JSON in a string of JSON.
    private static let deepest = 2

    private struct Candidate {
        let markup: String
        /// What stands around the text, and its place there.
        var around: (literals: [ScriptStrings.Literal], index: Int)?
    }

    /// Markup to put behind the page's own; nil where its scripts hold no more prose than it shows.
    ///
    /// - Parameter shown: what the page shows itself, in tokens: prose, and all lines that may be text.
    static func markup(in tree: PageTree, shown: (prose: Float, words: Float)) -> [UInt8]? {
        var found: [Candidate] = []
        var left = searchedBytes
        for script in tree.scripts where script.count <= left {
            left -= script.count
            let text = tree.page[script]
            if text.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") {
                found.append(Candidate(markup: String(decoding: text, as: UTF8.self)))
            } else {
                found += read(text, depth: 0)
            }
        }
        var end = 0
        for node in tree.indices where tree.nodes[node].tag == .textarea || tree.nodes[node].tag == .template {
            // One inside another is part of the other's contents.
            guard node >= end else { continue }
            end = Int(tree.nodes[node].end)
            found.append(Candidate(markup: contents(of: node, in: tree)))
        }
        let longest = found.filter { $0.markup.utf8.count >= candidates.bytes }
            .sorted { $0.markup.utf8.count > $1.markup.utf8.count }.prefix(candidates.count)
        var best: (candidate: Candidate, prose: Float)?
        for candidate in longest where !tree.budget.isSpent {
            let prose = prose(in: candidate.markup)
            if prose > (best?.prose ?? max(shown.prose * 2, shown.words, leastProse)) { best = (candidate, prose) }
        }
        return best.map { page($0.candidate) }
    }

    /// What a script's literals hold.
    private static func read(_ script: ArraySlice<UInt8>, depth: Int) -> [Candidate] {
        let literals = ScriptStrings(script).literals
        var found: [Candidate] = []
        // A text written in pieces: document.write, several times.
        let pieces = literals.indices.filter { literals[$0].name.isEmpty && literals[$0].value.utf8.contains(0x3C) }
        if pieces.count > 1, depth == 0 {
            found.append(Candidate(markup: pieces.map { literals[$0].value }.joined(), around: (literals, pieces[0])))
        }
        for (index, literal) in literals.enumerated() where literal.value.utf8.count >= candidates.bytes {
            if depth < deepest, let first = literal.value.utf8.first(where: { $0 > 0x20 }),
                first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
            {
                found += read(Array(literal.value.utf8)[...], depth: depth + 1)
                continue
            }
            let markup = EscapedText.decode(literal.value) ?? literal.value
            found.append(Candidate(markup: markup, around: (literals, index)))
        }
        return found
    }

    /// Names that content systems give to what belongs to a text; what has one and stands nearest is the text's.
    private static let names = (
        title: ["title", "headline", "articletitle", "doctitle", "newstitle", "biaoti"],
        date: [
            "publishtime", "pubtime", "publishdate", "pubdate", "datepublished", "publish_time", "pub_time",
            "releasetime",
            "publishedat", "docreltime", "docpubtime", "fbsj",
        ],
        source: ["source", "contentsource", "docsource", "sourcename", "origin", "laiyuan", "media"]
    )

    private static func nearest(_ names: [String], to candidate: Candidate, limit: Int) -> String? {
        guard let (literals, index) = candidate.around else { return nil }
        let window = max(0, index - 40)..<min(literals.count, index + 40)
        return window.filter {
            names.contains(literals[$0].name.lowercased()) && !literals[$0].value.isEmpty
                && literals[$0].value.utf8.count <= limit
        }
        .min { abs($0 - index) < abs($1 - index) }.map { literals[$0].value }
    }

    /// The contents of an element that shows none, as markup: its text may be markup that was escaped.
    private static func contents(of node: Int, in tree: PageTree) -> String {
        var bytes: [UInt8] = []
        for index in tree.subtree(of: node).dropFirst() {
            let tag = tree.nodes[index].tag
            if tag == .text {
                bytes += tree.text(of: index)
            } else if tag.isBlock {
                bytes += Array("<\(tag == .br || tag.headingLevel > 0 ? "\(tag)" : "p")>".utf8)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func prose(in markup: String) -> Float {
        let blocks = BlockReader.read(PageTree(parsing: Array(lines(markup).utf8)))
        return ProseScorer(blocks: blocks, rules: .standard).scores().reduce(0) {
            $0 + ($1.reason.isProse ? max(0, $1.value) : 0)
        }
    }

    /// Text without a tag has its line breaks made into markup's; markup that was escaped becomes markup again.
    private static func lines(_ text: String) -> String {
        guard !text.contains("<") else { return text }
        if text.contains("&lt;") {
            var resolved: [UInt8] = []
            Array(text.utf8).withUnsafeBufferPointer { CharacterReference.resolve($0, into: &resolved) }
            return String(decoding: resolved, as: UTF8.self)
        }
        return text.split(separator: "\n").joined(separator: "<br>")
    }

    private static func page(_ candidate: Candidate) -> [UInt8] {
        var markup = ""
        for (name, value) in [
            ("articletitle", nearest(names.title, to: candidate, limit: 200)),
            ("pubdate", nearest(names.date, to: candidate, limit: 40).map(moment)),
            ("contentsource", nearest(names.source, to: candidate, limit: 60)),
        ] {
            guard let value else { continue }
            let text = value.split { $0 == "\"" || $0 == "<" || $0 == ">" }.joined(separator: " ")
            markup += "<meta name=\(name) content=\"\(text)\">"
        }
        return Array("</textarea></template><div id=\"\(container)\">\(markup)\(lines(candidate.markup))".utf8)
    }

    /// The id of the element that the text is put into; `--explain` shows it.
    static let container = "data-of-a-script"

    /// A moment of the Unix clock, in seconds or milliseconds, as text; anything else as it is.
    private static func moment(_ text: String) -> String {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), (10...13).contains(text.utf8.count),
            let number = Int(text)
        else { return text }
        return Timestamp(secondsSinceEpoch: text.utf8.count == 13 ? number / 1000 : number).description
    }
}
