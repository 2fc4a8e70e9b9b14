internal import Model

/// Reads the article out of a page: headline, paragraphs, and what the page says about them.
///
/// It is made for Chinese government sites and newspapers, and reads English ones too. Nothing but the arguments
/// decides: there is no network, no disk, no clock and no memory of earlier pages, so the same bytes give the same
/// article. One extractor may be used from many tasks at once.
public struct PageExtractor: Sendable {
    /// How wide punctuation, letters and digits are written.
    public enum Width: Hashable, Sendable {
        /// Full-width ASCII becomes plain: `，` is `,` and `２０２３` is `2023`.
        case half
        /// As the page has them.
        case asWritten
    }

    /// The writing system of the result.
    public enum Script: Hashable, Sendable {
        /// As the page has it. A page mangled with pinyin glosses comes out Simplified even so.
        case asWritten
        /// Traditional characters become Simplified ones.
        case simplified
    }

    /// The most bytes that a page may have.
    public static let limitBytes = Extractor.limitBytes

    private let extractor: Extractor

    /// An extractor that writes its articles so.
    public init(width: Width = .half, script: Script = .asWritten) {
        extractor = Extractor(
            options: TextOptions(
                width: width == .half ? .half : .keep, script: script == .simplified ? .simplified : .keep))
    }

    /// Reads one page.
    ///
    /// - Parameters:
    ///   - page: the page as it was served, decoded from transfer and content codings (chunks, gzip), but not from its
    ///     charset: GB 18030, Big5, UTF-8 and others are recognised.
    ///   - address: where it came from, an absolute `http` or `https` URL. Without it the result has no links, and a
    ///     date that only the address tells is not found.
    ///   - charset: what the HTTP header says (`Content-Type: text/html; charset=…`). A header that lies is overruled.
    ///   - today: no date after this day is believed; without it every date is.
    ///   - utcOffset: seconds that the site's clock is ahead of UTC; Beijing's unless told otherwise.
    /// - Throws: ``PageExtractionError``: `.address` for an address that is none, the other cases for a page without an
    ///   article.
    public func article(
        from page: [UInt8], at address: String? = nil, charset: String? = nil, today: CalendarDay? = nil,
        utcOffset: Int = 8 * 3600
    ) throws(PageExtractionError) -> ExtractedArticle {
        var place: WebAddress?
        if let address {
            do throws(WebAddressError) {
                place = try WebAddress(parsing: address)
            } catch {
                throw .address(address, reason: error.description)
            }
        }
        do throws(ExtractionFailure) {
            return ExtractedArticle(
                try extractor.read(
                    page, at: place, headerCharset: charset, today: today?.day ?? CalendarDay.last, utcOffset: utcOffset
                ))
        } catch {
            throw PageExtractionError(error)
        }
    }
}
