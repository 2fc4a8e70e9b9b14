/// The newspaper that a page belongs to, by its title element: `标题--当代商报`, `江口晚报数字报`.
struct PaperName {
    let text: String?

    init(_ page: PageReading) {
        let headline = LineSkeleton(page.headline.title.joined()).scalars
        let parts = ["_", "|", "-", "—", "－", " "].reduce([page.head.title]) { parts, divider in
            parts.flatMap { $0.components(divider) }
        }
        let names = (parts + [page.head.first(of: HeadMetadata.site)].compactMap(\.self)).compactMap(PaperName.name)
        text = names.first { !LineSkeleton($0).scalars.isEmpty && !headline.starts(with: LineSkeleton($0).scalars) }
    }

    private static let kinds = [
        "日报", "晚报", "早报", "晨报", "时报", "商报", "都市报", "导报", "周报", "日報", "晚報", "時報", "青年报", "法治报", "法制报",
    ]
    private static let editions = ["数字报刊", "数字报", "电子报", "电子版", "多媒体数字报", "官方网站", "多媒体报"]

    /// The paper's name, without what its edition is called; nil for a text that is none.
    private static func name(_ part: String) -> String? {
        var name = part[...]
        for edition in editions where name.hasSuffix(edition) { name = name.dropLast(edition.count) }
        if name.hasPrefix("《"), name.hasSuffix("》") { name = name.dropFirst().dropLast() }
        guard (3...10).contains(name.count), kinds.contains(where: { name.hasSuffix($0) }) else { return nil }
        return String(name)
    }
}
