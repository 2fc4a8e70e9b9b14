internal import Model

/// Tells which script a text is written in.
enum ScriptRecognition {
    /// Han characters after which the answer no longer changes.
    private static let enough = 2000

    /// `other` where fewer than one character in five is Han.
    static func script(of lines: [String]) -> Script {
        var letters = 0
        var han = 0
        var traditional = 0
        var simplified = 0
        for line in lines where han < ScriptRecognition.enough {
            for scalar in line.unicodeScalars {
                let value = scalar.value
                if (0x4E00...0x9FFF).contains(value) {
                    han += 1
                    if TraditionalTable.isTraditional(value) {
                        traditional += 1
                    } else if TraditionalTable.isSimplified(value) {
                        simplified += 1
                    }
                } else if value.isASCIILetterOrDigit {
                    letters += 1
                }
            }
        }
        // Words of other scripts are several letters long.
        guard han > 0, han * 5 >= (letters / 4 + han) else { return .other }
        return traditional > simplified ? .hant : .hans
    }
}
