/// Values by the hashes of names, made for names that are mostly not in it: 4,096 bits say so at once for nearly all.
struct NameTable<Value: Sendable>: Sendable {
    private var values: [UInt64: Value] = [:]
    private var filter = [UInt64](repeating: 0, count: 64)

    subscript(hash: UInt64) -> Value? {
        get {
            guard filter[Int(hash >> 58)] & bit(hash) != 0 else { return nil }
            return values[hash]
        }
        set {
            values[hash] = newValue
            if newValue != nil { filter[Int(hash >> 58)] |= bit(hash) }
        }
    }

    @inline(__always)
    private func bit(_ hash: UInt64) -> UInt64 { 1 << (hash >> 52 & 63) }
}
