import Extraction

/// A page as a line for each thing that it tells.
///
/// - Parameters:
///   - page: its bytes as they were served.
///   - charset: of the HTTP header, where it has one.
func card(for page: [UInt8], at address: String, charset: String?) -> String {
    do {
        let article = try PageExtractor().article(
            from: page, at: address, charset: charset, today: CalendarDay("2026-06-01"))
        var lines = ["title: \(article.title ?? "unknown")"]
        if let date = article.date { lines.append("date: \(date)") }
        if let publisher = article.publisher { lines.append("source: \(publisher)") }
        if !article.authors.isEmpty { lines.append("authors: \(article.authors.joined(separator: ", "))") }
        lines += article.attachments.map { "file: \($0.name ?? "") <\($0.url)>" }
        if article.remarks.contains(.lowConfidence) { lines.append("look at it: \(address)") }
        return (lines + article.body).joined(separator: "\n")
    } catch {
        return "\(address): \(error)"
    }
}
