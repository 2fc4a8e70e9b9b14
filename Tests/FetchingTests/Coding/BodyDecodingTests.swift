import Compressing
import Foundation
import PropertyTesting
import Testing

@testable import Fetching

struct BodyDecodingTests {
    private static let text = Array(String(repeating: "江门市人民政府新闻，", count: 40).utf8)
    /// The text in Brotli, quality 11.
    private static let brotli = [UInt8](
        Data(base64Encoded: "G68E6I2ULuKeGxywx3mYptmw6Vf6exKSj2fVYlRfU24wqHUmLgE=") ?? Data())
    private static let gzip = Gzip.compress(text)
    private static let raw = Array(gzip.dropFirst(10).dropLast(8))
    private static let zlib = [0x78, 0x9C] + raw + Encodings.adler32(text)

    private static let bodies: [(label: String, bytes: [UInt8])] = [
        ("gzip", gzip), ("x-gzip", gzip), ("deflate", zlib), ("deflate", raw), ("br", brotli),
        ("gzip, br", []), ("br", Encodings.brotli(text)), ("gzip", Encodings.gzip(text)),
    ]

    private static func decode(
        _ bytes: [UInt8], _ label: String, limit: Int = 1 << 20, in pieces: Int = 16 << 10
    ) throws(ContentCodingFailure) -> BodyDecoding {
        let field = HeaderField("Content-Encoding", label)
        let decoding = try BodyDecoding([field].compactMap(\.self), limitBytes: limit)
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = Array(rest.prefix(max(pieces, 1)))
            rest = rest.dropFirst(piece.count)
            let result = piece.withUnsafeBufferPointer { piece in
                do throws(ContentCodingFailure) {
                    return Result<Void, ContentCodingFailure>.success(try decoding.take(piece))
                } catch {
                    return .failure(error)
                }
            }
            try result.get()
        }
        return decoding
    }

    @Test("A coded body is whole at its coding's end and nowhere before, however it is cut into pieces")
    func prefixes() throws {
        for (label, bytes) in BodyDecodingTests.bodies where !bytes.isEmpty {
            for pieces in [1, 2, 7, 1 << 14] {
                let whole = try BodyDecodingTests.decode(bytes, label, in: pieces)
                #expect(whole.content == BodyDecodingTests.text && !whole.isCut, "\(label)")
                let tailed = try BodyDecodingTests.decode(bytes + [0, 0, 0x1F, 0x8B, 9], label, in: pieces)
                #expect(tailed.content == BodyDecodingTests.text && !tailed.isCut, "\(label) with a tail")
            }
            for count in bytes.indices {
                let part = try BodyDecodingTests.decode(Array(bytes.prefix(count)), label)
                #expect(part.isCut, "\(label), \(count) of \(bytes.count)")
                #expect(BodyDecodingTests.text.starts(with: part.content))
            }
        }
    }

    @Test("Gzip members one behind the other are one body; a cut in the second is a cut")
    func members() throws {
        let two = BodyDecodingTests.gzip + Encodings.gzip(Array("其二".utf8))
        for pieces in [1, 3, 1 << 14] {
            let decoding = try BodyDecodingTests.decode(two, "gzip", in: pieces)
            #expect(decoding.content == BodyDecodingTests.text + Array("其二".utf8) && !decoding.isCut)
        }
        for count in (BodyDecodingTests.gzip.count + 1)..<two.count {
            #expect(try BodyDecodingTests.decode(Array(two.prefix(count)), "gzip").isCut)
        }
    }

    @Test("Codings lie one over the other in the order of their labels, in one field or several")
    func stacks() throws {
        let twice = Gzip.compress(BodyDecodingTests.brotli)
        #expect(try BodyDecodingTests.decode(twice, "br, gzip").content == BodyDecodingTests.text)
        let fields = ["br", "utf-8", "gzip"].compactMap { HeaderField("content-encoding", $0) }
        #expect(try ContentCoding.stack(fields) == [.brotli, .gzip])
        #expect(
            try BodyDecodingTests.decode(Gzip.compress(Array(BodyDecodingTests.brotli.dropLast())), "br,gzip").isCut)
        #expect(throws: ContentCodingFailure.self) {
            try BodyDecodingTests.decode([1], "gzip, gzip, gzip, gzip, gzip, gzip")
        }
    }

    @Test(
        "Labels that are no coding leave the body as it is",
        arguments: ["identity", "utf-8", "UTF-8", "none", "", "binary", "gb2312", "text/html", "deflate-not", ","])
    func otherLabels(_ label: String) throws {
        let decoding = try BodyDecodingTests.decode(BodyDecodingTests.text, label)
        #expect(decoding.content == BodyDecodingTests.text && !decoding.isCut)
    }

    @Test("Codings that nobody asked for are refused by name", arguments: ["zstd", "compress", "dcb", "gzip, zstd"])
    func unasked(_ label: String) {
        #expect {
            try BodyDecodingTests.decode(BodyDecodingTests.text, label)
        } throws: { error in
            guard case .unreadable(let reason)? = error as? ContentCodingFailure else { return false }
            return reason.contains(label.split(separator: " ").last ?? "")
        }
    }

    @Test("A limit holds for the content, for what lies between two codings, and for coded bytes without content")
    func limits() throws {
        let zeros = Gzip.compress([UInt8](repeating: 0, count: 4 << 20))
        #expect(throws: ContentCodingFailure.tooLarge) { try BodyDecodingTests.decode(zeros, "gzip", limit: 1 << 20) }
        let inner = try BodyDecodingTests.decode(Gzip.compress(zeros), "gzip", limit: 1 << 20).content
        #expect(inner == zeros)
        let bomb = Gzip.compress(Gzip.compress([]) + [UInt8](repeating: 0, count: 4 << 20))
        #expect(throws: ContentCodingFailure.tooLarge) {
            try BodyDecodingTests.decode(bomb, "gzip, gzip", limit: 1 << 20)
        }
        let nothing = Array(repeatElement(Gzip.compress([]), count: 100_000).joined())
        #expect(throws: ContentCodingFailure.tooLarge) { try BodyDecodingTests.decode(nothing, "gzip", limit: 1000) }
        #expect(
            try BodyDecodingTests.decode(BodyDecodingTests.gzip, "gzip", limit: BodyDecodingTests.text.count).isCut
                == false)
    }

    @Test("Whatever comes, decoding ends, keeps its limit and takes no spoilt body for another whole one")
    func spoilt() async {
        let bodies = BodyDecodingTests.bodies.filter { (1...400).contains($0.bytes.count) }
        await checkProperty { choices in
            let body = choices.pick(bodies)
            let label = choices.oneIn(6) ? choices.pick(["gzip, br", "br, gzip", "deflate, gzip", "br"]) : body.label
            return Sent(label: label, bytes: choices.spoilt(body.bytes), pieces: choices.int(1...400))
        } claim: { sent in
            do throws(ContentCodingFailure) {
                let decoding = try BodyDecodingTests.decode(sent.bytes, sent.label, limit: 2000, in: sent.pieces)
                guard decoding.content.count <= 2000 else { return "more than the limit" }
                // Brotli and bare deflate have no checksum; the frames of gzip have.
                let hasChecksum = ["gzip", "x-gzip"].contains(sent.label) && !decoding.content.isEmpty
                let isOther = decoding.content != BodyDecodingTests.text
                return hasChecksum && !decoding.isCut && isOther && !sent.isDoubled ? "another body, and whole" : nil
            } catch {
                return nil
            }
        }
    }

    private struct Sent {
        let label: String
        let bytes: [UInt8]
        let pieces: Int

        /// Whether a copy of a frame's head came into the body: what follows may be a member of its own.
        var isDoubled: Bool { bytes.indices.dropFirst().contains { bytes[$0...].starts(with: [0x1F, 0x8B]) } }
    }
}
