import Foundation

/// The unpacked Linux 6.1 that `make test` names.
enum DebianLinux {
  static let path = ProcessInfo.processInfo.environment["DEADLINT_LINUX_61"].flatMap { path in
    FileManager.default.fileExists(atPath: path + "/Makefile") ? path : nil
  }
}
