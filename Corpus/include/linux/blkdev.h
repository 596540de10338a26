#ifndef CORPUS_LINUX_BLKDEV_H
#define CORPUS_LINUX_BLKDEV_H

#include <linux/bio.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/workqueue.h>

struct gendisk;
struct request_queue;

struct block_device_operations {
	void (*submit_bio)(struct bio *bio);
	int (*open)(struct block_device *bdev, fmode_t mode);
	void (*release)(struct gendisk *disk, fmode_t mode);
	int (*ioctl)(struct block_device *bdev, fmode_t mode, unsigned int cmd, unsigned long arg);
	struct module *owner;
};

struct gendisk {
	int major;
	int first_minor;
	const struct block_device_operations *fops;
	struct mutex open_mutex;
	struct request_queue *queue;
	void *private_data;
};

struct block_device {
	sector_t bd_start_sect;
	sector_t bd_nr_sectors;
	struct gendisk *bd_disk;
};

struct queue_limits {
	unsigned int logical_block_size;
	unsigned int physical_block_size;
};

typedef void(make_request_fn)(struct request_queue *q, struct bio *bio);

struct request_queue {
	void *queuedata;
	struct queue_limits limits;
	make_request_fn *make_request_fn;
};

struct blk_plug {
	struct list_head cb_list;
};

enum rq_end_io_ret {
	RQ_END_IO_NONE,
	RQ_END_IO_FREE,
};

struct request;
typedef enum rq_end_io_ret(rq_end_io_fn)(struct request *rq, blk_status_t error);

struct request {
	struct request_queue *q;
	struct bio *bio;
	unsigned int cmd_flags;
	int tag;
	rq_end_io_fn *end_io;
	void *end_io_data;
};

void blk_start_plug(struct blk_plug *plug);
void blk_finish_plug(struct blk_plug *plug);

#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 8, 0)
void submit_bio(int rw, struct bio *bio);
int submit_bio_wait(int rw, struct bio *bio);
#else
void submit_bio(struct bio *bio);
int submit_bio_wait(struct bio *bio);
#endif
void submit_bio_noacct(struct bio *bio);
/* What submit_bio_noacct was called until 5.8. */
void generic_make_request(struct bio *bio);
void blk_queue_make_request(struct request_queue *q, make_request_fn *fn);

int blkdev_issue_flush(struct block_device *bdev);
struct gendisk *__blk_alloc_disk(int node, struct lock_class_key *key);
#define blk_alloc_disk(node)                            \
	({                                              \
		static struct lock_class_key __key;     \
		__blk_alloc_disk(node, &__key);         \
	})
int __must_check add_disk(struct gendisk *disk);
void del_gendisk(struct gendisk *disk);
void put_disk(struct gendisk *disk);

blk_status_t errno_to_blk_status(int errno);
int blk_status_to_errno(blk_status_t status);

static inline unsigned int bdev_physical_block_size(struct block_device *bdev)
{
	return bdev->bd_disk->queue->limits.physical_block_size;
}

#endif
