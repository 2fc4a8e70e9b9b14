import Storage

/// The tests' own folding, one scalar to one scalar: a few Traditional characters, full-width ASCII, capitals.
let fold: SearchText.Folding = { text in
    let simplified: [Unicode.Scalar: Unicode.Scalar] = ["鄉": "乡", "興": "兴", "發": "发", "業": "业"]
    var folded = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0xFF01...0xFF5E: folded.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
        default: folded.append(simplified[scalar] ?? scalar)
        }
    }
    return Array(String(folded).lowercased().utf8)
}

func query(_ text: String) throws(SearchQueryError) -> SearchQuery { try SearchQuery(text, fold: fold) }
