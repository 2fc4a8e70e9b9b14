/// What a page is that shows no article.
package enum NonArticle: String, Hashable, Sendable {
    /// A list of articles, a column's or a site's front page.
    case list
    /// A form that asks for a password.
    case login
    /// A form that searches a site, or what it found.
    case search
    /// Nothing on it reads like an article: another form, or a page that scripts fill.
    case unclear

    /// The same for a person.
    package var description: String {
        switch self {
        case .list: "it is a list or a front page"
        case .login: "it asks for a name and a password"
        case .search: "it searches a site"
        case .unclear: "it has no text, or scripts fill it"
        }
    }

    /// - Returns: nil for a page that shows an article.
    init?(_ page: PageReading) {
        let form = FormRecognition(page: page)
        if form.isNamedLogin {
            self = .login
        } else if form.isNamedSearch {
            self = .search
        } else if ListRecognition(page: page).isList {
            self = .list
        } else if form.isBareLogin {
            self = .login
        } else {
            guard !page.hasArticle else { return nil }
            self = .unclear
        }
    }
}
