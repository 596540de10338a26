#ifndef CORPUS_LINUX_BLKDEV_H
#define CORPUS_LINUX_BLKDEV_H

#include <linux/fs.h>
#include <linux/list.h>
#include <linux/bio.h>
#include <linux/device.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/workqueue.h>

struct gendisk;
struct request_queue;

struct block_device_operations {
	/* With a result until 5.15. */
	void (*submit_bio)(struct bio *bio);
	/* The disk instead of the device, and no mode for release, since 6.5. */
	int (*open)();
	void (*release)();
	int (*ioctl)(struct block_device *bdev, fmode_t mode, unsigned int cmd, unsigned long arg);
	int (*revalidate_disk)(struct gendisk *disk);
	struct module *owner;
};

struct gendisk {
	int major;
	int first_minor;
	const struct block_device_operations *fops;
	struct mutex open_mutex;
	struct device dev;
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
	unsigned int max_hw_sectors;
	unsigned int max_segments;
	unsigned int io_opt;
	unsigned int features;
};

#define BLK_FEAT_WRITE_CACHE (1u << 0)
#define BLK_FEAT_FUA (1u << 1)
#define BLK_FEAT_ROTATIONAL (1u << 2)

/* An int until 3.1, nothing until 4.3, a cookie until 5.8. */
typedef void(make_request_fn)(struct request_queue *q, struct bio *bio);
typedef void(request_fn_proc)(struct request_queue *q);

struct request_queue {
	void *queuedata;
	struct queue_limits limits;
	struct mutex limits_lock;
	make_request_fn *make_request_fn;
	/* Until 4.20. */
	request_fn_proc *request_fn;
	spinlock_t *queue_lock;
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

/* Until 4.7 with the direction as first parameter. */
#define READA 2
void submit_bio();
int submit_bio_wait();
void submit_bio_noacct(struct bio *bio);
/* What submit_bio_noacct was called until 5.8. */
void generic_make_request(struct bio *bio);
void blk_queue_make_request(struct request_queue *q, make_request_fn *fn);

int blkdev_issue_flush();
struct gendisk *__blk_alloc_disk();
/* With the limits before the node since 6.9. */
#define blk_alloc_disk(args...)                         \
	({                                              \
		static struct lock_class_key __key;     \
		__blk_alloc_disk(args, &__key);         \
	})
struct gendisk *alloc_disk(int minors);
struct request_queue *blk_alloc_queue();
struct request_queue *blk_init_queue(request_fn_proc *rfn, spinlock_t *lock);
struct request *blk_fetch_request(struct request_queue *q);
/* The update is over with the second or third; its lock is held until then. */
static inline struct queue_limits queue_limits_start_update(struct request_queue *q)
{
	mutex_lock(&q->limits_lock);
	return q->limits;
}

int queue_limits_commit_update(struct request_queue *q, struct queue_limits *lim);
int queue_limits_commit_update_frozen(struct request_queue *q, struct queue_limits *lim);

static inline void queue_limits_cancel_update(struct request_queue *q)
{
	mutex_unlock(&q->limits_lock);
}


#define BLK_OPEN_READ 1u
#define BLK_OPEN_WRITE 2u
struct file *bdev_file_open_by_path(const char *path, unsigned int mode, void *holder,
				    const void *ops);
struct block_device *file_bdev(struct file *file);
#define dev_to_disk(device) container_of(device, struct gendisk, dev)
#define disk_to_dev(disk) (&(disk)->dev)
int add_disk(struct gendisk *disk);
int device_add_disk();
void del_gendisk(struct gendisk *disk);
void put_disk(struct gendisk *disk);

blk_status_t errno_to_blk_status(int errno);
int blk_status_to_errno(blk_status_t status);

static inline unsigned int bdev_physical_block_size(struct block_device *bdev)
{
	return bdev->bd_disk->queue->limits.physical_block_size;
}

#endif
