import Foundation

/// A kernel tree of a few lines whose Makefile answers the goals that the real one does:
/// `defconfig`, `olddefconfig`, `prepare`, folders, and all. It prints commands of the real ones'
/// form.
enum MiniatureKernel {
  /// What its configuration builds; `image` and `table` are generated.
  static let units = ["fs/deep/deep.c", "fs/image.c", "fs/open.c", "fs/super.c", "fs/table.c"]

  /// The goal for the whole tree differs by version, as does the form of folder goals.
  static func files(
    version: (Int, Int) = (6, 1), whole: String = ".", wholeLine: String = "build-dir := .",
    folder: String = "fs/", prepareEnds: String = "true"
  ) -> [String: String] {
    [
      "Makefile": makefile(version, whole, wholeLine, folder, prepareEnds),
      "Kbuild": "obj-y += fs/\n",
      "Kconfig": "config FIRST\n\tbool\n\nconfig SECOND\n\tbool\n\nconfig BOUND\n\tbool\n",
      "include/linux/fs.h": "",
      "fs/Makefile": "obj-y += open.o super.o deep/deep.o table.o image.o\n",
      "fs/deep/deep.c": "int deep;\n",
      "fs/open.c": "int open;\n",
      "fs/super.c": "int super;\n",
    ]
  }

  private static func makefile(
    _ version: (Int, Int), _ whole: String, _ wholeLine: String, _ folder: String,
    _ prepareEnds: String
  ) -> String {
    """
    VERSION = \(version.0)
    PATCHLEVEL = \(version.1)
    SUBLEVEL = 7
    EXTRAVERSION =

    \(wholeLine)
    tree := $(CURDIR)
    objtree := $(if $(O),$(O),.)
    flags = -nostdinc -I$(tree)/include -I./include -include $(tree)/include/linux/fs.h \\
      -D__KERNEL__ -Wall -mno-sse -mpreferred-stack-boundary=3 -std=gnu11 $(KCFLAGS)
    rule_cc_o_c = gcc -Wp,-MMD,$(basename $@).d $(flags) -DKBUILD_MODNAME='"fs"' -c -o $@ $(source)

    defconfig:
    \tprintf 'CONFIG_FIRST=y\\n# CONFIG_SECOND is not set\\n' > $(O)/.config

    olddefconfig oldnoconfig:
    \tsed -i '/CONFIG_NOWHERE/d;/CONFIG_BOUND=/d' $(O)/.config

    prepare:
    \tmkdir -p $(O)/include/generated $(O)/include/config
    \tcd $(O)/include && touch config/auto.conf
    \tcd $(O)/include/generated && touch autoconf.h asm-offsets.h bounds.h utsrelease.h
    \t\(prepareEnds)

    .PHONY: . \(folder) \(whole) defconfig olddefconfig oldnoconfig prepare
    \(whole): \(folder)
    \(folder): fs/open.o fs/super.o fs/deep/deep.o fs/table.o fs/image.o
    source = $(tree)/$(@:.o=.c)
    fs/open.o fs/super.o fs/deep/deep.o:
    \t@cd $(objtree) && mkdir -p fs/deep; echo '  CC -c fs/x.c'; $(rule_cc_o_c) ; true
    fs/table.o: source = fs/table.c
    fs/table.o:
    \tcd $(objtree) && mkdir -p fs && echo 'int table;' > fs/table.c
    \tcd $(objtree) && $(rule_cc_o_c)
    # Made of a real object: an empty one will not do.
    fs/image.o: private source = fs/image.c
    fs/image.o: fs/open.o
    \tcd $(objtree) && test -s fs/open.o && echo 'int image;' > fs/image.c
    \tcd $(objtree) && $(rule_cc_o_c)
    host:
    \tgcc -O2 -c -o scripts/tool.o $(tree)/scripts/tool.c

    """
  }
}
