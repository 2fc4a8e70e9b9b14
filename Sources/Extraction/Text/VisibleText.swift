/// What a reader sees of a text, whatever its width, script, white space and punctuation: two editions of a page that
/// differ in this say two things.
package enum VisibleText {
    /// Letters, Han characters and numbers, with signs, and with a mark where one number ends and another begins.
    package static func scalars(of lines: [String]) -> [UInt32] {
        var text = KeyText(marks: true)
        for line in lines { text.append(line) }
        return text.scalars
    }
}
