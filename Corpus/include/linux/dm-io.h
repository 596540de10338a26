#ifndef CORPUS_LINUX_DM_IO_H
#define CORPUS_LINUX_DM_IO_H

#include <linux/blk_types.h>

struct dm_io_client;

struct dm_io_region {
	sector_t sector;
	sector_t count;
	struct block_device *bdev;
};

enum dm_io_mem_type { DM_IO_PAGE_LIST, DM_IO_BIO, DM_IO_VMA, DM_IO_KMEM };

struct dm_io_memory {
	enum dm_io_mem_type type;
	union {
		void *addr;
		void *vma;
		struct bio *bio;
	} ptr;
};

typedef void (*io_notify_fn)(unsigned long error, void *context);

struct dm_io_notify {
	void *context;
	io_notify_fn fn;
};

struct dm_io_request {
	struct dm_io_client *client;
	struct dm_io_notify notify;
	struct dm_io_memory mem;
	blk_opf_t bi_opf;
	/* Instead of that until 5.19. */
	int bi_op;
	int bi_op_flags;
};

struct dm_io_client *dm_io_client_create(void);
void dm_io_client_destroy(struct dm_io_client *client);

/* Waits for the I/O if the request has no notify.fn. */
int dm_io(struct dm_io_request *io_req, unsigned int num_regions, struct dm_io_region *region,
	  unsigned long *sync_error_bits);

#endif
