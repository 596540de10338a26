#ifndef CORPUS_LINUX_MMAP_LOCK_H
#define CORPUS_LINUX_MMAP_LOCK_H

#include <linux/mm.h>

#endif
