internal import CCurl
internal import Glibc
internal import Model

/// One hop while it runs: what libcurl's callbacks have gathered. Belongs to the engine's thread.
final class Transfer {
    let id: UInt64
    let hop: RedirectStep
    let handle: EasyHandle
    private let addressPolicy: AddressPolicy
    private let maxBodyBytes: Int
    let proxy: Proxy

    private var httpVersion = ""
    private var status = 0
    private var reason = ""
    private var headers: [HeaderField] = []
    private var headerBytes = 0
    /// Nil before the first byte of a body.
    private var decoding: BodyDecoding?
    /// As much of the body has come as is wanted, or as can be read.
    private var hasEnough = false
    /// Why a callback stopped the transfer.
    private(set) var verdict: FetchFailure?
    /// Why an address was not dialled.
    private var refusal: FetchFailure?
    /// Another address was.
    private var opensSocket = false

    /// Of all header lines together, those of interim answers included.
    static let maxHeaderBytes = 256 << 10

    /// - Throws: `.local` where libcurl cannot be set up.
    init(id: UInt64, hop: RedirectStep, handle: EasyHandle, policy: FetchPolicy) throws(FetchFailure) {
        self.id = id
        self.hop = hop
        self.handle = handle
        addressPolicy = AddressPolicy(allowsPrivate: policy.allowsPrivateAddresses)
        maxBodyBytes = policy.maxBodyBytes
        proxy = Proxy(policy)
        try handle.configure(hop, policy: policy, for: self)
    }

    /// Whether a status line has come.
    var hasHeader: Bool { !httpVersion.isEmpty }

    /// Without its content coding, as far as it has come.
    var body: [UInt8] { decoding?.content ?? [] }

    /// Whether the status is all that counts, and a body that breaks off does no harm.
    private var isStatusEnough: Bool { status >= 300 }

    /// What the transfer came to, now that libcurl says it is over.
    func result(_ code: CURLcode) -> Result<RedirectResult, FetchFailure> {
        if let verdict { return .failure(verdict) }
        guard code == CURLE_OK || hasEnough || (code == CURLE_PARTIAL_FILE && isStatusEnough) else {
            // Of a name's addresses some may be refused and others fail: a refusal explains it only if none was tried.
            if let refusal, !opensSocket { return .failure(refusal) }
            return .failure(FetchFailure(code, of: self))
        }
        guard status >= 200 else {
            return .failure(.protocolError(site: hop.address.authority, reason: "no status line"))
        }
        if proxy.isUsed, status == 407 { return .failure(.proxy(reason: "it asks for a name and a password")) }
        if isCut, !hasEnough, !isStatusEnough {
            return .failure(.truncated(site: hop.address.authority, receivedBytes: body.count))
        }
        let response = Response(
            address: hop.address, redirects: [], status: status, reason: reason, httpVersion: httpVersion,
            headers: headers, body: body, remoteAddress: handle.text(CURLINFO_PRIMARY_IP), timing: timing)
        return .success(RedirectResult(response: response, cookies: handle.cookies()))
    }

    var timing: Timing {
        Timing(
            nameFound: handle.moment(CURLINFO_NAMELOOKUP_TIME_T), connected: handle.moment(CURLINFO_CONNECT_TIME_T),
            secured: handle.moment(CURLINFO_APPCONNECT_TIME_T),
            firstByte: handle.moment(CURLINFO_STARTTRANSFER_TIME_T), total: handle.moment(CURLINFO_TOTAL_TIME_T))
    }

    /// Whether the body's coding has not come to its end.
    private var isCut: Bool {
        if let decoding { return decoding.isCut }
        // Without a byte of it: an empty body, if that was announced.
        let isAnnounced =
            status == 204 || httpVersion.hasPrefix("2") || headers.value(of: "Content-Length") != nil
            || headers.value(of: "Transfer-Encoding") != nil
        return !isAnnounced && (try? ContentCoding.stack(headers))?.isEmpty == false  // unreadable ones need bytes
    }

