internal import CCurl
internal import Glibc
internal import Model

extension FetchFailure {
    /// What a libcurl error code means here.
    init(_ code: CURLcode, of transfer: Transfer) {
        let site = transfer.hop.address.authority
        let reason = FetchFailure.printable(transfer.handle.message(for: code))
        guard !transfer.proxy.isToBlame(for: code, in: transfer) else {
            self = .proxy(reason: reason)
            return
        }
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST: self = .hostNotFound(host: transfer.hop.address.host)
        case CURLE_PROXY: self = .connectionFailed(site: site, reason: reason)
        case CURLE_COULDNT_CONNECT:
            let isRefused = transfer.handle.number(CURLINFO_OS_ERRNO) == Int(ECONNREFUSED)
            self = isRefused ? .connectionRefused(site: site) : .connectionFailed(site: site, reason: reason)
        case CURLE_OPERATION_TIMEDOUT: self = .timedOut(site: site, phase: Phase(transfer))
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
            self = .certificate(site: site, reason: reason)
        case CURLE_SSL_CONNECT_ERROR: self = .tlsHandshake(site: site, reason: reason)
        case CURLE_PARTIAL_FILE: self = .truncated(site: site, receivedBytes: transfer.body.count)
        case CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM:
            self = .connectionLost(site: site, reason: reason)
        case CURLE_OUT_OF_MEMORY:  // libcurl says so too when a line passes its limit of 100 KiB
            self = .protocolError(site: site, reason: "a header line is too long, or memory is out")
        case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT, CURLE_HTTP_RETURNED_ERROR,
            CURLE_WRITE_ERROR:
            self = .protocolError(site: site, reason: reason)
        default: self = .local(reason: reason)
        }
    }

    /// One line without control characters: servers have a say in libcurl's texts.
    static func printable(_ text: String) -> String {
        let scalars = text.unicodeScalars.prefix(200).filter { $0.value >= 0x20 && $0.value < 0x7F }
        return String(String.UnicodeScalarView(scalars))
    }
}

extension FetchFailure.Phase {
    /// The first step that the transfer did not finish.
    fileprivate init(_ transfer: Transfer) {
        if transfer.hasHeader {
            self = .receiving
        } else if transfer.handle.number(CURLINFO_REQUEST_SIZE) > 0 {  // on a kept connection the moments stay zero
            self = .waiting
        } else {
            self = transfer.timing.nameFound == .zero ? .lookingUpName : .connecting
        }
    }
}
