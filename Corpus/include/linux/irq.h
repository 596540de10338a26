#ifndef CORPUS_LINUX_IRQ_H
#define CORPUS_LINUX_IRQ_H

#include <linux/interrupt.h>

#endif
