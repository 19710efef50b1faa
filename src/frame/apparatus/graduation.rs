//! Graduation: which lines of a scale are long and which are short.

/// Calls `each` for every kind of line of a scale, finest first, with the index of its look in `steps`, the step of
/// the lines, and the step of the coarser lines, if any, that take some of their places. `division` and `steps` are whole
/// numbers of a small unit, each step a multiple of the one before it; steps that the division does not fit are left
/// out. Takes no memory.
pub(super) fn graduation(division: i64, steps: &[i64], mut each: impl FnMut(usize, i64, Option<i64>)) {
    let mut look = steps.iter().rposition(|step| *step <= division).unwrap_or(0);
    let mut step = division;
    for (i, coarser) in steps.iter().enumerate().filter(|(_, s)| **s > division && **s % division == 0) {
        each(look, step, Some(*coarser));
        (look, step) = (i, *coarser);
    }
    each(look, step, None);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_of_the_division_are_drawn() {
        let kinds = |division| {
            let mut all = Vec::new();
            graduation(division, &[1, 5, 10], |look, step, but| all.push((look, step, but)));
            all
        };
        assert_eq!(kinds(1), [(0, 1, Some(5)), (1, 5, Some(10)), (2, 10, None)]);
        assert_eq!(kinds(2), [(0, 2, Some(10)), (2, 10, None)]);
        assert_eq!(kinds(5), [(1, 5, Some(10)), (2, 10, None)]);
        assert_eq!(kinds(20), [(2, 20, None)]);
    }
}
