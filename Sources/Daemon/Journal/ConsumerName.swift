internal import Model

/// A name under which somebody reads the journal; well-formed by construction.
///
/// | what | spelled |
/// |---|---|
/// | a reader behind `dibao tail` | letters, digits, `-`, `_`, `.`, at most 64; neither `-` nor `.` first |
/// | a hook of the configuration | `hook:` and the hook's name |
package struct ConsumerName: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// Nil where it is spelled otherwise.
    package init?(_ text: String) {
        let isHook = text.hasPrefix(ConsumerName.hookPrefix)
        let name = isHook ? text.dropFirst(ConsumerName.hookPrefix.count) : text[...]
        let isAllowed = name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || "-_.".utf8.contains(byte)
        }
        guard isAllowed, (1...64).contains(name.utf8.count), !"-.".contains(name.first ?? "-") else { return nil }
        description = text
    }

    package init(hook: String) { description = ConsumerName.hookPrefix + hook }

    /// Whether it is the daemon that reads under this name.
    package var isHook: Bool { description.hasPrefix(ConsumerName.hookPrefix) }

    private static let hookPrefix = "hook:"
}

/// What keeps a text from being a consumer's name, for the person who wrote it; nil where it is one.
package func problemOfConsumer(_ text: String, allowsHooks: Bool = false) -> String? {
    guard let name = ConsumerName(text), allowsHooks || !name.isHook else {
        return "expected a name of letters, digits, \"-\", \"_\" and \".\" (at most 64), found \(oneLine(text))"
    }
    return nil
}