    private func bodyDecoding() throws(ContentCodingFailure) -> BodyDecoding {
        if let decoding { return decoding }
        let limit = min(hop.firstBytes ?? maxBodyBytes, maxBodyBytes)
        let decoding = try BodyDecoding(headers, limitBytes: limit)
        self.decoding = decoding
        return decoding
    }

    /// Whether libcurl shall go on.
    private func takeBody(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        do throws(ContentCodingFailure) {
            try bodyDecoding().take(bytes)
            return true
        } catch {
            switch error {
            case .tooLarge where hop.firstBytes != nil: hasEnough = true
            case .tooLarge: verdict = .bodyTooLarge(site: hop.address.authority, limitBytes: maxBodyBytes)
            case .unreadable where isStatusEnough: hasEnough = true
            case .unreadable(let reason): verdict = .undecodable(site: hop.address.authority, reason: reason)
            }
            return false
        }
    }

    /// Whether libcurl shall go on.
    private func takeHeader(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
        headerBytes += line.count
        guard headerBytes <= Transfer.maxHeaderBytes else {
            let limit = "its header is larger than \(Transfer.maxHeaderBytes) bytes"
            verdict = .protocolError(site: hop.address.authority, reason: limit)
            return false
        }
        if line.starts(with: "HTTP/".utf8) {
            startHeader(line)
        } else if let first = line.first, first == 0x20 || first == 0x09 {
            if let folded = headers.popLast() {
                headers.append(folded.folding(String(decoding: line, as: UTF8.self)))
            }
        } else if decoding == nil, let field = HeaderField(line: line) {
            headers.append(field)
            // As it travels; a decoded body is not smaller.
            if field.isNamed("Content-Length"), hop.firstBytes == nil, let length = Int(field.value),
                length > maxBodyBytes
            {
                verdict = .bodyTooLarge(site: hop.address.authority, limitBytes: maxBodyBytes)
                return false
            }
        }
        return true
    }

    /// A status line: all before it belonged to an interim answer.
    private func startHeader(_ line: UnsafeBufferPointer<UInt8>) {
        headers = []
        let words = line.dropFirst(5).split(separator: 0x20, maxSplits: 2, omittingEmptySubsequences: false)
        httpVersion = words.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
        status = handle.number(CURLINFO_RESPONSE_CODE)
        reason = words.count > 2 ? String(decoding: words[2].filter { $0 >= 0x20 }, as: UTF8.self) : ""
    }

    private func openSocket(_ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        let length = Int(address.pointee.addrlen)
        if !proxy.isUsed {
            guard let ip = shim_socket_address(address).flatMap({ IPAddress($0, length: length) }) else {
                return shim_socket_bad()
            }
            if let kind = addressPolicy.refusal(of: ip) {
                refusal = .addressRefused(host: hop.address.host, ip: ip.description, kind: kind)
                return shim_socket_bad()
            }
        }
        let type = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(address.pointee.family, type, address.pointee.protocol)
        if descriptor < 0, [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(errno) {
            refusal = .local(reason: String(cString: strerror(errno)))
        } else {
            opensSocket = true
        }
        return descriptor
    }
}

/// The callbacks, whose context is the transfer: it lives in the engine's table until its handle is removed from the
/// multi handle, and libcurl calls them only until then, on the engine's thread.
extension Transfer {
    static let receiveBody: curl_write_callback = { bytes, size, count, context in
        let transfer = Transfer.from(context)
        return transfer.takeBody(Transfer.buffer(bytes, size * count)) ? size * count : 0
    }

    static let receiveHeader: curl_write_callback = { bytes, size, count, context in
        let transfer = Transfer.from(context)
        return transfer.takeHeader(Transfer.buffer(bytes, size * count)) ? size * count : 0
    }

    static let openSocket: curl_opensocket_callback = { context, _, address in
        guard let address else { return shim_socket_bad() }
        return Transfer.from(context).openSocket(address)
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> Transfer {
        guard let context else { preconditionFailure("every callback was set together with its transfer") }
        return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    }

    private static func buffer(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> UnsafeBufferPointer<UInt8> {
        let raw = UnsafeRawBufferPointer(start: bytes, count: bytes == nil ? 0 : count)
        return raw.assumingMemoryBound(to: UInt8.self)  // CChar and UInt8 have one layout
    }
}
