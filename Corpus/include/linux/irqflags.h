#ifndef CORPUS_LINUX_IRQFLAGS_H
#define CORPUS_LINUX_IRQFLAGS_H

#include <linux/spinlock.h>

#endif
