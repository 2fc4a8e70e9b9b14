internal import Glibc
internal import Model

/// Says which pages a process has in hand, to those that come after it: a small file beside the database, in memory while
/// the process lives, whose bytes the system keeps however the process ends.
///
/// Each reading thread has a slot. Writing and clearing it is a copy of some bytes, no call of the system. Each process
/// has a file of its own, `DATABASE.reading.0`, `.1`, …, and a lock on it; a file that nobody has locked is that of a
/// process that is no more, and what its slots hold was being read when it died. It is used again afterwards.
///
/// The file begins with the number of the signal that ended the process, where that was a fault of its own
/// (`markFaults`). Then come the slots. A slot: the length of the rest in four bytes, 0 in one that is free; then purpose, source and address, a line each.
final class FlightRecorder: @unchecked Sendable {
    // Sendable: each thread writes to its own slot alone; all else is constant.
    private let handle: CInt
    private let memory: UnsafeMutableRawPointer
    private let slots: Int

    private static let slotBytes = 16 << 10
    private static let mostFiles = 256
    private static let mostBytes = 129 * slotBytes
    private static let stackBytes = 64 << 10

    static func path(beside database: String, number: Int) -> String { "\(database).reading.\(number)" }

    /// What handlers of faults run on, for each slot: a thread may have died because its own stack is full. Never given
    /// back, for threads keep it.
    private let stacks: UnsafeMutableRawPointer?

    private init(handle: CInt, memory: UnsafeMutableRawPointer, slots: Int) {
        (self.handle, self.memory, self.slots) = (handle, memory, slots)
        let stacks = mmap(
            nil, slots * FlightRecorder.stackBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        self.stacks = stacks == MAP_FAILED ? nil : stacks
    }

    deinit {
        FaultMark.remove(memory)
        munmap(memory, (slots + 1) * FlightRecorder.slotBytes)
        close(handle)
    }

    /// Opens a file of this process's own, and hands over what the files of dead processes hold.
    ///
    /// - Parameters:
    ///   - database: the path of the SQLite file; its folder must be there.
    ///   - slots: one for each thread, 1 to 128.
    ///   - adopting: gets what was in hand at deaths, before it is erased; not called where nothing was.
    /// - Throws: `.inputOutput` where no file can be made, or what `adopting` throws; nothing is erased then.
    static func open(
        beside database: String, slots: Int, adopting: ([InterruptedReading]) async throws(CommandFailure) -> Void
    ) async throws(CommandFailure) -> FlightRecorder {
        precondition((1...128).contains(slots), "a recorder for no thread")
        var (own, others, attempts): (CInt?, [CInt], [InterruptedReading]) = (nil, [], [])
        defer { for handle in others { close(handle) } }
        for number in 0..<mostFiles {
            let path = path(beside: database, number: number)
            let handle = Glibc.open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | (own == nil ? O_CREAT : 0), 0o644)
            guard handle >= 0 else {
                if own != nil { break }
                throw refusal(path, errno)
            }
            guard flock(handle, LOCK_EX | LOCK_NB) == 0 else {
                close(handle)
                continue
            }
            attempts += held(by: handle)
            if own == nil { own = handle } else { others.append(handle) }
        }
        guard let own else { throw refusal(path(beside: database, number: mostFiles), EAGAIN) }
        do throws(CommandFailure) {
            if !attempts.isEmpty { try await adopting(attempts) }
            for handle in others { _ = ftruncate(handle, 0) }
            return try map(own, slots, database)
        } catch {
            close(own)
            throw error
        }
    }

    private static func map(_ handle: CInt, _ slots: Int, _ database: String) throws(CommandFailure) -> FlightRecorder {
        let length = (slots + 1) * slotBytes
        _ = ftruncate(handle, 0)
        // Room is set aside now: a page of the file that the disk has no room for would end the process.
        let code = posix_fallocate(handle, 0, off_t(length))
        guard code == 0 else { throw refusal(path(beside: database, number: 0), code) }
        guard let memory = mmap(nil, length, PROT_READ | PROT_WRITE, MAP_SHARED, handle, 0), memory != MAP_FAILED else {
            throw refusal(path(beside: database, number: 0), errno)
        }
        return FlightRecorder(handle: handle, memory: memory, slots: slots)
    }

    /// Has faults of this process noted in its file, so that what was read then can be told from what was read when
    /// somebody ended it.
    func markFaults() { FaultMark.install(memory) }

    /// Notes that a thread begins to read; to be called on that thread.
    func begin(_ attempt: ReadingAttempt, in slot: Int) {
        precondition((0..<slots).contains(slot), "no such slot")
        let text = "\(attempt.purpose.rawValue)\n\(attempt.source)\n\(attempt.url)"
        let bytes = Array(text.utf8.prefix(FlightRecorder.slotBytes - 4))
        let place = memory + (slot + 1) * FlightRecorder.slotBytes
        if let stacks {
            var stack = stack_t(
                ss_sp: stacks + slot * FlightRecorder.stackBytes, ss_flags: 0, ss_size: FlightRecorder.stackBytes)
            _ = sigaltstack(&stack, nil)
        }
        place.storeBytes(of: 0, as: UInt32.self)
        bytes.withUnsafeBytes { source in
            if let start = source.baseAddress { (place + 4).copyMemory(from: start, byteCount: source.count) }
        }
        place.storeBytes(of: UInt32(bytes.count), as: UInt32.self)
    }

    /// Notes that a thread has read its page to the end.
    func end(_ slot: Int) {
        precondition((0..<slots).contains(slot), "no such slot")
        (memory + (slot + 1) * FlightRecorder.slotBytes).storeBytes(of: 0, as: UInt32.self)
    }

    /// What the slots of a file hold. Whatever is no attempt was written by somebody else, or half, and says nothing.
    private static func held(by handle: CInt) -> [InterruptedReading] {
        var status = stat()
        guard fstat(handle, &status) == 0, status.st_size > 0 else { return [] }
        var bytes = [UInt8](repeating: 0, count: min(Int(status.st_size), mostBytes))
        let count = max(0, pread(handle, &bytes, bytes.count, 0))
        let isFault = count >= slotBytes && bytes[0..<4] != [0, 0, 0, 0]
        return stride(from: slotBytes, to: count / slotBytes * slotBytes, by: slotBytes).compactMap { start in
            attempt(bytes[start..<(start + slotBytes)]).map { InterruptedReading($0, isFault: isFault) }
        }
    }

    private static func attempt(_ slot: ArraySlice<UInt8>) -> ReadingAttempt? {
        let length = slot.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        guard length > 0, length <= slotBytes - 4 else { return nil }
        let lines = String(decoding: slot.dropFirst(4).prefix(length), as: UTF8.self)
            .split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard lines.count == 3, let purpose = ReadingAttempt.Purpose(rawValue: lines[0]),
            let address = try? WebAddress(parsing: lines[2])  // no address of ours: it says nothing
        else { return nil }
        return ReadingAttempt(purpose, source: lines[1], address: address)
    }

    private static func refusal(_ path: String, _ code: CInt) -> CommandFailure {
        CommandFailure(
            .inputOutput,
            "cannot record in \(path) which pages are being read (\(String(cString: strerror(code)))); give dibao write "
                + "access and room there, or set state.url elsewhere")
    }
}
