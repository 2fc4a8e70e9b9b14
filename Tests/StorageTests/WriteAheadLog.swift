import Foundation

/// How many transactions a database's write-ahead log holds, read off the file.
///
/// Source: https://www.sqlite.org/fileformat.html#the_write_ahead_log: a header of 32 bytes, then frames of 24 bytes and
/// a page each; a frame that ends a transaction has the database's size in its bytes 4 to 7, another has 0; frames
/// whose salt (bytes 8 to 15) is not the header's (16 to 23) are left over from before.
func transactions(inLogOf database: String) throws -> Int {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: database + "-wal")))
    guard bytes.count >= 32 else { return 0 }
    func number(at offset: Int) -> Int { bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
    let frame = 24 + number(at: 8)
    return stride(from: 32, through: bytes.count - frame, by: frame)
        .prefix { bytes[$0 + 8..<$0 + 16] == bytes[16..<24] }
        .count { number(at: $0 + 4) != 0 }
}
