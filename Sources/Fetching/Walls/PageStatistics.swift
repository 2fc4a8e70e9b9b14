/// A page looked over: how much there is to read, and what else it is made of.
struct PageStatistics {
    /// What is shown between two tags, in order, in UTF-8 and with white space as it came.
    let runs: [[UInt8]]
    let title: [UInt8]
    /// What is shown where scripts do not run.
    let noscript: [UInt8]
    /// Letters, digits and Han characters that are shown, title and `noscript` not counted.
    let visible: Int
    /// The same within paragraphs: runs of 40 and more with 。 or two ，.
    let prose: Int
    let links: Int
    let images: Int
    let scripts: Int
    /// Frames, and image maps, whose areas have no text.
    let frames: Int
    /// Whether data is in it that a list reader can read although no page shows it.
    let hasRecords: Bool
    /// Whether there is so much to read that nobody looked any further.
    let isPlenty: Bool

    /// A page with this much prose is an article, whatever marks it carries.
    static let proseEnough = 300
    /// A page that shows this much is neither a shell nor a notice.
    static let visibleEnough = 3000

    init(_ page: PageBytes) {
        var scan = PageScan(isUTF8: page.isUTF8)
        page.bytes.withUnsafeBufferPointer { scan.read($0) }
        isPlenty = scan.isPlenty
        runs = scan.isPlenty ? [] : scan.runs.map(page.utf8)
        title = page.utf8(scan.title)
        noscript = page.utf8(scan.noscript)
        (visible, prose) = (scan.visible, scan.prose)
        (links, images, scripts, frames, hasRecords) =
            (scan.links, scan.images, scan.scripts, scan.frames, scan.hasRecords)
    }
}
