/// A kind of page, feed or list that may be made as large as one likes: what reading it costs must grow as its size does.
package struct HostileShape: Sendable, CustomStringConvertible {
    package enum Kind: Sendable { case page, feed }

    package let name: String
    package let kind: Kind
    private let make: @Sendable (Int) -> [UInt8]

    package var description: String { name }

    /// About so many bytes of it.
    package func bytes(_ size: Int) -> [UInt8] { make(size) }

    /// A page whose body is made of pieces.
    ///
    /// - Parameters:
    ///   - head: once, before the pieces.
    ///   - tail: once, behind them.
    ///   - piece: the text of the piece with this number.
    init(
        _ name: String, head: String = "", tail: String = "", kind: Kind = .page,
        piece: @escaping @Sendable (Int) -> String
    ) {
        self.name = name
        self.kind = kind
        make = { size in
            var bytes = Array(head.utf8)
            var number = 0
            while bytes.count < size {
                bytes.append(contentsOf: piece(number).utf8)
                number += 1
            }
            return bytes + Array(tail.utf8)
        }
    }

    /// Pieces nested in each other: as many beginnings as ends.
    init(_ name: String, opening: String, inside: String = HostileShape.prose, closing: String, kind: Kind = .page) {
        self.name = name
        self.kind = kind
        make = { size in
            let count = max(1, size / (opening.utf8.count + closing.utf8.count))
            return Array(
                (String(repeating: opening, count: count) + inside + String(repeating: closing, count: count)).utf8)
        }
    }

    /// A first half and a second half, each of copies of one piece.
    init(_ name: String, first: String, then second: String, kind: Kind = .page) {
        self.name = name
        self.kind = kind
        make = { size in
            let firsts = String(repeating: first, count: size / 2 / first.utf8.count)
            return Array((firsts + String(repeating: second, count: size / 2 / second.utf8.count)).utf8)
        }
    }

    static let prose = "<p>全市春耕生产工作会议日前召开。会议要求，各镇各部门要抓紧抓实，确保完成任务。</p>"

    /// The page as an interpretation of an official document, which is looked through for links to it.
    package static func policyTitled(_ page: [UInt8]) -> [UInt8] {
        let head = """
            <title>《关于加强森林防火工作的通知》政策解读</title><meta name=ArticleTitle content="《关于加强森林防火工作的通知》政策解读">
            <h1>《关于加强森林防火工作的通知》政策解读</h1><p>发布时间：2024-03-05 来源：市政府办公室</p>\(prose)
            """
        return Array(head.utf8) + page
    }
}
