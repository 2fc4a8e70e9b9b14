/// What the pages of one template have in common.
///
/// Size: 12 to 20 KB at the most, as it is bounded in lines and places.
struct LayoutMemory: Hashable, Sendable, Codable {
    /// How often and when a line was seen, in pages of this layout.
    struct Sighting: Hashable, Sendable {
        var pages: Int
        /// Pages are numbered from 1.
        let first: Int
        var last: Int
    }

    /// The element that holds the article.
    let container: String
    /// Articles that were learnt from.
    private(set) var pages = 0
    /// When it was last seen, in pages of the site.
    var lastUsed = 0
    /// By the mark of wording and place.
    private(set) var lines: [UInt64: Sighting] = [:]
    /// Places where articles have text of their own, with the pages that showed it.
    private(set) var articlePlaces: [UInt64: Int] = [:]
    private(set) var headlines = PlaceTally()
    private(set) var dates = PlaceTally()
    private(set) var sources = PlaceTally()

    init(container: String) { self.container = container }

    private static let linesLimit = 384
    private static let placesLimit = 96
    /// A line that was seen once is forgotten after so many pages without it.
    private static let patience = 8

    /// Whether so many places hold text that none can be told from the article's.
    var isUnruly: Bool { articlePlaces.count >= LayoutMemory.placesLimit }

    /// Places that hold article text for sure: of a single page nobody can say what is its own.
    var settledPlaces: Set<UInt64> {
        Set(articlePlaces.filter { $0.value > 1 || pages < 2 }.map(\.key))
    }

    /// Learns from an article that it has not seen before.
    ///
    /// - Parameter articlePlaces: where the article's own text stands.
    mutating func learn(_ lesson: PageObservation, articlePlaces: Set<UInt64>) {
        // Counts that were read from a damaged database may be at their end.
        pages &+= 1
        for mark in Set(lesson.lines.map(\.mark)) {
            var sighting = lines[mark] ?? Sighting(pages: 0, first: pages, last: pages)
            sighting.pages &+= 1
            sighting.last = pages
            lines[mark] = sighting
        }
        for place in articlePlaces
        where self.articlePlaces[place] != nil || self.articlePlaces.count < LayoutMemory.placesLimit {
            self.articlePlaces[place, default: 0] &+= 1
        }
        headlines.count(lesson.headline)
        dates.count(lesson.date)
        sources.count(lesson.source)
        forget()
    }

    private mutating func forget() {
        let oldest = pages &- LayoutMemory.patience
        lines = lines.filter { $0.value.pages > 1 || $0.value.last > oldest }
        guard lines.count > LayoutMemory.linesLimit else { return }
        // What was seen often and lately stays; the mark decides between equals, so that the same pages teach the same.
        let kept = lines.sorted {
            ($0.value.pages, $0.value.last, $0.key) > ($1.value.pages, $1.value.last, $1.key)
        }
        lines = Dictionary(uniqueKeysWithValues: kept.prefix(LayoutMemory.linesLimit).map { ($0.key, $0.value) })
    }

    private enum CodingKeys: String, CodingKey {
        case container, pages, lines, headlines, dates, sources
        case lastUsed = "last_used"
        case articlePlaces = "article_places"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        container = try fields.decode(String.self, forKey: .container)
        pages = PageCount.plausible(try fields.decode(Int.self, forKey: .pages))
        lastUsed = PageCount.plausible(try fields.decode(Int.self, forKey: .lastUsed))
        let places = try fields.decode([UInt64].self, forKey: .articlePlaces)
        for start in stride(from: 0, to: places.count - 1, by: 2) {
            articlePlaces[places[start]] = PageCount.plausible(Int(clamping: places[start + 1]))
        }
        headlines = try fields.decode(PlaceTally.self, forKey: .headlines)
        dates = try fields.decode(PlaceTally.self, forKey: .dates)
        sources = try fields.decode(PlaceTally.self, forKey: .sources)
        // Four numbers a line: mark, pages, first, last.
        let numbers = try fields.decode([UInt64].self, forKey: .lines)
        for start in stride(from: 0, to: numbers.count - 3, by: 4) {
            lines[numbers[start]] = Sighting(
                pages: PageCount.plausible(Int(clamping: numbers[start + 1])),
                first: PageCount.plausible(Int(clamping: numbers[start + 2])),
                last: PageCount.plausible(Int(clamping: numbers[start + 3])))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(container, forKey: .container)
        try fields.encode(pages, forKey: .pages)
        try fields.encode(lastUsed, forKey: .lastUsed)
        try fields.encode(
            articlePlaces.sorted { $0.key < $1.key }.flatMap { [$0.key, UInt64(clamping: $0.value)] },
            forKey: .articlePlaces)
        try fields.encode(headlines, forKey: .headlines)
        try fields.encode(dates, forKey: .dates)
        try fields.encode(sources, forKey: .sources)
        let numbers = lines.sorted { $0.key < $1.key }.flatMap { mark, sighting in
            [
                mark, UInt64(clamping: sighting.pages), UInt64(clamping: sighting.first),
                UInt64(clamping: sighting.last),
            ]
        }
        try fields.encode(numbers, forKey: .lines)
    }
}

/// Which element held something, and on how many pages.
struct PlaceTally: Hashable, Sendable, Codable {
    private(set) var pages: [String: Int] = [:]

    private static let limit = 8

    private enum CodingKeys: String, CodingKey { case pages }

    init() {}

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        pages = try fields.decode([String: Int].self, forKey: .pages).mapValues(PageCount.plausible)
    }

    /// The element that held it most often.
    var most: String? { pages.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key }

    mutating func count(_ place: String?) {
        guard let place else { return }
        if pages[place] == nil, pages.count >= PlaceTally.limit, let least = pages.min(by: { $0.value < $1.value }) {
            pages[least.key] = nil
        }
        pages[place, default: 0] &+= 1
    }
}

/// Numbers of pages as they are read back.
enum PageCount {
    /// More pages no site has; a record that was spoilt counts none, or these.
    private static let most = 1 << 40

    static func plausible(_ count: Int) -> Int { min(max(count, 0), most) }
}
