internal import Model

/// Text inside markup.
enum HTML {
    /// The text as element content or quoted attribute value, in HTML and in XML. What neither may hold, and what
    /// reorders what a reader sees, goes.
    static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
            case "'": result.append(contentsOf: "&#39;".unicodeScalars)
            case "\t", "\n", "\r": result.append(scalar)
            default: if !SteeringCharacters.contain(scalar) { result.append(scalar) }
            }
        }
        return String(result)
    }
}
