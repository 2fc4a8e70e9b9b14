import Foundation
import Model
import PropertyTesting
import Testing

@testable import Fetching

/// Header fields and what is read out of them: any bytes are something or nothing, and end nobody.
struct FieldPropertyTests {
    @Test func everyLineIsAFieldOrNone() async {
        await checkProperty { choices in
            let words = [
                "Location", ":", " ", "\r\n", "\t", "text/html", "charset", "=", "\"", ";", "GBK", "max-age", ",",
            ]
            let line = choices.array(0...8) { $0.word(of: words) }.joined()
            return choices.spoilt(Array(line.utf8), edits: 2)
        } claim: { line in
            guard let field = line.withUnsafeBufferPointer({ HeaderField(line: $0) }) else { return nil }
            _ = ContentType(field.value)?.charset
            guard !field.value.utf8.contains(where: { [0, 0x0A, 0x0D].contains($0) }) else { return "two lines" }
            return HeaderField(field.name, field.value) == field ? nil : "reads \(field)"
        }
    }

    @Test func everyDateAndEveryWaitIsOneOrNone() async {
        let now = Timestamp(secondsSinceEpoch: 1_790_000_000)
        await checkProperty { choices in
            let dates = [
                "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
                "Fri, 31 Dec 9999 23:59:60 GMT",
            ]
            let text = choices.oneIn(3) ? choices.numeral() : choices.pick(dates)
            return String(decoding: choices.spoilt(Array(text.utf8), edits: 3), as: UTF8.self)
        } claim: { text in
            guard let wait = RetrySchedule.wait(asked: text, now: now) else { return nil }
            guard wait >= .zero else { return "\(wait)" }
            var health = HostHealth()
            for _ in 0..<3 { health.note(.tooMuch(retryAfter: wait), now: now, random: 1) }
            guard case .wait(let until) = health.permission(now: now) else { return "no rest" }
            return until.secondsSinceEpoch - now.secondsSinceEpoch <= 86_400 * 11 / 10 ? nil : "rests until \(until)"
        }
    }

    @Test func everyAgeIsBounded() async {
        await checkProperty { choices in
            let words = ["max-age", "=", "no-store", ",", " ", "\"", "public", "s-maxage"]
            return choices.array(0...6) { $0.oneIn(4) ? $0.numeral() : $0.word(of: words) }.joined()
        } claim: { value in
            let age = RobotsAnswer.maxAge(response(headers: [("Cache-Control", value)]))
            return age.map { $0 < .zero || $0 > .seconds(366 * 86_400) } == true ? "\(age.debugDescription)" : nil
        }
    }

    @Test func everyAddressIsJudged() async {
        let policy = AddressPolicy(allowsPrivate: false)
        await checkProperty { choices in
            let words = [
                "127", ".", ":", "::", "ffff", "0", "[", "]", "64:ff9b::", "2002:", "10.0.0.1", "%eth0", "fe80",
            ]
            return choices.array(0...9) { $0.oneIn(5) ? $0.numeral() : $0.word(of: words) }.joined()
        } claim: { text in
            guard let address = IPAddress(text) else { return nil }
            guard IPAddress(address.description) == address else { return "written \(address)" }
            let isOwn = address.bytes.count == 4 && [0, 10, 127].contains(address.bytes[0])
            return isOwn && policy.refusal(of: address) == nil ? "may be dialled" : nil
        }
    }

    @Test func noStateOfAHostIsBeyondItsRange() async {
        await checkProperty { choices in
            let names = ["failuresInARow", "brake", "answersInARow", "rests", "timeOutsInARow"]
            let fields = names.map { name in
                "\"\(name)\":\(choices.oneIn(4) ? choices.int(.min ... .max) : choices.int(0...9))"
            }
            let signs = choices.array(0...12) { ($0.int(0...4), $0.int(-100_000...100_000)) }
            return ("{\(fields.joined(separator: ","))}", signs)
        } claim: { state, signs in
            guard var health = try? JSONDecoder().decode(HostHealth.self, from: Data(state.utf8)) else {
                return "unreadable"
            }
            var now = Timestamp(secondsSinceEpoch: 1_790_000_000)
            for (sign, seconds) in signs {
                now = now.adding(seconds: seconds)
                let signs: [HostHealth.Sign] = [
                    .answered, .tooMuch(retryAfter: .seconds(seconds.magnitude)), .troubled,
                    .unreachable(isTimeOut: true), .unreachable(isTimeOut: false),
                ]
                if health.permission(now: now) == .probe { health.beginProbe(now: now) }
                health.note(signs[sign], now: now, random: 0.5)
                let delay = health.delay(from: .seconds(86_400))
                guard (0...6).contains(health.brake), delay <= .seconds(64 * 86_400) else {
                    return "brake \(health.brake)"
                }
                if case .wait(let until) = health.permission(now: now),
                    until.secondsSinceEpoch - now.secondsSinceEpoch > 95_040
                {
                    return "rests until \(until)"
                }
            }
            return nil
        }
    }

    @Test func everyChainOfRedirectsEnds() async {
        await checkProperty { choices in
            choices.array(0...14) { choices in
                let places = [
                    "/a", "/b", "//b.example/", "http://10.0.0.1/", "https://a.example/a", "javascript:1", "", "?q",
                ]
                return (choices.pick([301, 302, 303, 307, 308, 200, 304]), choices.word(of: places))
            }
        } claim: { answers in
            var policy = FetchPolicy()
            policy.maxRedirects = 5
            var chain = RedirectChain(Request(address("http://a.example/")), policy: policy)
            do throws(FetchFailure) {
                var hop = try chain.firstHop()
                for (count, (status, location)) in answers.enumerated() {
                    let answer = response(status: status, headers: [("Location", location)], at: hop.address)
                    switch try chain.step(after: RedirectResult(response: answer, cookies: [])) {
                    case .page(let page): return page.redirects.count == count ? nil : "\(page.redirects.count) steps"
                    case .next(let next): hop = next
                    }
                    guard count < 5 else { return "more than five" }
                    guard hop.address.host != "10.0.0.1" else { return "a private address" }
                }
                return nil
            } catch {
                return error.description.isEmpty ? "no reason" : nil
            }
        }
    }
}
