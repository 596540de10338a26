#ifndef CORPUS_LINUX_SWAP_H
#define CORPUS_LINUX_SWAP_H

#include <linux/mm.h>

#endif
