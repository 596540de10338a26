#ifndef CORPUS_LINUX_BACKING_DEV_H
#define CORPUS_LINUX_BACKING_DEV_H

#include <linux/fs.h>

#define BLK_RW_SYNC 1
#define BLK_RW_ASYNC 0
/* Until 5.15. */
long congestion_wait(int sync, long timeout);

#endif
