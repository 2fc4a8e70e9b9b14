/// How a line is set where that is how captions are set: small, grey, slanted, or in the face of handwriting (楷体).
struct CaptionLook: Hashable {
    private var marks: Set<String> = []

    /// Nil for a line that is set as any other.
    init?(of block: Block, in tree: PageTree) {
        var node = Int(block.firstNode)
        for _ in 0..<CaptionLook.reach {
            switch tree.nodes[node].tag {
            case .small, .em, .i: marks.insert("slanted or small")
            default: break
            }
            if let style = tree.attribute(.style, of: node), style.utf8.count < 1000 { read(style.lowercased()) }
            if node == Int(block.owner) || tree.nodes[node].parent < 0 { break }
            node = Int(tree.nodes[node].parent)
        }
        if marks.isEmpty { return nil }
    }

    private static let reach = 5

    private mutating func read(_ style: String) {
        for declaration in style.split(separator: ";") {
            let parts = declaration.split(separator: ":", maxSplits: 1).map { $0.filter { $0 != " " } }
            guard parts.count == 2 else { continue }
            switch parts[0] {
            case "font-size" where CaptionLook.isSmall(parts[1]), "color" where CaptionLook.isGrey(parts[1]),
                "font-family" where parts[1].contains("楷") || parts[1].contains("kaiti"):
                marks.insert("\(parts[0]):\(parts[1])")
            default: break
            }
        }
    }

    /// Up to 14 pixels, or as much in other units.
    private static func isSmall(_ size: String) -> Bool {
        let number = size.prefix { $0.isNumber || $0 == "." }
        guard let value = Double(number) else { return size == "small" || size == "x-small" || size == "smaller" }
        return switch size.dropFirst(number.count) {
        case "px": value <= 14
        case "pt": value <= 10.5
        default: false
        }
    }

    /// `gray`, `#888`, `#999999`, `rgb(136,136,136)`: equal parts of middle strength.
    private static func isGrey(_ colour: String) -> Bool {
        if colour == "gray" || colour == "grey" { return true }
        if colour.hasPrefix("#") {
            let digits = Array(colour.dropFirst())
            guard digits.count == 3 || digits.count == 6, Set(digits).count == 1 else { return false }
            return "6789ab".contains(digits[0])
        }
        guard colour.hasPrefix("rgb(") else { return false }
        let parts = colour.dropFirst(4).split(whereSeparator: { $0 == "," || $0 == ")" }).compactMap { Int($0) }
        return parts.count == 3 && Set(parts).count == 1 && (96...190).contains(parts[0])
    }
}
