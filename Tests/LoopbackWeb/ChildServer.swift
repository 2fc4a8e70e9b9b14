import Foundation

/// A server program from the system, run on loopback for one test and ended by its process id.
package final class ChildServer: Sendable {
    package let port: Int
    private let process: ChildProcess

    /// Starts a program that says on its standard output when it listens.
    ///
    /// - Parameters:
    ///   - path: the program; nil is returned where it is not installed.
    ///   - port: the one it is told to take; 0 where it chooses and says so after the last colon of its line.
    ///   - readyLine: how the line starts that it writes once it listens.
    /// - Throws: `LoopbackError` when it ends or stays silent instead.
    package init?(_ path: String, _ arguments: [String], port: Int, readyLine: String) throws {
        guard FileManager.default.isExecutableFile(atPath: path) else { return nil }
        let output = Foundation.Pipe()
        let reading = output.fileHandleForReading
        process = try ChildProcess(path, arguments, output: output.fileHandleForWriting.fileDescriptor)
        try output.fileHandleForWriting.close()
        let line = try ChildServer.line(startingWith: readyLine, from: reading.fileDescriptor)
        // Read on to the end, or the server would wait for room in the pipe.
        Thread.detachNewThread { while !reading.availableData.isEmpty {} }
        guard let port = port != 0 ? port : line.split(separator: ":").last.flatMap({ Int($0) }) else {
            throw LoopbackError("\(path) does not say its port: \(line)")
        }
        self.port = port
    }

    package func stop() { process.kill() }

    private static func line(startingWith prefix: String, from descriptor: Int32) throws -> String {
        var seen: [UInt8] = []
        while seen.count < 1 << 16 {
            var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&polled, 1, 900_000) > 0 else { throw LoopbackError("the server stays silent") }
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            seen += buffer[..<count]
            let lines = seen.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
            let texts = lines.map { String(decoding: $0, as: UTF8.self) }
            if let line = texts.first(where: { $0.hasPrefix(prefix) }) { return line }
        }
        throw LoopbackError("the server ended: \(String(decoding: seen, as: UTF8.self))")
    }
}
