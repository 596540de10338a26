#ifndef CORPUS_LINUX_JIFFIES_H
#define CORPUS_LINUX_JIFFIES_H

#include <linux/types.h>

#define HZ 250
#define time_after(a, b) ((long)((b) - (a)) < 0)
#define time_before(a, b) time_after(b, a)

extern unsigned long volatile jiffies;

unsigned long msecs_to_jiffies(unsigned int m);

#endif
