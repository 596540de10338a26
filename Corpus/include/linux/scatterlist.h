#ifndef CORPUS_LINUX_SCATTERLIST_H
#define CORPUS_LINUX_SCATTERLIST_H

#include <linux/mm.h>

struct scatterlist {
	unsigned long page_link;
	unsigned int offset;
	unsigned int length;
};

#endif
