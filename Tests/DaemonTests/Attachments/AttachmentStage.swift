import Foundation
import LoopbackWeb
import Model

@testable import Archiving
@testable import Daemon

/// A site whose one article offers files, and a dibao that keeps them.
struct AttachmentStage {
    let site: PretendSite
    let workshop: Workshop

    static let page = "/news/t20260304_8001.html"
    static let pdf = Array("%PDF-1.4\n%\u{E2}\u{E3}\n1 0 obj <<>> endobj\n".utf8) + [0, 1, 2, 0xFF]

    /// - Parameters:
    ///   - links: addresses and texts of the article's files.
    ///   - keeps: `capture.attachments`.
    init(
        _ links: [(href: String, text: String)], robots: String? = nil, maxBody: String = "16MiB", keeps: Bool = true
    ) throws {
        site = try PretendSite(on: "127.0.0.1", robots: robots)
        workshop = try Workshop(
            sources: """
                [[source]]
                id = "news"
                start = ["\(site.origin)/list/"]
                article = ['/news/']
                """, fetch: "delay = \"0s\"\nretries = 0\nmax_body = \"\(maxBody)\"",
            capture: keeps ? "attachments = true" : "")
        publish([(AttachmentStage.page, 80, links)])
    }

    /// Puts articles on the site, with a list that names them.
    func publish(_ articles: [(path: String, number: Int, links: [(href: String, text: String)])]) {
        let items = articles.map {
            "<li><a href=\"\($0.path)\">青砚区第\($0.number)号便民服务点正式启用</a><span>2026-03-04</span></li>"
        }
        site.set("/list/", "<html><body><ul>\(items.joined())</ul></body></html>")
        for article in articles {
            let files = article.links.map { "<p><a href=\"\($0.href)\">\($0.text)</a></p>" }.joined()
            let page = Newspaper.page(
                title: "青砚区第\(article.number)号便民服务点正式启用", date: "2026-03-04 09:00",
                paragraphs: Newspaper.other(article.number))
            site.set(
                article.path,
                page.replacing(
                    "</div>\n</div>\n<div class=\"footer\">", with: "\(files)</div>\n</div>\n<div class=\"footer\">"))
        }
    }

    func fetch() async throws -> Workshop.Run { try await workshop.fetch([site.origin + AttachmentStage.page]) }

    /// Every attachment that an event names with a file, in the order of the events.
    var kept: [Attachment] { get throws { try workshop.events().flatMap(\.keptAttachments) } }

    /// Paths of the files of attachments, relative to the archive.
    var files: [String] {
        workshop.folder.files().filter { $0.contains("/attachments/") }.map { String($0.dropFirst("archive/".count)) }
    }

    func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: "\(workshop.folder.path)/archive/\(path)")))
    }
}
