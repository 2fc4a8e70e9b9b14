package import Model

/// A page that shows its content as pictures, in a viewer of files or as a video, and has no text: a scanned notice, a
/// gazette in a frame, a film.
///
/// It takes a headline that readers see, a date, and something shown below the headline in the same part of the page.
/// A page that leads on to many others, or asks for a password, is a list or a form.
struct MediaItem {
    private let page: PageReading
    private let files: LinkedFiles
    private let names = FileNames.standard
    private let references: FileReferences
    private var images: [Image] = []
    private var attachments: [Attachment] = []
    private var hasVideo = false
    /// A picture whose bytes stand in the page itself.
    private var hasInlinePicture = false

    /// Links with words as long as a headline's that an item may have besides: the articles before and behind it.
    private static let mostLinks = 4
    private static let leastOfHeadline = 4
    private static let limit = 1000
    private static let leastOfAddress = 2.0
    private static let searchedBytes = 1 << 20
    private static let confidence = (known: 0.9, other: 0.7)

    /// Nil for a page that shows nothing of the kind.
    init?(_ page: PageReading, at address: WebAddress?) {
        self.page = page
        files = LinkedFiles(page: page, address: address)
        references = FileReferences(tree: page.tree)
        guard let headline = page.headline.blocks, address.map(MediaItem.mayBeItem) ?? true,
            page.headline.title.reduce(0, { $0 + LineSkeleton($1).scalars.count }) >= MediaItem.leastOfHeadline,
            headline.upperBound > 0
        else { return nil }
        if let part = part(below: Int(page.blocks.blocks[headline.upperBound - 1].firstNode)) {
            guard !leadsOn(part) else { return nil }
            for node in part where !files.isDropped(node) && isShown(node) { take(node) }
            if hasVideo { takeScripts(where: AttachmentName.isVideo) }
        } else if address.map({ AddressShape.score($0) >= MediaItem.leastOfAddress }) ?? false {
            // Only an article's own page shows a viewer that nothing but a script makes.
            for range in page.tree.scripts where range.count < MediaItem.searchedBytes {
                hasVideo = hasVideo || names.playsVideo(page.tree.page[range])
                if names.showsDocument(page.tree.page[range]) { takeScripts(where: AttachmentName.isFile) }
            }
            if hasVideo { takeScripts(where: AttachmentName.isVideo) }
        }
        guard hasVideo || !attachments.isEmpty || !images.isEmpty || hasInlinePicture else { return nil }
    }

    /// The record, where the page has a date.
    ///
    /// - Parameter empty: what was assembled of the page.
    func article(from empty: Article) -> Article? {
        var article = empty
        guard article.metadata.date != nil else { return nil }
        if article.body.isEmpty { article.body = images.compactMap(\.caption) }
        article.metadata.script = ScriptRecognition.script(of: article.headline + article.body)
        article.metadata.images = images.isEmpty ? nil : images
        article.metadata.attachments = attachments.isEmpty ? nil : attachments
        let isKnown = page.choice?.opinion == .known || page.head.first(of: HeadMetadata.articleTitle) != nil
        article.metadata.confidence = isKnown ? MediaItem.confidence.known : MediaItem.confidence.other
        article.metadata.flags = (article.metadata.flags ?? []).filter { $0 != .lowConfidence } + [flag]
        article.fingerprint = DedupKey.fingerprint(body: article.body, article.metadata)
        return article
    }

    private var flag: Flag {
        if hasVideo { return .videoOnly }
        if attachments.isEmpty { return .imageOnly }
        return attachments.contains { AttachmentName.isPDF($0.url) } ? .pdfOnly : .fileOnly
    }

    /// A column's or a site's own address is none of an item.
    private static func mayBeItem(_ address: WebAddress) -> Bool { AddressShape.score(address) > -2 }

    /// The smallest part of the page around the headline that shows something below it; the system's own element for
    /// articles where there is one.
    private func part(below headline: Int) -> Range<Int>? {
        let tree = page.tree
        let behind = (headline + 1)..<max(headline + 1, tree.nodes.count)
        if let known = page.choice?.node, tree.subtree(of: known).contains(where: { $0 > headline && isShown($0) }) {
            return tree.subtree(of: known).clamped(to: behind)
        }
        guard let first = behind.first(where: isShown) else { return nil }
        guard let around = tree.ancestors(of: headline).first(where: { tree.isInside(first, $0) }) else { return nil }
        return tree.subtree(of: around).clamped(to: behind)
    }

    private func leadsOn(_ part: Range<Int>) -> Bool {
        let tree = page.tree
        let links = part.lazy.filter { node in
            tree.nodes[node].tag == .a && !isInJunk(node) && references.reference(of: node) == nil
                && LineSkeleton(tree.linkTitle(of: node)).scalars.count >= 8
        }
        if links.prefix(MediaItem.mostLinks + 1).count > MediaItem.mostLinks { return true }
        return part.contains { tree.nodes[$0].tag == .input && tree.attribute(.type, of: $0) == "password" }
    }

