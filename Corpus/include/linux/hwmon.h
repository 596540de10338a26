#ifndef CORPUS_LINUX_HWMON_H
#define CORPUS_LINUX_HWMON_H

#include <linux/types.h>

struct device;

#endif
