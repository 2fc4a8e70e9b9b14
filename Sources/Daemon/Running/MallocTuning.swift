internal import CHeap

/// What the C library does with memory that is free again. Left to itself it keeps a heap for every thread, eight times
/// as many as there are cores, and each grows to what the largest page needed: 47 MB after half an hour, of which 7
/// were in use.
enum MallocTuning {
    /// Heaps that threads share: the work waits for sites, not for memory.
    private static let heapLimit: CInt = 2

    /// To be called before there are threads: it holds for the heaps that they would begin.
    static func limitArenas() { mallopt(M_ARENA_MAX, heapLimit) }

    /// Gives the system what is free. Takes about a millisecond.
    static func giveBack() { malloc_trim(0) }
}
