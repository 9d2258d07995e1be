//! Exact prices: rational numbers over one common denominator.
//!
//! A price is `(cost − what those pay who have less) / payers`, and what somebody has left is the share less the prices
//! paid. So every price is a sum of earlier ones divided by a whole number, and over a common denominator that is multiplied
//! by the number of payers at each purchase all of them are whole numbers: no greatest common divisor is needed while
//! counting, which is what makes general rational numbers slow here ([ADR 12](../../../../../../docs/adr/0012-shares-are-exact.md)).
//! The numbers grow by the digits of the payers with each purchase: some hundred digits after fifty.

use num_bigint::BigUint;
use num_rational::Ratio;

/// A rational number that is not negative, in lowest terms.
pub type Exact = Ratio<BigUint>;

/// A number with so many decimals, rounded half up, and whether it was rounded.
#[must_use]
pub fn decimal(number: &Exact, decimals: u32) -> (String, bool) {
    let power = BigUint::from(10_u32).pow(decimals);
    let thousandfold = number * Exact::from_integer(power.clone());
    let rounded = !thousandfold.is_integer();
    let whole = thousandfold.round().to_integer();
    if decimals == 0 {
        return (whole.to_string(), rounded);
    }
    let (before, after) = (&whole / &power, &whole % &power);
    let width = decimals as usize;
    (
        format!("{before}.{after:0>width$}", after = after.to_string()),
        rounded,
    )
}

/// The prices of a run, in units of money divided by voters.
#[derive(Debug, Clone)]
pub(super) struct Ledger {
    share: u64,
    denominator: BigUint,
    /// Numerators, in the order of the purchases.
    prices: Vec<BigUint>,
}

/// A price: `numerator / (denominator of the ledger × payers)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Price {
    pub(super) numerator: BigUint,
    pub(super) payers: u64,
}

impl Ledger {
    /// Nothing was bought yet.
    pub(super) fn new(share: u64) -> Self {
        Self {
            share,
            denominator: BigUint::from(1_u32),
            prices: Vec::new(),
        }
    }

    pub(super) const fn purchases(&self) -> usize {
        self.prices.len()
    }

    /// The money that so many voters have left together after they paid each price so often, times the denominator.
    pub(super) fn left(&self, voters: u64, paid: &[u64]) -> BigUint {
        &self.denominator * self.share * voters - self.sum(paid)
    }

    fn sum(&self, paid: &[u64]) -> BigUint {
        let mut sum = BigUint::default();
        for (price, &times) in self.prices.iter().zip(paid) {
            if times > 0 {
                sum += price * times;
            }
        }
        sum
    }

    /// The price of a cost of which those who have less pay `short`, and so many share the rest.
    pub(super) fn price(&self, cost: u128, short: &BigUint, payers: u64) -> Price {
        Price {
            numerator: &self.denominator * cost - short,
            payers,
        }
    }

    /// Whether so much left (times the denominator) suffices for a cost.
    pub(super) fn suffices(&self, left: &BigUint, cost: u128) -> bool {
        *left >= &self.denominator * cost
    }

    /// A price, rounded down, in ticks of `2^-shift` units, and whether it is exact.
    pub(super) fn ticks(&self, price: &Price, shift: u32) -> (u64, bool) {
        let divisor = &self.denominator * price.payers;
        let shifted = &price.numerator << shift;
        let ticks = &shifted / &divisor;
        let exact = &ticks * divisor == shifted;
        // A price is at most the share, which is below 2^62 ticks.
        (u64::try_from(ticks).unwrap_or(u64::MAX), exact)
    }

    /// A price in money.
    pub(super) fn money(&self, price: &Price, voters: u64) -> Exact {
        Exact::new(
            price.numerator.clone(),
            &self.denominator * price.payers * voters,
        )
    }

    /// Writes a purchase down.
    pub(super) fn buy(&mut self, price: Price) {
        for earlier in &mut self.prices {
            *earlier *= price.payers;
        }
        self.denominator *= price.payers;
        self.prices.push(price.numerator);
    }
}
