#ifndef CORPUS_LINUX_SYSFS_H
#define CORPUS_LINUX_SYSFS_H

#include <linux/device.h>

#endif
