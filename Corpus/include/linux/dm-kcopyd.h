#ifndef CORPUS_LINUX_DM_KCOPYD_H
#define CORPUS_LINUX_DM_KCOPYD_H

#include <linux/dm-io.h>

#define DM_KCOPYD_MAX_REGIONS 8
#define DM_KCOPYD_IGNORE_ERROR 1

struct dm_kcopyd_client;

struct dm_kcopyd_throttle {
	unsigned int throttle;
	unsigned int num_io_jobs;
};

typedef void (*dm_kcopyd_notify_fn)(int read_err, unsigned long write_err, void *context);

struct dm_kcopyd_client *dm_kcopyd_client_create(struct dm_kcopyd_throttle *throttle);
void dm_kcopyd_client_destroy(struct dm_kcopyd_client *kc);
void dm_kcopyd_copy(struct dm_kcopyd_client *kc, struct dm_io_region *from, unsigned int num_dests,
		    struct dm_io_region *dests, unsigned int flags, dm_kcopyd_notify_fn fn,
		    void *context);
void *dm_kcopyd_prepare_callback(struct dm_kcopyd_client *kc, dm_kcopyd_notify_fn fn,
				 void *context);
void dm_kcopyd_do_callback(void *job, int read_err, unsigned long write_err);

#endif
