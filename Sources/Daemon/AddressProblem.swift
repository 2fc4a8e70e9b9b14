// The first file of the module: where Foundation is imported before Glibc, Swift 6.3 takes `stat` for one of Dispatch's.
internal import Glibc
internal import Model

/// What keeps a text from being an address that can be fetched, for the person who wrote it; nil where it is one.
package func problemOfAddress(_ text: String) -> String? {
    do throws(WebAddressError) {
        _ = try WebAddress(parsing: text)
        return nil
    } catch {
        return error.description
    }
}
