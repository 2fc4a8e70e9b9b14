internal import CCurl
internal import Glibc
internal import Model

/// Owns one libcurl easy handle, and what libcurl keeps pointers to. Belongs to the engine's thread.
final class EasyHandle {
    let pointer: UnsafeMutableRawPointer
    private let errorText: UnsafeMutablePointer<CChar>
    private var headerList: UnsafeMutablePointer<curl_slist>?
    private var firstError = CURLE_OK

    /// Nil where memory is out.
    init?() {
        guard let pointer = curl_easy_init() else { return nil }
        self.pointer = pointer
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        curl_easy_cleanup(pointer)
        curl_slist_free_all(headerList)
        errorText.deallocate()
    }

    /// Sets everything for one hop; `transfer` must outlive it.
    ///
    /// - Throws: `.local` where libcurl takes an option not, or memory is out.
    func configure(_ hop: RedirectStep, policy: FetchPolicy, for transfer: Transfer) throws(FetchFailure) {
        curl_easy_reset(pointer)
        firstError = CURLE_OK
        errorText.pointee = 0
        setAddress(hop)
        setLimits(policy, timeout: hop.timeout)
        setRoute(policy)
        setHeaders(
            hop.headers + policy.headers.filter { hop.headers.value(of: $0.name) == nil } + EasyHandle.codings)
        setCookies(hop.cookies)
        if let body = hop.body { setBody(body) }
        setCallbacks(Unmanaged.passUnretained(transfer).toOpaque())
        guard firstError == CURLE_OK else {
            throw .local(reason: String(cString: curl_easy_strerror(firstError)))
        }
    }

    private func setAddress(_ hop: RedirectStep) {
        set(CURLOPT_URL, hop.address.description)
        set(CURLOPT_PATH_AS_IS, 1)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        set(CURLOPT_PIPEWAIT, hop.address.scheme == .https ? 1 : 0)  // one connection to a site that speaks HTTP/2
        // Left to `BodyDecoding`: libcurl 7.88 takes a body for whole whose coding breaks off, and refuses labels that
        // browsers pass over.
        set(CURLOPT_HTTP_CONTENT_DECODING, 0)
    }

    private func setLimits(_ policy: FetchPolicy, timeout: Duration) {
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_QUICK_EXIT, 1)  // else removing a transfer waits for its name look-up, and all others with it
        set(CURLOPT_CONNECTTIMEOUT_MS, policy.connectTimeout.milliseconds)
        set(CURLOPT_TIMEOUT_MS, timeout.milliseconds)
        set(CURLOPT_LOW_SPEED_LIMIT, policy.lowSpeedBytesPerSecond)
        set(CURLOPT_LOW_SPEED_TIME, (policy.lowSpeedTime.milliseconds + 999) / 1000)
        set(CURLOPT_TCP_KEEPALIVE, 1)
    }

    private func setRoute(_ policy: FetchPolicy) {
        set(CURLOPT_PROXY, policy.proxy ?? "")  // "" also keeps libcurl from reading http_proxy and its kin
        set(CURLOPT_NOPROXY, "")
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        if let bundle = policy.caBundle { set(CURLOPT_CAINFO, bundle) }
        set(CURLOPT_USERAGENT, policy.userAgent)
    }

    private func setHeaders(_ headers: [HeaderField]) {
        curl_slist_free_all(headerList)
        headerList = nil
        for field in headers {
            // libcurl's own notation: "Name;" sends the field without a value, "Name:" would leave it out.
            let line = field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)"
            guard let longer = curl_slist_append(headerList, line) else { return note(CURLE_OUT_OF_MEMORY) }
            headerList = longer
        }
        note(shim_set_pointer(pointer, CURLOPT_HTTPHEADER, headerList))
    }

    private func setCookies(_ cookies: [String]) {
        // Any line, this empty one too, turns the engine on. CURLOPT_COOKIEFILE would leak at every reset (libcurl 7.88).
        set(CURLOPT_COOKIELIST, "")
        set(CURLOPT_COOKIELIST, "ALL")  // forgets those of earlier chains, which a reset keeps
        for cookie in cookies { set(CURLOPT_COOKIELIST, cookie) }
    }

    private func setBody(_ body: [UInt8]) {
        set(CURLOPT_POST, 1)
        set(CURLOPT_POSTFIELDSIZE, body.count)  // before the bytes: libcurl then copies so many of them
        body.withUnsafeBytes { bytes in
            // libcurl only reads: its option takes no pointer to constant bytes.
            let start = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
            note(shim_set_pointer(pointer, CURLOPT_COPYPOSTFIELDS, start))
        }
    }

    private func setCallbacks(_ context: UnsafeMutableRawPointer) {
        note(shim_set_pointer(pointer, CURLOPT_ERRORBUFFER, errorText))
        note(shim_set_write(pointer, Transfer.receiveBody, context))
        note(shim_set_header(pointer, Transfer.receiveHeader, context))
        note(shim_set_open_socket(pointer, Transfer.openSocket, context))
    }

    private static let codings = [HeaderField("Accept-Encoding", ContentCoding.accepted)].compactMap(\.self)

    private func set(_ option: CURLoption, _ value: String) { note(shim_set_string(pointer, option, value)) }
    private func set(_ option: CURLoption, _ value: Int) { note(shim_set_long(pointer, option, value)) }

    private func note(_ code: CURLcode) {
        if firstError == CURLE_OK { firstError = code }
    }
}

extension EasyHandle {
    /// What libcurl says about the failure, else the code's own text.
    func message(for code: CURLcode) -> String {
        let specific = String(cString: errorText)
        return specific.isEmpty ? String(cString: curl_easy_strerror(code)) : specific
    }

    func number(_ info: CURLINFO) -> Int {
        var value = 0
        return shim_get_long(pointer, info, &value) == CURLE_OK ? value : 0
    }

    func text(_ info: CURLINFO) -> String {
        var value: UnsafeMutablePointer<CChar>?
        guard shim_get_string(pointer, info, &value) == CURLE_OK, let value else { return "" }
        return String(cString: value)
    }

    /// A moment counted from the transfer's start; zero where it was not reached.
    func moment(_ info: CURLINFO) -> Duration {
        var microseconds: curl_off_t = 0
        return shim_get_offset(pointer, info, &microseconds) == CURLE_OK ? .microseconds(microseconds) : .zero
    }

    func cookies() -> [String] {
        var list: UnsafeMutablePointer<curl_slist>?
        guard shim_get_list(pointer, CURLINFO_COOKIELIST, &list) == CURLE_OK else { return [] }
        defer { curl_slist_free_all(list) }
        var lines: [String] = []
        var node = list
        while let current = node {
            if let data = current.pointee.data { lines.append(String(cString: data)) }
            node = current.pointee.next
        }
        return lines
    }
}

extension Duration {
    /// Whole milliseconds, rounded up, at least 1: libcurl takes 0 for "no limit".
    fileprivate var milliseconds: Int {
        let (seconds, attoseconds) = components
        return max(
            1, Int(clamping: seconds) &* 1000 &+ Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000))
    }
}
