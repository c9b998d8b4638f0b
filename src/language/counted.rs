//! Which form of an Arabic noun a whole number asks for.
//!
//! It must not know any noun.

/// The classes of numbers by the form of the noun beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// 1: the noun itself, perhaps with «واحد».
    One,
    /// 2: the dual.
    Two,
    /// 3 to 10, and what ends so: «5 أيام».
    Few,
    /// 11 to 99, and what ends so: «30 يومًا».
    Many,
    /// 0, whole hundreds, and what ends in 1 or 2 behind them: «100 يوم».
    Hundreds,
}

impl Counted {
    /// The class of a number.
    pub const fn of(number: u128) -> Self {
        match (number, number % 100) {
            (1, _) => Self::One,
            (2, _) => Self::Two,
            (_, 3..=10) => Self::Few,
            (_, 11..=99) => Self::Many,
            _ => Self::Hundreds,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_classed_by_their_last_two_digits() {
        let of = |numbers: &[u128]| numbers.iter().map(|n| Counted::of(*n)).collect::<Vec<_>>();
        assert_eq!(of(&[1, 2]), [Counted::One, Counted::Two]);
        assert_eq!(of(&[3, 10, 103, 1_010]), [Counted::Few; 4]);
        assert_eq!(of(&[11, 99, 111, 12_511]), [Counted::Many; 4]);
        assert_eq!(of(&[0, 100, 101, 102, 1_000]), [Counted::Hundreds; 5]);
    }
}
