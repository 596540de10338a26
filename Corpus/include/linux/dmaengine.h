#ifndef CORPUS_LINUX_DMAENGINE_H
#define CORPUS_LINUX_DMAENGINE_H

#include <linux/device.h>
#include <linux/list.h>

struct dma_chan {
	void *private;
};

#endif
