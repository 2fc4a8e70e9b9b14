internal import Fetching
internal import Foundation
internal import Hashing
internal import Model

/// Posts events to an address, signed so that the receiver can tell that they are ours.
///
/// | header | value |
/// |---|---|
/// | `Content-Type` | `application/x-ndjson` |
/// | `webhook-id` | names the delivery; the same when it is tried again |
/// | `webhook-timestamp` | seconds of Unix time |
/// | `webhook-signature` | `v1,` and the Base64 of HMAC-SHA-256 over `id.timestamp.body` |
///
/// Any status from 200 to 299 acknowledges. Redirects are not followed: they would take the events elsewhere.
///
/// Source: Standard Webhooks, https://github.com/standard-webhooks/standard-webhooks (symmetric signatures).
struct Webhook: Sendable {
    let name: String
    let address: WebAddress
    let secret: WebhookSecret
    /// For a delivery with its answer.
    let timeout: Duration
    let fetcher: Fetcher

    /// A receiver may answer with all that it was given; more is no answer.
    static let answerLimitBytes = 16 << 20

    /// - Returns: why it was not taken; nil where it was.
    func deliver(_ batch: HookBatch, at now: Timestamp) async -> String? {
        // The same events are the same delivery, and others never are, whatever their numbers.
        let digest = Digest(sha256Of: batch.body).description.prefix(16)
        let id = "\(name)-\(batch.first)-\(batch.last)-\(digest)"
        var request = Request(address, headers: headers(id, batch.body, now), timeout: timeout)
        request.body = batch.body
        do throws(FetchFailure) {
            let response = try await fetcher.fetch(request)
            return (200..<300).contains(response.status) ? nil : "HTTP \(response.status) from \(address.host)"
        } catch {
            // The whole address may be a secret: its path often has the receiver's token.
            return error.description.replacing(address.description, with: address.host)
        }
    }

    private func headers(_ id: String, _ body: [UInt8], _ now: Timestamp) -> [HeaderField] {
        let signature = secret.signature(id: id, timestamp: now.secondsSinceEpoch, body: body)
        let fields = [
            ("Content-Type", "application/x-ndjson"), ("webhook-id", id),
            ("webhook-timestamp", "\(now.secondsSinceEpoch)"), ("webhook-signature", signature),
        ]
        return fields.compactMap { HeaderField($0, $1) }
    }
}

/// What sender and receiver of a webhook share; never shown.
package struct WebhookSecret: Hashable, Sendable {
    private let key: [UInt8]

    /// Reads `whsec_` and Base64, as Standard Webhooks writes it, or takes any other text's bytes; nil for fewer than 16
    /// bytes.
    package init?(_ text: String) {
        if text.hasPrefix("whsec_") {
            guard let data = Data(base64Encoded: String(text.dropFirst(6))) else { return nil }
            key = Array(data)
        } else {
            key = Array(text.utf8)
        }
        guard key.count >= 16 else { return nil }
    }

    func signature(id: String, timestamp: Int, body: [UInt8]) -> String {
        let signed = Array("\(id).\(timestamp).".utf8) + body
        return "v1," + Data(Digest(hmacSHA256Of: signed, key: key).bytes).base64EncodedString()
    }
}

extension WebhookSecret: CustomStringConvertible {
    package var description: String { "(secret)" }
}
