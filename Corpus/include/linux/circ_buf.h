#ifndef CORPUS_LINUX_CIRC_BUF_H
#define CORPUS_LINUX_CIRC_BUF_H

#include <linux/types.h>

struct circ_buf {
	char *buf;
	int head;
	int tail;
};

#endif
