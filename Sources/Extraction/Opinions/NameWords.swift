/// The words that a class or id is made of, in lower case: divided at `-`, `_`, digits, spaces and changes of case. None of a
/// name that is longer than names are.
struct NameWords: Sequence, IteratorProtocol {
    private var rest: ArraySlice<UInt8>

    init(_ value: ArraySlice<UInt8>) { rest = value.count < 200 ? value : [] }

    mutating func next() -> String? {
        var word = ""
        var isLastLower = false
        while let byte = rest.first {
            let isUpper = (0x41...0x5A).contains(byte)
            let isLower = (0x61...0x7A).contains(byte)
            if !isUpper && !isLower || isUpper && isLastLower, !word.isEmpty { return word }
            rest.removeFirst()
            if isUpper || isLower { word.unicodeScalars.append(Unicode.Scalar(byte | 0x20)) }
            isLastLower = isLower
        }
        return word.isEmpty ? nil : word
    }
}
