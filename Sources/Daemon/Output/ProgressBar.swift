/// `[######--------------]`.
func progressBar(_ done: Int, of all: Int) -> String {
    let width = 20
    let full = all > 0 ? min(width, max(0, done * width / all)) : width
    return "[" + String(repeating: "#", count: full) + String(repeating: "-", count: width - full) + "]"
}
