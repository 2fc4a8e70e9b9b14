import Foundation

/// A self-signed certificate for 127.0.0.1 with its key, in a temporary folder of its own.
package final class Certificate: Sendable {
    package let folder: String
    package var certificateFile: String { folder + "/certificate.pem" }
    package var keyFile: String { folder + "/key.pem" }

    /// Nil where openssl is not installed.
    ///
    /// - Throws: `LoopbackError` when openssl cannot make one.
    package init?() throws {
        let openssl = Certificate.openssl
        guard FileManager.default.isExecutableFile(atPath: openssl) else { return nil }
        folder = NSTemporaryDirectory() + "dibao-certificate-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let process = try ChildProcess(
            openssl,
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=loopback", "-addext", "subjectAltName=IP:127.0.0.1",
                "-keyout", folder + "/key.pem", "-out", folder + "/certificate.pem",
            ])
        guard process.wait() == 0 else { throw LoopbackError("openssl req failed") }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }  // the system clears its temporary folder anyway

    package static let openssl = "/usr/bin/openssl"
}
