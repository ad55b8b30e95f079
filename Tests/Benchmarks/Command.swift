import Foundation

/// A program that is run to its end, and what the kernel says that it took.
struct Command {
  let arguments: [String]

  /// What a run took; the peak is that of the largest process.
  struct Cost {
    var wall = 0.0
    var processor = 0.0
    var peak = 0.0

    static func + (left: Cost, right: Cost) -> Cost {
      Cost(
        wall: left.wall + right.wall, processor: left.processor + right.processor,
        peak: max(left.peak, right.peak))
    }
  }

  /// Runs it with its output thrown away; a status but 0 is an error.
  func run() throws -> Cost {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor: Int32 in [0, 1, 2] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
    }
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var process = pid_t()
    let clock = ContinuousClock()
    let start = clock.now
    guard posix_spawnp(&process, arguments[0], &actions, nil, words, environ) == 0 else {
      throw Failed(command: arguments, status: 127)
    }
    var status: Int32 = 0
    var usage = rusage()
    guard wait4(process, &status, 0, &usage) == process else {
      throw Failed(command: arguments, status: 127)
    }
    guard status == 0 else { throw Failed(command: arguments, status: status >> 8) }
    let wall = (clock.now - start) / .seconds(1)
    func seconds(_ time: timeval) -> Double {
      Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
    }
    return Cost(
      wall: wall, processor: seconds(usage.ru_utime) + seconds(usage.ru_stime),
      peak: Double(usage.ru_maxrss) / 1024)
  }

  /// How many instructions callgrind counts in a run, whatever else the machine does.
  func instructions() throws -> Int {
    let file = FileManager.default.temporaryDirectory.appending(path: "callgrind-\(getpid())")
    // Valgrind does not understand what the compiler tells debuggers about a program.
    let program = file.appendingPathExtension("program")
    defer { for file in [file, program] { try? FileManager.default.removeItem(at: file) } }
    _ = try Command(arguments: ["strip", "-g", "-o", program.path, arguments[0]]).run()
    _ = try Command(
      arguments: [
        "valgrind", "--quiet", "--tool=callgrind", "--callgrind-out-file=\(file.path)",
        program.path,
      ] + arguments.dropFirst()
    ).run()
    let text = try String(contentsOf: file, encoding: .utf8)
    let line = text.split(separator: "\n").last { $0.hasPrefix("totals: ") }
    guard let line, let count = Int(line.dropFirst(8)) else {
      throw Failed(command: arguments, status: 127)
    }
    return count
  }

  /// Whether a program can be run at all.
  static func exists(_ arguments: String...) -> Bool {
    (try? Command(arguments: arguments).run()) != nil
  }

  struct Failed: Error {
    let command: [String]
    let status: Int32
  }
}
