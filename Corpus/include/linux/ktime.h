#ifndef CORPUS_LINUX_KTIME_H
#define CORPUS_LINUX_KTIME_H

#include <linux/jiffies.h>

#endif
