#ifndef CORPUS_LINUX_IDR_H
#define CORPUS_LINUX_IDR_H

#include <linux/xarray.h>

struct idr {
	struct xarray idr_rt;
	unsigned int idr_next;
};

#define IDR_INIT(name) { 0 }
#define DEFINE_IDR(name) struct idr name = IDR_INIT(name)
void idr_init(struct idr *idr);
void *idr_find(const struct idr *idr, unsigned long id);
int idr_alloc(struct idr *idr, void *ptr, int start, int end, gfp_t gfp);
void *idr_remove(struct idr *idr, unsigned long id);
void idr_preload(gfp_t gfp);
void idr_preload_end(void);
void *idr_get_next(struct idr *idr, int *next);
#define idr_for_each_entry(idr, entry, id) \
	for (id = 0; ((entry) = idr_get_next(idr, &(id))) != NULL; id += 1)

struct ida {
	struct xarray xa;
};

#define DEFINE_IDA(name) struct ida name = { 0 }

#endif
