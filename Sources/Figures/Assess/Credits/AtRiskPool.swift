package import Foundation

/// The share of a month's charges that credits may take, allotted to the measures.
package struct AtRiskPool: Sendable, Hashable {
  package let percent: Decimal
  /// A tighter limit that the contract names as an amount; `nil` when the whole pool is the limit.
  package let cap: Decimal?

  package init(percent: Decimal, cap: Decimal? = nil) {
    self.percent = percent
    self.cap = cap
  }

  /// A failed measure: its pool's share of the amount at risk, its own share of that pool, and
  /// how often it counts.
  package struct Default: Sendable, Hashable {
    package let poolPercent: Decimal
    package let allocationPercent: Decimal
    package let multiplier: Decimal

    package init(poolPercent: Decimal = 100, allocationPercent: Decimal, multiplier: Decimal = 1) {
      self.poolPercent = poolPercent
      self.allocationPercent = allocationPercent
      self.multiplier = multiplier
    }
  }

  /// Rounds the amount at risk and each credit once, adds them up, and caps the sum.
  package func credit(for defaults: [Default], charges: Money) -> PoolCredit {
    let currency = charges.currency
    let atRisk = charges.percent(percent)
    let each = defaults.map { item in
      Money(
        Fraction(atRisk.amount) * Fraction(item.poolPercent) * Fraction(item.allocationPercent)
          * Fraction(item.multiplier) / 10_000, currency)
    }
    let limit = min(cap.map { Money(Fraction($0), currency) } ?? atRisk, atRisk)
    return PoolCredit(atRisk: atRisk, each: each, sum: each.sum(currency), limit: limit)
  }
}

/// The credits of one month's failed measures against the amount at risk.
package struct PoolCredit: Sendable, Hashable {
  package let atRisk: Money
  /// In the order of the failed measures.
  package let each: [Money]
  package let sum: Money
  package let limit: Money

  package init(atRisk: Money, each: [Money], sum: Money, limit: Money) {
    self.atRisk = atRisk
    self.each = each
    self.sum = sum
    self.limit = limit
  }

  package var credit: Money { min(sum, limit) }
  package var isCapped: Bool { sum > limit }
}
