/// The candidate that a person most likely meant; nil where none is near (a third of its letters may differ).
func nearestKey(to word: String, among candidates: some Sequence<String>) -> String? {
    let distances = candidates.map { (key: $0, distance: editDistance(word, $0)) }
    guard let best = distances.min(by: { ($0.distance, $0.key) < ($1.distance, $1.key) }) else { return nil }
    return best.distance <= max(1, min(word.count, best.key.count) / 3) ? best.key : nil
}

/// Letters inserted, removed, replaced or swapped with their neighbour.
/// Source: the optimal string alignment distance (Damerau 1964, Levenshtein 1966).
private func editDistance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left.utf8.prefix(64)), Array(right.utf8.prefix(64)))
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for row in 0..<left.count {
        var current = [row + 1]
        for column in 0..<right.count {
            let replaced = previous[column] + (left[row] == right[column] ? 0 : 1)
            var cost = min(replaced, previous[column + 1] + 1, current[column] + 1)
            if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                cost = min(cost, beforePrevious[column - 1] + 1)
            }
            current.append(cost)
        }
        (beforePrevious, previous) = (previous, current)
    }
    return previous[right.count]
}
