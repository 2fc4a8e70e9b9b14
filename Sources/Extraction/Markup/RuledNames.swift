/// Names of elements and attributes that a source's rules ask for and extraction itself does not know.
struct RuledNames: Sendable {
    /// In lower case; at most 255, as are the steps of a source's rules.
    private(set) var elements: [[UInt8]] = []
    private(set) var attributes: [[UInt8]] = []

    static let none = RuledNames()

    /// Adds a name, unless it is there or too long to be one.
    mutating func addElement(_ name: String) { RuledNames.add(name, to: &elements) }

    mutating func addAttribute(_ name: String) { RuledNames.add(name, to: &attributes) }

    private static func add(_ name: String, to names: inout [[UInt8]]) {
        let bytes = Array(name.utf8)
        if !names.contains(bytes), names.count < 255 { names.append(bytes) }
    }

    /// The element's place, counted from 1.
    func element(named name: UnsafeBufferPointer<UInt8>) -> UInt8? {
        RuledNames.place(of: name, in: elements).map { $0 + 1 }
    }

    /// The attribute's place, counted from 0.
    func attribute(named name: UnsafeBufferPointer<UInt8>) -> UInt8? { RuledNames.place(of: name, in: attributes) }

    private static func place(of name: UnsafeBufferPointer<UInt8>, in names: [[UInt8]]) -> UInt8? {
        names.firstIndex { known in
            known.count == name.count
                && zip(known, name).allSatisfy { $0 == ((0x41...0x5A).contains($1) ? $1 | 0x20 : $1) }
        }.map { UInt8($0) }
    }
}
