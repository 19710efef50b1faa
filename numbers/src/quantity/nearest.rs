//! The nearest right name for a wrong one, for error messages.

/// The longest name that is compared, in characters: longer ones are no slip of the hand.
const LONGEST: usize = 80;

/// The candidate that `name` was probably meant to be: the nearest by Damerau-Levenshtein distance
/// (insert, delete, replace, swap neighbours), or `None` when all are too far. A difference of case counts as
/// half a slip, once where it is all there is. The first of equally near candidates wins.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest_of(name, &mut candidates.into_iter())
}

/// Compiled once, whatever the candidates come from.
fn nearest_of<'a>(name: &str, candidates: &mut dyn Iterator<Item = &'a str>) -> Option<&'a str> {
    let name: Vec<char> = name.chars().take(LONGEST + 1).collect();
    if name.len() > LONGEST {
        return None;
    }
    // One slip in a short name, more in a long one; none in one or two letters, where every name is near.
    let slips = match name.len() {
        0 => return None,
        1 | 2 => 0,
        3..=5 => 1,
        6..=8 => 2,
        _ => 3,
    };
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let case_only = name.iter().map(char::to_ascii_lowercase).eq(candidate.chars().map(|c| c.to_ascii_lowercase()));
        let cost = if case_only { 1 } else { distance(&name, candidate) };
        if cost <= 2 * slips + 1 && best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Twice the distance, restricted to one swap of the same pair ("optimal string alignment").
fn distance(name: &[char], candidate: &str) -> usize {
    let other: Vec<char> = candidate.chars().take(LONGEST + 1).collect();
    if other.len().abs_diff(name.len()) > 3 {
        return usize::MAX;
    }
    let width = other.len() + 1;
    let mut before = vec![0; width];
    let mut above: Vec<usize> = (0..width).map(|j| 2 * j).collect();
    let mut row = vec![0; width];
    for (i, &c) in name.iter().enumerate() {
        row[0] = 2 * (i + 1);
        for (j, &d) in other.iter().enumerate() {
            let replace = if c == d {
                0
            } else if c.eq_ignore_ascii_case(&d) {
                1
            } else {
                2
            };
            let mut cost = (above[j] + replace).min(above[j + 1] + 2).min(row[j] + 2);
            if i > 0 && j > 0 && c == other[j - 1] && name[i - 1] == d {
                cost = cost.min(before[j - 1] + 2);
            }
            row[j + 1] = cost;
        }
        std::mem::swap(&mut before, &mut above);
        std::mem::swap(&mut above, &mut row);
    }
    above[width - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_name_that_was_meant() {
        let names = ["angle", "length", "period", "Hz", "m"];
        let check = |wrong, right| assert_eq!(nearest(wrong, names), right, "{wrong}");
        check("angel", Some("angle"));
        check("lenght", Some("length"));
        check("lengths", Some("length"));
        check("hz", Some("Hz"));
        check("HZ", Some("Hz"));
        check("M", Some("m"));
        check("ms", None);
        check("LENGTH", Some("length"));
        check("q", None);
        check("voltage", None);
        check("", None);
        check(&"x".repeat(5000), None);
    }

    #[test]
    fn measures_slips() {
        let check = |a: &str, b, twice| assert_eq!(distance(&a.chars().collect::<Vec<_>>(), b), twice, "{a} {b}");
        check("kitten", "sitting", 6);
        check("ab", "ba", 2);
        check("ab", "aB", 1);
        check("", "abc", 6);
        check("abc", "", 6);
    }
}
