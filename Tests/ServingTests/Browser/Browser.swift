import Foundation
import Testing

/// A real headless Chromium, spoken to in the DevTools protocol over a pair of pipes; it ends with the object.
///
/// Source: https://chromedevtools.github.io/devtools-protocol/; messages end in NUL, on descriptors 3 and 4.
final class Browser: @unchecked Sendable {
    // Sendable: one test at a time has it, and waits for every call.
    private let process: pid_t
    private let input: Int32
    private let output: Int32
    private let folder: String
    private var buffer: [UInt8] = []
    private var lastNumber = 0
    private var session: String?
    /// Events that nobody has looked at.
    private var events: [[String: Any]] = []

    static let path: String? = ["/usr/bin/chromium", "/usr/bin/chromium-browser"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    /// Where there is no browser its tests are left out; never where everything has to be shown.
    static var isThere: Bool { path != nil || ProcessInfo.processInfo.environment["CI"] != nil }

    /// How long an answer may take on a loaded machine.
    private static let patience = Duration.seconds(900)

    struct Trouble: Error, CustomStringConvertible {
        let description: String
    }

    /// Starts it with one empty page.
    init() throws {
        let path = try #require(Browser.path, "chromium is not installed: apt-get install chromium")
        var template = Array("/tmp/dibao-browser-XXXXXX".utf8CString)
        folder = try #require(mkdtemp(&template).map { String(cString: $0) })
        var (inward, outward): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
        try #require(pipe(&inward) == 0 && pipe(&outward) == 0)
        // Away from 3 and 4, which are theirs in the child.
        let ends = (inward + outward).map { fcntl($0, F_DUPFD_CLOEXEC, 10) }
        for end in inward + outward { close(end) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[0], 3)
        posix_spawn_file_actions_adddup2(&actions, ends[3], 4)
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A group of its own: whatever it starts ends with it.
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        let arguments = [
            path, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--remote-debugging-pipe", "--user-data-dir=\(folder)", "--lang=zh-CN", "about:blank",
        ]
        let words = arguments.map { strdup($0) }
        defer { for word in words { free(word) } }
        var id: pid_t = 0
        let code = posix_spawn(&id, path, &actions, &attributes, words + [nil], environ)
        close(ends[0])
        close(ends[3])
        (process, input, output) = (id, ends[1], ends[2])
        try #require(code == 0, "\(String(cString: strerror(code)))")
    }

    deinit {
        kill(-process, SIGKILL)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        close(input)
        close(output)
        try? FileManager.default.removeItem(atPath: folder)  // what is left of it is in /tmp
    }

    /// Opens an empty page, in place of the one before, whose events are forgotten.
    func newPage(language: String = "zh-CN") throws {
        session = nil
        let target = try call("Target.createTarget", ["url": "about:blank"])["targetId"] as? String
        session =
            try call("Target.attachToTarget", ["targetId": target ?? "", "flatten": true])["sessionId"] as? String
        for domain in ["Page", "Runtime", "Log", "Network"] { try call("\(domain).enable") }
        try call("Network.setExtraHTTPHeaders", ["headers": ["Accept-Language": language]])
        events = []
    }

    /// Goes to an address, and waits until it has loaded.
    func open(_ address: String) throws {
        events = []
        if let reason = try call("Page.navigate", ["url": address])["errorText"] as? String {
            throw Trouble(description: "\(address): \(reason)")
        }
        try wait(for: "Page.loadEventFired")
    }

    /// What a script comes to, as JSON.
    func evaluate(_ script: String) throws -> String {
        let answer = try call(
            "Runtime.evaluate",
            ["expression": "(async () => JSON.stringify(\(script)))()", "awaitPromise": true, "returnByValue": true])
        if let thrown = answer["exceptionDetails"] { throw Trouble(description: "\(thrown)") }
        return (answer["result"] as? [String: Any])?["value"] as? String ?? ""
    }

    /// Waits until a script comes to true.
    func wait(until script: String) throws {
        let end = ContinuousClock.now + Browser.patience
        // A page that is being left answers with an error: not yet.
        while (try? evaluate(script)) != "true" {
            guard ContinuousClock.now < end else { throw Trouble(description: "never true: \(script)") }
            usleep(50_000)
        }
    }

    /// What went wrong on the page since it was opened: exceptions, errors on the console, requests that failed, what
    /// its policy forbade.
    func complaints() throws -> [String] {
        _ = try evaluate("1")  // what came before the answer has been read then
        return events.compactMap { event in
            let values = event["params"] as? [String: Any] ?? [:]
            switch event["method"] as? String {
            case "Runtime.exceptionThrown": return "exception: \(values["exceptionDetails"] ?? "")"
            case "Runtime.consoleAPICalled":
                return ["error", "warning", "assert"].contains(values["type"] as? String ?? "") ? "\(values)" : nil
            case "Log.entryAdded":
                let entry = values["entry"] as? [String: Any] ?? [:]
                return ["error", "warning"].contains(entry["level"] as? String ?? "")
                    ? "\(entry["text"] ?? "") \(entry["url"] ?? "")" : nil
            case "Network.loadingFailed":
                // The event stream is closed with the page.
                return values["canceled"] as? Bool == true ? nil : "failed: \(values["errorText"] ?? "")"
            default: return nil
            }
        }
    }

    /// Bytes that came over the wire since the page was opened.
    func transferred() throws -> Int {
        _ = try evaluate("1")
        return events.filter { $0["method"] as? String == "Network.loadingFinished" }.reduce(0) { sum, event in
            sum + (((event["params"] as? [String: Any])?["encodedDataLength"] as? Double).map { Int($0) } ?? 0)
        }
    }

    /// A picture of the page, as PNG.
    func screenshot() throws -> Data {
        let text = try call("Page.captureScreenshot", ["format": "png"])["data"] as? String ?? ""
        return Data(base64Encoded: text) ?? Data()
    }

    /// - Returns: the answer's result.
    @discardableResult
    func call(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
        lastNumber += 1
        let number = lastNumber
        var message: [String: Any] = ["id": number, "method": method, "params": parameters]
        if let session { message["sessionId"] = session }
        let bytes = try JSONSerialization.data(withJSONObject: message) + [0]
        try send(Array(bytes))
        while true {
            let answer = try next()
            if answer["id"] as? Int == number {
                if let error = answer["error"] { throw Trouble(description: "\(method): \(error)") }
                return answer["result"] as? [String: Any] ?? [:]
            }
            events.append(answer)
        }
    }

    private func wait(for method: String) throws {
        if events.contains(where: { $0["method"] as? String == method }) { return }
        while true {
            let event = try next()
            events.append(event)
            if event["method"] as? String == method { return }
        }
    }

    private func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
            guard sent > 0 || errno == EINTR else { throw Trouble(description: "the browser does not listen") }
            rest = rest.dropFirst(max(sent, 0))
        }
    }

    private func next() throws -> [String: Any] {
        while true {
            if let end = buffer.firstIndex(of: 0) {
                defer { buffer.removeFirst(end + 1) }
                let message = try JSONSerialization.jsonObject(with: Data(buffer[..<end]))
                return message as? [String: Any] ?? [:]
            }
            var question = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            guard poll(&question, 1, Int32(Browser.patience.components.seconds) * 1000) > 0 else {
                throw Trouble(description: "the browser says nothing")
            }
            var piece = [UInt8](repeating: 0, count: 1 << 16)
            let count = read(output, &piece, piece.count)
            guard count > 0 else { throw Trouble(description: "the browser has ended") }
            buffer += piece[..<count]
        }
    }
}
