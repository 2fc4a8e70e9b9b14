/// What a site's own articles have taught about its pages: a value, the same for the same pages in the same order.
///
/// Bounded to `layoutsLimit` layouts; the one that was not used for longest is forgotten first.
package struct PageMemory: Hashable, Sendable, Codable {
    /// The site's templates.
    private(set) var layouts: [LayoutMemory] = []
    /// Articles that were learnt from.
    package private(set) var pages = 0
    /// Articles in a row that stood in none of the settled layouts.
    private var strangers = 0
    /// What has changed, until the new layout is settled for good, or the old one is back.
    package private(set) var change: LayoutChange?

    package init() {}

    private static let layoutsLimit = 8
    /// After so many pages a layout is the site's habit.
    private static let settled = 6
    /// So many pages in a row in no settled layout are a change.
    private static let strangersOfChange = 3
    /// After so many pages in the new layout a change is no news any more.
    private static let familiar = 20

    private enum CodingKeys: String, CodingKey { case layouts, pages, strangers, change }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        layouts = try fields.decode([LayoutMemory].self, forKey: .layouts)
        pages = PageCount.plausible(try fields.decode(Int.self, forKey: .pages))
        strangers = PageCount.plausible(try fields.decode(Int.self, forKey: .strangers))
        change = try fields.decodeIfPresent(LayoutChange.self, forKey: .change)
    }

    func layout(in container: String) -> LayoutMemory? { layouts.first { $0.container == container } }

    /// The elements that hold the articles of settled layouts, the most used first.
    var settledContainers: [String] {
        layouts.filter { $0.pages >= PageMemory.settled }.sorted { ($0.pages, $0.container) > ($1.pages, $1.container) }
            .map(\.container)
    }

    /// Learns from an article that was kept. One that it knows already teaches nothing.
    ///
    /// - Parameter isNews: the page is of these days; pages of the past tell nothing about a change.
    package mutating func learn(_ lesson: PageObservation, isNews: Bool) {
        var layout = layout(in: lesson.container) ?? LayoutMemory(container: lesson.container)
        let lines = RecurringLines(layout, lesson.lines)
        guard lines.isNews else { return }
        pages &+= 1
        let wasSettled = layout.pages >= PageMemory.settled
        layout.learn(lesson, articlePlaces: lines.articlePlaces)
        layout.lastUsed = pages
        layouts.removeAll { $0.container == layout.container }
        layouts.append(layout)
        if layouts.count > PageMemory.layoutsLimit, let oldest = layouts.map(\.lastUsed).min() {
            layouts.removeAll { $0.lastUsed == oldest }
        }
        if isNews { watch(layout, wasSettled: wasSettled) }
    }

    private mutating func watch(_ layout: LayoutMemory, wasSettled: Bool) {
        if wasSettled {
            strangers = 0
            if let change, layout.container == change.from || layout.pages >= PageMemory.familiar { self.change = nil }
            return
        }
        let habits = layouts.filter { $0.pages >= PageMemory.settled && $0.container != layout.container }
        guard let habit = habits.max(by: { ($0.lastUsed, $0.pages) < ($1.lastUsed, $1.pages) }) else { return }
        strangers &+= 1
        guard strangers >= PageMemory.strangersOfChange else { return }
        change = LayoutChange(
            from: change?.from ?? habit.container, pagesBefore: change?.pagesBefore ?? habit.pages,
            to: layout.container, pagesSince: strangers, headline: layout.headlines.most, date: layout.dates.most,
            source: layout.sources.most)
    }
}
