/// IPv4 addresses in all spellings that browsers take: fewer than four parts, octal, hexadecimal.
/// Source: WHATWG URL Standard, "IPv4 parser" and "ends in a number checker".
enum WebAddressIPv4 {
    typealias Label = Substring.UTF8View

    /// Whether a name of these labels must be an IPv4 address, because its last part is a number.
    static func isNumeric(_ labels: [Label]) -> Bool {
        guard let last = withoutTrailingDot(labels).last, !last.isEmpty else { return false }
        if last.allSatisfy({ (0x30...0x39).contains($0) }) { return true }
        let isHex = last.starts(with: "0x".utf8) || last.starts(with: "0X".utf8)
        return isHex && last.dropFirst(2).allSatisfy { hexValue($0) != nil }
    }

    /// Four decimal numbers; nil where the labels are no IPv4 address.
    static func canonical(_ labels: [Label]) -> String? {
        let parts = withoutTrailingDot(labels)
        guard (1...4).contains(parts.count) else { return nil }
        var numbers: [UInt64] = []
        for part in parts {
            guard let number = number(part) else { return nil }
            numbers.append(number)
        }
        guard let last = numbers.popLast(), numbers.allSatisfy({ $0 <= 255 }), last < 1 << (8 * (4 - numbers.count))
        else { return nil }
        var address = last
        for (index, number) in numbers.enumerated() { address += number << (8 * (3 - index)) }
        return [24, 16, 8, 0].map { String(address >> $0 & 255) }.joined(separator: ".")
    }

    private static func withoutTrailingDot(_ labels: [Label]) -> ArraySlice<Label> {
        labels.count > 1 && labels.last?.isEmpty == true ? labels.dropLast() : labels[...]
    }

    /// Decimal, `0…` octal, `0x…` hexadecimal; nil also above 32 bits.
    private static func number(_ label: Label) -> UInt64? {
        var digits = label[...]
        var radix: UInt64 = 10
        guard !digits.isEmpty else { return nil }
        if digits.starts(with: "0x".utf8) || digits.starts(with: "0X".utf8) {
            digits = digits.dropFirst(2)
            radix = 16
        } else if digits.count >= 2, digits.first == UInt8(ascii: "0") {
            digits = digits.dropFirst()
            radix = 8
        }
        var value: UInt64 = 0
        for digit in digits {
            guard let next = hexValue(digit), next < radix else { return nil }
            value = value * radix + next
            guard value <= 0xFFFF_FFFF else { return nil }
        }
        return value
    }

    /// 0 to 15, of a hex digit in either case.
    static func hexValue(_ digit: UInt8) -> UInt64? {
        switch digit {
        case 0x30...0x39: UInt64(digit - 0x30)
        case 0x61...0x66: UInt64(digit - 0x61 + 10)
        case 0x41...0x46: UInt64(digit - 0x41 + 10)
        default: nil
        }
    }
}

/// IPv6 addresses as eight 16-bit pieces.
/// Source: WHATWG URL Standard, "IPv6 parser" and "IPv6 serializer"; RFC 5952.
enum WebAddressIPv6 {
    /// Eight pieces; nil where the text is no IPv6 address. Zone names (`%eth0`) are refused.
    static func pieces(_ text: ArraySlice<UInt8>) -> [UInt16]? {
        guard text.count >= 2, text.count <= 45 else { return nil }
        let colons: [UInt8] = [UInt8(ascii: ":"), UInt8(ascii: ":")]
        guard let gap = text.indices.dropLast().first(where: { text[$0...].starts(with: colons) }) else {
            guard let all = run(text), all.count == 8 else { return nil }
            return all
        }
        guard let head = run(text[..<gap], mayEndInIPv4: false), let tail = run(text[(gap + 2)...]),
            head.count + tail.count <= 7
        else { return nil }
        return head + [UInt16](repeating: 0, count: 8 - head.count - tail.count) + tail
    }

    /// The pieces of a text without `::`.
    private static func run(_ text: ArraySlice<UInt8>, mayEndInIPv4: Bool = true) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        var pieces: [UInt16] = []
        for (index, part) in parts.enumerated() {
            if part.contains(UInt8(ascii: ".")) {
                guard mayEndInIPv4, index == parts.count - 1, let pair = embeddedIPv4(part) else { return nil }
                pieces += pair
                continue
            }
            guard (1...4).contains(part.count) else { return nil }
            var value: UInt64 = 0
            for digit in part {
                guard let next = WebAddressIPv4.hexValue(digit) else { return nil }
                value = value << 4 | next
            }
            pieces.append(UInt16(value))
        }
        return pieces
    }

    /// Four decimal numbers without leading zeros, as two pieces.
    private static func embeddedIPv4(_ text: ArraySlice<UInt8>) -> [UInt16]? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var numbers: [UInt16] = []
        for part in parts {
            guard (1...3).contains(part.count), part.count == 1 || part.first != UInt8(ascii: "0"),
                part.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = UInt8(String(decoding: part, as: UTF8.self))
            else { return nil }
            numbers.append(UInt16(number))
        }
        return [numbers[0] << 8 | numbers[1], numbers[2] << 8 | numbers[3]]
    }

    /// Lower-case hex without leading zeros; the first longest run of two or more zero pieces becomes `::`.
    static func text(of pieces: [UInt16]) -> String {
        var longest = 0..<0
        var start = 0
        for index in 0...pieces.count where index == pieces.count || pieces[index] != 0 {
            if index - start > max(longest.count, 1) { longest = start..<index }
            start = index + 1
        }
        let hex = pieces.map { String($0, radix: 16) }
        guard !longest.isEmpty else { return hex.joined(separator: ":") }
        return hex[..<longest.lowerBound].joined(separator: ":") + "::"
            + hex[longest.upperBound...].joined(separator: ":")
    }
}
