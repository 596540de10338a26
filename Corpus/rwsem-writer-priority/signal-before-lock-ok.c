// run: kernel-version=6.1
/*
 * A disk whose worker signals first and takes the rwsem afterwards.
 *
 * The order within the worker decides: task 1 is woken before task 3 has to queue behind the writer.
 * Each request has an item of its own, so no earlier item stands in the way of the signal either.
 */

#include <linux/completion.h>
#include <linux/rwsem.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct disk {
	struct rw_semaphore table_lock;
	u32 *table;
};

struct request_item {
	struct work_struct work;
	struct disk *disk;
	struct completion *started;
};

int hw_flush(u32 *table);

static void disk_flush(struct work_struct *work)
{
	struct request_item *item = container_of(work, struct request_item, work);

	complete(item->started);

	down_read(&item->disk->table_lock);
	hw_flush(item->disk->table);
	up_read(&item->disk->table_lock);
	kfree(item);
}

int disk_start_flush_ok(struct disk *disk)
{
	DECLARE_COMPLETION_ONSTACK(started);
	struct request_item *item = kmalloc(sizeof(*item), GFP_KERNEL);

	if (!item)
		return -ENOMEM;
	INIT_WORK(&item->work, disk_flush);
	item->disk = disk;
	item->started = &started;

	down_read(&disk->table_lock);
	schedule_work(&item->work);
	wait_for_completion(&started);
	up_read(&disk->table_lock);
	return 0;
}

void disk_replace_ok(struct disk *disk, u32 *table)
{
	down_write(&disk->table_lock);
	disk->table = table;
	up_write(&disk->table_lock);
}
