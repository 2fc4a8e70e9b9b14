internal import CCurl

/// Owns one libcurl multi handle.
///
/// Sendable, since only `wake()`, which libcurl allows from every thread, is called outside the engine's thread, and
/// nothing at all after that thread has ended.
final class MultiHandle: @unchecked Sendable {
    private let pointer: UnsafeMutableRawPointer

    /// Nil where memory or file descriptors are out.
    init?(maxConnections: Int) {
        guard let pointer = curl_multi_init() else { return nil }
        self.pointer = pointer
        shim_multi_set_long(pointer, CURLMOPT_MAXCONNECTS, maxConnections)
    }

    deinit { curl_multi_cleanup(pointer) }

    /// Makes the running or the next `poll` return at once.
    func wake() { curl_multi_wakeup(pointer) }

    func add(_ handle: EasyHandle) -> CURLMcode { curl_multi_add_handle(pointer, handle.pointer) }

    func remove(_ handle: EasyHandle) { curl_multi_remove_handle(pointer, handle.pointer) }

    /// Reads and writes what can be without waiting.
    func perform() -> CURLMcode {
        var running: Int32 = 0
        return curl_multi_perform(pointer, &running)
    }

    /// Sleeps until there is something to do: traffic, a timer of libcurl's, `wake()`, or at the latest `longest`.
    func poll(longestMilliseconds longest: Int32) -> CURLMcode {
        curl_multi_poll(pointer, nil, 0, longest, nil)
    }

    /// The next handle that is done, with its result.
    func nextFinished() -> (handle: UnsafeMutableRawPointer, code: CURLcode)? {
        var left: Int32 = 0
        while let message = curl_multi_info_read(pointer, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else { continue }
            return (handle, shim_message_result(message))
        }
        return nil
    }
}
