#ifndef CORPUS_LINUX_EXPORT_H
#define CORPUS_LINUX_EXPORT_H

#include <linux/module.h>

#endif
