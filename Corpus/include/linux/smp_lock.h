#ifndef CORPUS_LINUX_SMP_LOCK_H
#define CORPUS_LINUX_SMP_LOCK_H

#include <linux/types.h>

/* Until 2.6.38: a lock that schedule() let go of. */
void lock_kernel(void);
void unlock_kernel(void);

#endif
