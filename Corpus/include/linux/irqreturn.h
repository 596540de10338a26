#ifndef CORPUS_LINUX_IRQRETURN_H
#define CORPUS_LINUX_IRQRETURN_H

#include <linux/interrupt.h>

#endif