    private func isInJunk(_ node: Int) -> Bool {
        page.tree.ancestors(of: node).contains { around in
            let isMargin = [.nav, .footer, .header, .aside].contains(page.tree.nodes[around].tag)
            return (isMargin || page.hints[around] == .junk)
                && page.tree.subtree(of: around).count * 2 < page.tree.nodes.count
        }
    }

    /// Whether an element shows a picture, a file or a video of the item.
    private func isShown(_ node: Int) -> Bool {
        let tree = page.tree
        switch tree.nodes[node].tag {
        case .img: guard isPicture(node) else { return false }
        case .video: break
        case .iframe, .embed, .object:
            guard references.reference(of: node) != nil || isPlayer(node) else { return false }
        case .a: guard references.reference(of: node) != nil else { return false }
        case .div, .section, .span: guard isPlayer(node) else { return false }
        default: return false
        }
        return !isInJunk(node)
    }

    private func isPicture(_ node: Int) -> Bool {
        guard let source = references.picture(node) else { return false }
        if !source.hasPrefix("data:image/") {
            guard let url = files.resolved(source), !files.isIcon(url, at: node), !names.isIcon(url) else {
                return false
            }
        }
        // A picture that leads to another page is a list's; one that leads to itself in full size is not.
        let link = page.tree.ancestors(of: node).prefix(4).first { page.tree.nodes[$0].tag == .a }
        guard let href = link.flatMap({ page.tree.attribute(.href, of: $0) }) else { return true }
        let path = href.prefix { $0 != "?" && $0 != "#" }.lowercased()
        return href.isEmpty || href.hasPrefix("#") || href.lowercased().hasPrefix("javascript:")
            || MediaItem.pictures.contains { path.hasSuffix($0) }
    }

    private static let pictures = [".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp", ".tif", ".tiff"]

    private func isPlayer(_ node: Int) -> Bool {
        let tree = page.tree
        switch tree.nodes[node].tag {
        case .iframe, .embed, .object:
            let source = tree.attribute(.src, of: node) ?? tree.ruledAttribute("data", of: node) ?? ""
            return names.isVideoHost(source) || names.isPlayer(source) || AttachmentName.isVideo(source)
        default:
            // An element for a script to put the player into.
            guard tree.subtree(of: node).count < 40 else { return false }
            return [AttributeName.id, .class].contains { tree.attribute($0, of: node).map(names.isPlayer) ?? false }
        }
    }

    private mutating func take(_ node: Int) {
        let tree = page.tree
        switch tree.nodes[node].tag {
        case .img:
            hasInlinePicture = hasInlinePicture || references.picture(node)?.hasPrefix("data:image/") == true
            guard let url = references.picture(node).flatMap(files.resolved), images.count < MediaItem.limit,
                !images.contains(where: { $0.url == url })
            else { return }
            let caption = files.figure(around: node).flatMap(files.caption)
            images.append(Image(url: url, caption: images.contains { $0.caption == caption } ? nil : caption))
        case .video:
            hasVideo = true
            let sources = tree.subtree(of: node).compactMap { tree.attribute(.src, of: $0) }
            sources.forEach { attach($0, node) }
            if let poster = tree.ruledAttribute("poster", of: node).flatMap(files.resolved) {
                images.append(Image(url: poster, caption: nil))
            }
        default:
            if let reference = references.reference(of: node) {
                hasVideo = hasVideo || AttachmentName.isVideo(reference)
                attach(reference, node)
            } else if isPlayer(node) {
                hasVideo = true
                if let source = tree.attribute(.src, of: node), AttachmentName.isVideo(source) { attach(source, node) }
            }
        }
    }

    /// Files that the page's scripts name.
    private mutating func takeScripts(where isWanted: (String) -> Bool) {
        for range in page.tree.scripts where range.count < MediaItem.searchedBytes && attachments.isEmpty {
            for literal in ScriptStrings(page.tree.page[range]).literals where isWanted(literal.value) {
                attach(literal.value, 0)
            }
        }
    }

    private mutating func attach(_ reference: String, _ node: Int) {
        guard let url = files.resolved(reference), attachments.count < MediaItem.limit,
            !attachments.contains(where: { $0.url == url })
        else { return }
        attachments.append(node == 0 ? Attachment(url: url, name: nil) : files.attachment(at: url, node))
    }
}

extension Extractor {
    /// Whether a page that shows hardly a word is an item of pictures, of a file or a film, and no shell of scripts.
    package func showsItem(_ bytes: [UInt8], at address: WebAddress, headerCharset: String?) -> Bool {
        guard let day = Day(year: 2999, month: 12, day: 31) else { return false }
        // A page that cannot be read shows none.
        let article = try? read(bytes, at: address, headerCharset: headerCharset, today: day, utcOffset: 0)
        return article?.metadata.flags?.contains { [.imageOnly, .pdfOnly, .fileOnly, .videoOnly].contains($0) } == true
    }
}
