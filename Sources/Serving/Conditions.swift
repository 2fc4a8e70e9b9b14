internal import Hummingbird

/// What a client says about what it has already, and which piece it wants.
enum Conditions {
    /// Whether the client has an answer with one of these tags.
    ///
    /// Source: RFC 9110, section 13.1.2; tags are compared weakly.
    static func isKnown(_ tags: [String], _ headers: HTTPFields) -> Bool {
        headers[values: .ifNoneMatch].flatMap { $0.split(separator: ",") }.contains { item in
            var known = item.drop { $0 == " " || $0 == "\t" }
            while known.last == " " || known.last == "\t" { known.removeLast() }
            if known.hasPrefix("W/") { known = known.dropFirst(2) }
            return known == "*" || tags.contains(String(known))
        }
    }

    /// Whether the client shows pages: browsers name HTML, programs take anything or name something else.
    ///
    /// Source: RFC 9110, section 12.5.1.
    static func prefersHTML(_ headers: HTTPFields) -> Bool {
        choices(headers[values: .accept]).contains { $0[0] == "text/html" && !isRefused($0.dropFirst()) }
    }

    /// What is offered or wanted, each with its parameters behind it, without blanks and in lower case.
    private static func choices(_ values: [String]) -> [[String]] {
        values.flatMap { $0.lowercased().split(separator: ",") }.map { item in
            item.split(separator: ";", omittingEmptySubsequences: false).map { part in String(part.filter { $0 != " " })
            }
        }
    }

    /// Whether one of the parameters is a weight of nothing.
    private static func isRefused(_ parameters: ArraySlice<String>) -> Bool {
        parameters.contains { $0.hasPrefix("q=0") && $0.dropFirst(3).allSatisfy { ".0".contains($0) } }
    }

    /// Whether the client reads gzip, and wants the whole.
    ///
    /// Source: RFC 9110, section 12.5.3.
    static func takesGzip(_ headers: HTTPFields) -> Bool {
        guard headers[.range] == nil else { return false }
        let codings = choices(headers[values: .acceptEncoding])
        // What is named counts before what stands for all others.
        let wanted = codings.first { $0[0] == "gzip" } ?? codings.first { $0[0] == "*" }
        return wanted.map { !isRefused($0.dropFirst()) } ?? false
    }

    enum Piece: Hashable {
        case whole
        /// Of the bytes; not empty.
        case piece(Range<Int>)
        /// Nothing of it is there.
        case outside
    }

    /// The bytes that are wanted. What is not understood, and several pieces at once, are answered with the whole.
    ///
    /// Source: RFC 9110, sections 13.1.5, 14.1.2 and 14.2.
    static func range(_ headers: HTTPFields, tag: String, length: Int) -> Piece {
        guard let text = headers[.range], text.lowercased().hasPrefix("bytes=") else { return .whole }
        if let condition = headers[.ifRange], condition != tag { return .whole }
        let parts = text.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.contains(where: { !$0.isEmpty }),
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } && $0.utf8.count <= 15 })
        else { return .whole }
        guard let first = Int(parts[0]) else {
            let count = min(Int(parts[1]) ?? 0, length)
            return count > 0 ? .piece(length - count..<length) : .outside
        }
        let last = Int(parts[1]) ?? length - 1
        if !parts[1].isEmpty, last < first { return .whole }
        return first < length ? .piece(first..<min(last, length - 1) + 1) : .outside
    }
}
