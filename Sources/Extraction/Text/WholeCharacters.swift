extension ArraySlice<UInt8> {
    /// The beginning of UTF-8, of so many bytes at the most: no character is cut.
    func wholeCharacters(upTo limit: Int) -> ArraySlice<UInt8> {
        guard count > limit else { return self }
        var end = startIndex + Swift.max(0, limit)
        while end > startIndex, self[end] & 0xC0 == 0x80 { end -= 1 }
        return self[..<end]
    }
}
