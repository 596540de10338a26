#ifndef CORPUS_LINUX_VERSION_H
#define CORPUS_LINUX_VERSION_H

#define KERNEL_VERSION(a, b, c) (((a) << 16) + ((b) << 8) + (c))

/*
 * These headers have the shapes of 6.1. A file that is written for an older
 * kernel defines LINUX_VERSION_CODE before its first include, and gets the
 * older shape of the few interfaces whose shape changed.
 */
#ifndef LINUX_VERSION_CODE
#define LINUX_VERSION_CODE KERNEL_VERSION(6, 1, 0)
#endif

#endif
