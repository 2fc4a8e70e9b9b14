/// The attributes that extraction reads; all others are left out before the page is parsed.
enum AttributeName: UInt8, Sendable {
    case `class`, id, href, src, name, content, property, style, title, alt, type, datetime, itemprop, rel, charset
    case rowspan, colspan, start, value, reversed, align, hidden, httpEquiv
    /// One that a source's rules ask for: `Attribute.ruled` says which.
    case ruled

    /// Reads the name as it stands in markup; the case of ASCII letters does not matter.
    init?(name: UnsafeBufferPointer<UInt8>) {
        guard name.count >= 2, name.count <= 10 else { return nil }
        for candidate in AttributeName.spellings where candidate.spelling.count == name.count {
            if zip(candidate.spelling, name).allSatisfy({ $0 == $1 | 0x20 }) {
                self = candidate.name
                return
            }
        }
        return nil
    }

    private static let spellings: [(spelling: [UInt8], name: AttributeName)] =
        (AttributeName.class.rawValue...AttributeName.httpEquiv.rawValue).map {
            let name = AttributeName(rawValue: $0)!  // raw values are consecutive
            return (Array((name == .httpEquiv ? "http-equiv" : "\(name)").utf8), name)
        }
}

/// One attribute of one element: its value is a range of the page's bytes, entities not yet resolved.
struct Attribute: Sendable {
    let name: AttributeName
    /// Of one that only rules ask for: its place in `RuledNames.attributes`.
    var ruled: UInt8 = 0
    let start: Int32
    let end: Int32
}
