// run: kernel-version=6.1
/*
 * A block device that hands the bio to a worker: the worker's I/O is issued at once, so it may allocate as it likes.
 */

#include <linux/bio.h>
#include <linux/blkdev.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct disk {
	struct work_struct work;
	struct bio *bio;
	void *buffer;
};

static void disk_work_ok(struct work_struct *work)
{
	struct disk *disk = container_of(work, struct disk, work);

	disk->buffer = kmalloc(512, GFP_KERNEL);
	bio_endio(disk->bio);
}

static void disk_submit_ok(struct bio *bio)
{
	struct disk *disk = bio->bi_private;

	disk->bio = bio;
	queue_work(system_wq, &disk->work);
}

static const struct block_device_operations disk_ops = {
	.submit_bio = disk_submit_ok,
};

const struct block_device_operations *disk_start_ok(struct disk *disk)
{
	INIT_WORK(&disk->work, disk_work_ok);
	return &disk_ops;
}
