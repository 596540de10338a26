#ifndef CORPUS_LINUX_KOBJECT_H
#define CORPUS_LINUX_KOBJECT_H

#include <linux/device.h>

#endif
