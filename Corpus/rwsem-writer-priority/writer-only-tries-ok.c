// run: kernel-version=6.1
/*
 * A disk whose only writer tries.
 *
 * A writer that finds readers and goes away has not been in the queue: task 3 gets the rwsem beside
 * task 1, and completes.
 */

#include <linux/completion.h>
#include <linux/rwsem.h>
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

int disk_replace_ok(struct disk *disk, u32 *table)
{
	if (!down_write_trylock(&disk->table_lock))
		return -EBUSY;
	disk->table = table;
	up_write(&disk->table_lock);
	return 0;
}

void disk_init_ok(struct disk *disk)
{
	init_rwsem(&disk->table_lock);
	init_completion(&disk->flushed);
	INIT_WORK(&disk->flush_work, disk_flush);
}
