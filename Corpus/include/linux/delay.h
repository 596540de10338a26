#ifndef CORPUS_LINUX_DELAY_H
#define CORPUS_LINUX_DELAY_H

void udelay(unsigned long usecs);
void mdelay(unsigned long msecs);
void msleep(unsigned int msecs);
unsigned long msleep_interruptible(unsigned int msecs);
void usleep_range(unsigned long min, unsigned long max);
void fsleep(unsigned long usecs);

#endif
