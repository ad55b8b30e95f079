/// A switch of the organization that masks personal data in the platform's own views.
///
/// It changes nothing about what the API answers, so nothing here relies on it.
package struct MaskingSwitch: Sendable, Hashable {
  /// In the platform's word, such as `piiMaskingEnabled`.
  package let name: String
  package let isOn: Bool

  package init(name: String, isOn: Bool) {
    self.name = name
    self.isOn = isOn
  }
}
