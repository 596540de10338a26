#include <clang-c/Index.h>

#if CINDEX_VERSION_MINOR < 64
#error "libclang 17 or later is needed: apt-get install libclang-19-dev, or set LLVM_PREFIX"
#endif
