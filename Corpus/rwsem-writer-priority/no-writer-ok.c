// run: kernel-version=6.1
/*
 * A disk whose rwsem nobody ever takes for writing.
 *
 * Task 1 holds it for reading and waits for the worker, which takes it for reading too. Readers get
 * along as long as no writer stands between them, and there is none: the table is made before the
 * disk is known to anyone.
 */

#include <linux/completion.h>
#include <linux/rwsem.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct disk {
	struct rw_semaphore table_lock;
	struct completion flushed;
	struct work_struct flush_work;
	u32 *table;
};

int hw_flush(u32 *table);

static void disk_flush(struct work_struct *work)
{
	struct disk *disk = container_of(work, struct disk, flush_work);

	down_read(&disk->table_lock);
	hw_flush(disk->table);
	up_read(&disk->table_lock);
	complete(&disk->flushed);
}

void disk_sync_ok(struct disk *disk)
{
	down_read(&disk->table_lock);
	schedule_work(&disk->flush_work);
	wait_for_completion(&disk->flushed);
	up_read(&disk->table_lock);
}

struct disk *disk_create_ok(void)
{
	struct disk *disk = kzalloc(sizeof(*disk), GFP_KERNEL);

	if (!disk)
		return NULL;
	init_rwsem(&disk->table_lock);
	init_completion(&disk->flushed);
	INIT_WORK(&disk->flush_work, disk_flush);
	return disk;
}
