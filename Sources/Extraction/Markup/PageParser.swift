internal import CXML
import Glibc

/// libxml2's HTML parser: markup in, SAX events out.
enum PageParser {
    /// - Parameter markup: ASCII, its elements carrying at most one attribute, the number of their attributes.
    static func parse(_ markup: UnsafeBufferPointer<UInt8>, into builder: inout PageTreeBuilder) {
        _ = initialised
        // libxml2 keeps neither pointer after the call, and calls back on this thread only.
        let code = withUnsafeMutablePointer(to: &builder) { context in
            markup.withMemoryRebound(to: CChar.self) {
                cxml_parse_html(
                    $0.baseAddress, Int32($0.count), context,
                    { context, name, attributes in
                        PageParser.builder(context).pointee.startElement(
                            PageParser.name(name), attributeNumber: PageParser.number(attributes))
                    },
                    { context, _ in PageParser.builder(context).pointee.endElement() },
                    { context, bytes, count in
                        PageParser.builder(context).pointee.characters(.init(start: bytes, count: Int(count)))
                    })
            }
        }
        precondition(code == 0, "libxml2: out of memory")
    }

    /// Must have happened once before libxml2 is used from several threads.
    private static let initialised: Void = xmlInitParser()

    @inline(__always)
    private static func builder(_ context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<PageTreeBuilder> {
        context!.assumingMemoryBound(to: PageTreeBuilder.self)  // the context that parse(_:into:) passed
    }

    private static func name(_ name: UnsafePointer<xmlChar>?) -> UnsafeBufferPointer<UInt8> {
        guard let name else { return .init(start: nil, count: 0) }
        return .init(start: name, count: strnlen(UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self), 64))
    }

    /// The value of the element's first attribute: pairs of name and value, ended by nil.
    private static func number(_ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) -> Int? {
        guard let attributes, attributes[0] != nil, let value = attributes[1] else { return nil }
        var number = 0
        var digit = value
        while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit.pointee), number < 1 << 40 {
            number = number * 10 + Int(digit.pointee - UInt8(ascii: "0"))
            digit += 1
        }
        return number
    }
}
