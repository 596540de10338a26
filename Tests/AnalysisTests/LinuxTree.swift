import Analysis
import Foundation

/// Debian's 6.1, if the test set-up has unpacked it.
enum LinuxTree {
  static let path = ProcessInfo.processInfo.environment["DEADLINT_LINUX_61"].flatMap { path in
    FileManager.default.fileExists(atPath: path + "/Makefile") ? path : nil
  }

  /// A scan of some folders, configured with what the reversals need.
  static func request(_ path: String, only: [String]) -> ScanRequest {
    ScanRequest(
      path: path, config: "defconfig",
      enable: [
        "MD", "BLK_DEV_DM", "DM_VERITY", "DM_SNAPSHOT", "DM_THIN_PROVISIONING", "DM_CRYPT",
        "DM_CACHE", "DM_INTEGRITY", "FUSE_FS", "VIRTIO_FS",
      ], only: only, jobs: 2)
  }
}
