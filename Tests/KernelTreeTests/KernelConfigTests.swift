import KernelTree
import Testing

@Suite struct KernelConfigTests {
  private let text = "CONFIG_A=y\n# CONFIG_B is not set\nCONFIG_AB=m\n# A comment\nCONFIG_N=4\n"

  @Test func aSettingReplacesWhatTheTextSaid() {
    var config = KernelConfig(text)
    config.apply([.init(enabling: "B"), .init(disabling: "CONFIG_A"), .init(enabling: "N=8")])
    #expect(config.value(of: "A") == nil)
    #expect(config.value(of: "B") == "y")
    #expect(config.value(of: "N") == "8")
    #expect(config.value(of: "AB") == "m")
    #expect(config.text.contains("# A comment\n"))
    #expect(!config.text.contains("CONFIG_B is not set"))
    #expect(config.text.contains("# CONFIG_A is not set\n"))
  }

  @Test func anOptionIsMentionedWhenOnAndWhenOff() {
    let config = KernelConfig(text)
    #expect(["A", "B", "AB", "N"].allSatisfy(config.mentions))
    #expect(!config.mentions("C") && !config.mentions("comment"))
  }

  @Test(arguments: [("DM_VERITY", "+DM_VERITY"), ("CONFIG_DM=m", "+DM=m"), ("N=4", "+N=4")])
  func aSettingPrintsWithoutThePrefix(written: String, printed: String) {
    #expect(KernelConfig.Setting(enabling: written).description == printed)
  }
}
