import Figures

/// How a language writes days, in words and without a formatter.
struct DateForm: Sendable {
  let months: [String]
  let shortMonths: [String]
  /// From Monday on.
  let weekdays: [String]
  let shortWeekdays: [String]
  /// Templates with `d` for the day, `M` and `m` for the month long and short, `y` for the year,
  /// `W` and `w` for the weekday.
  let dayAndMonth: String
  let shortDayAndMonth: String
  let long: String
  let full: String
  let short: String
  let month: String
  /// `1 to 28 February 1999`: the first day alone as `a`, the last in full by `d`, `M` and `y`.
  let daysOfMonth: String
  /// `28 January to 3 February 1999`, from the first as `A` to the last in full as `B`.
  let span: String
  /// What the first of a month is called, such as `1er`.
  var first = "1"

  /// The full form without its year.
  var inMonth: String { (full.hasPrefix("W,") ? "W, " : "W ") + dayAndMonth }

  func text(_ form: String, _ date: LocalDate, from other: LocalDate? = nil, ends: [String] = [])
    -> String
  {
    var text = ""
    var isQuoted = false
    for character in form {
      if character == "'" {
        isQuoted.toggle()
        continue
      }
      switch (isQuoted, character) {
      case (false, "d"): text += day(date)
      case (false, "M"): text += months[date.month - 1]
      case (false, "m"): text += shortMonths[date.month - 1]
      case (false, "y"): text += String(date.year)
      case (false, "W"): text += weekdays[date.weekday.place]
      case (false, "w"): text += shortWeekdays[date.weekday.place]
      case (false, "a"): text += other.map(day) ?? ""
      case (false, "A"): text += ends.first ?? ""
      case (false, "B"): text += ends.last ?? ""
      default: text.append(character)
      }
    }
    return text
  }

  private func day(_ date: LocalDate) -> String { date.day == 1 ? first : String(date.day) }

  static func of(_ language: Language) -> DateForm {
    switch language {
    case .english: english
    case .spanish: spanish
    case .portuguese: portuguese
    case .french: french
    case .german: german
    case .filipino: filipino
    }
  }

  static let english = DateForm(
    months: [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ],
    shortMonths: [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ],
    weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    shortWeekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], dayAndMonth: "d M",
    shortDayAndMonth: "d m", long: "d M y", full: "W d M y", short: "w d m", month: "M y",
    daysOfMonth: "a 'to' d M y", span: "A 'to' B")

  private static let german = DateForm(
    months: [
      "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
      "Oktober", "November", "Dezember",
    ],
    shortMonths: [
      "Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.",
      "Dez.",
    ],
    weekdays: [
      "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag",
    ],
    shortWeekdays: ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"], dayAndMonth: "d. M",
    shortDayAndMonth: "d. m", long: "d. M y", full: "W, d. M y", short: "w, d. m", month: "M y",
    daysOfMonth: "a. 'bis' d. M y", span: "A 'bis' B")

  private static let spanish = DateForm(
    months: [
      "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
      "octubre", "noviembre", "diciembre",
    ],
    shortMonths: [
      "ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic",
    ],
    weekdays: ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    shortWeekdays: ["lun", "mar", "mié", "jue", "vie", "sáb", "dom"], dayAndMonth: "d 'de' M",
    shortDayAndMonth: "d m", long: "d 'de' M 'de' y", full: "W, d 'de' M 'de' y",
    short: "w, d m", month: "M 'de' y", daysOfMonth: "'del' a 'al' d 'de' M 'de' y",
    span: "'del' A 'al' B")

  private static let portuguese = DateForm(
    months: [
      "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro",
      "outubro", "novembro", "dezembro",
    ],
    shortMonths: [
      "jan.", "fev.", "mar.", "abr.", "mai.", "jun.", "jul.", "ago.", "set.", "out.", "nov.",
      "dez.",
    ],
    weekdays: [
      "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado",
      "domingo",
    ],
    shortWeekdays: ["seg.", "ter.", "qua.", "qui.", "sex.", "sáb.", "dom."],
    dayAndMonth: "d 'de' M", shortDayAndMonth: "d 'de' m", long: "d 'de' M 'de' y",
    full: "W, d 'de' M 'de' y", short: "w, d 'de' m", month: "M 'de' y",
    daysOfMonth: "a 'a' d 'de' M 'de' y", span: "A 'a' B", first: "1º")

  private static let french = DateForm(
    months: [
      "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
      "octobre", "novembre", "décembre",
    ],
    shortMonths: [
      "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
      "déc.",
    ],
    weekdays: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    shortWeekdays: ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."], dayAndMonth: "d M",
    shortDayAndMonth: "d m", long: "d M y", full: "W d M y", short: "w d m", month: "M y",
    daysOfMonth: "'du' a 'au' d M y", span: "'du' A 'au' B", first: "1er")

  private static let filipino = DateForm(
    months: [
      "Enero", "Pebrero", "Marso", "Abril", "Mayo", "Hunyo", "Hulyo", "Agosto", "Setyembre",
      "Oktubre", "Nobyembre", "Disyembre",
    ],
    shortMonths: [
      "Ene", "Peb", "Mar", "Abr", "May", "Hun", "Hul", "Ago", "Set", "Okt", "Nob", "Dis",
    ],
    weekdays: ["Lunes", "Martes", "Miyerkules", "Huwebes", "Biyernes", "Sabado", "Linggo"],
    shortWeekdays: ["Lun", "Mar", "Miy", "Huw", "Biy", "Sab", "Lin"], dayAndMonth: "M d",
    shortDayAndMonth: "m d", long: "M d, y", full: "W, M d, y", short: "w, m d", month: "M y",
    daysOfMonth: "M a 'hanggang' d, y", span: "A 'hanggang' B")
}

extension Weekday {
  /// From Monday on.
  var place: Int {
    switch self {
    case .monday: 0
    case .tuesday: 1
    case .wednesday: 2
    case .thursday: 3
    case .friday: 4
    case .saturday: 5
    case .sunday: 6
    }
  }
}
