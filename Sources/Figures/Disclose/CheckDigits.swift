/// The arithmetic by which a number of a kind tells itself from chance.
package enum CheckDigits: String, Sendable, Hashable, CaseIterable {
  /// Payment cards.
  case luhn
  /// Aadhaar, India.
  case verhoeff
  /// Cadastro de Pessoas Físicas, Brazil.
  case cpf
  /// Documento nacional de identidad and foreigners' number, Spain.
  case dni
  /// International bank account number.
  case iban

  /// Whether the check digits are right; spaces, hyphens and points between them do not count.
  package func accepts(_ text: String) -> Bool {
    let characters = text.uppercased().filter { !" -.".contains($0) }
    guard !characters.isEmpty, characters.allSatisfy({ $0.isASCII && ($0.isNumber || $0.isLetter) })
    else { return false }
    switch self {
    case .iban: return Self.isIBAN(characters)
    case .dni: return Self.isDNI(characters)
    case .luhn, .verhoeff, .cpf:
      let digits = characters.compactMap(\.wholeNumberValue)
      guard digits.count == characters.count else { return false }
      switch self {
      case .luhn: return Self.isLuhn(digits)
      case .verhoeff: return Self.isVerhoeff(digits)
      default: return Self.isCPF(digits)
      }
    }
  }

  private static func isLuhn(_ digits: [Int]) -> Bool {
    let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
      let value = digit.offset % 2 == 1 ? digit.element * 2 : digit.element
      return sum + (value > 9 ? value - 9 : value)
    }
    return sum % 10 == 0
  }

  /// Multiplies in the symmetries of a pentagon, each place under its power of one permutation.
  private static func isVerhoeff(_ digits: [Int]) -> Bool {
    func product(_ left: Int, _ right: Int) -> Int {
      let isTurned = (left >= 5) != (right >= 5)
      let turn = left >= 5 ? left - right + 10 : left + right
      return turn % 5 + (isTurned ? 5 : 0)
    }
    let permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
    let check = digits.reversed().enumerated().reduce(0) { check, digit in
      let value = (0..<digit.offset % 8).reduce(digit.element) { value, _ in permutation[value] }
      return product(check, value)
    }
    return check == 0
  }

  private static func isCPF(_ digits: [Int]) -> Bool {
    guard digits.count == 11, Set(digits).count > 1 else { return false }
    return [9, 10].allSatisfy { count in
      let sum = digits.prefix(count).enumerated().reduce(0) { sum, digit in
        sum + digit.element * (count + 1 - digit.offset)
      }
      return sum * 10 % 11 % 10 == digits[count]
    }
  }

  private static func isDNI(_ characters: String) -> Bool {
    let letters = Array("TRWAGMYFPDXBNJZSQVHLCKE")
    var number = characters
    guard characters.count == 9, let letter = number.popLast() else { return false }
    if let first = number.first, let place = Array("XYZ").firstIndex(of: first) {
      number = String(place) + number.dropFirst()
    }
    guard let value = Int(number) else { return false }
    return letters[value % 23] == letter
  }

  private static func isIBAN(_ characters: String) -> Bool {
    guard (15...34).contains(characters.count) else { return false }
    let turned = characters.dropFirst(4) + characters.prefix(4)
    let rest = turned.reduce(0) { rest, character in
      guard let value = character.hexDigitValue ?? Self.letterValue(character) else { return rest }
      return (rest * (value > 9 ? 100 : 10) + value) % 97
    }
    return rest == 1
  }

  /// 10 for A up to 35 for Z.
  private static func letterValue(_ character: Character) -> Int? {
    character.asciiValue.map { Int($0) - 55 }
  }
}
