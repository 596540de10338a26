// run: kernel-version=6.1
/*
 * A disk whose worker signals whether it gets the rwsem or not.
 *
 * Task 1 holds it for reading and waits; task 2 queues to write. Task 3 tries: if the writer is in
 * the way it leaves the table alone, and completes all the same. Task 1 goes on.
 */

#include <linux/completion.h>
#include <linux/rwsem.h>
#include <linux/workqueue.h>

struct disk {
	struct rw_semaphore table_lock;
	struct completion flushed;
	struct work_struct flush_work;
	u32 *table;
	bool skipped;
};

int hw_flush(u32 *table);

static void disk_flush(struct work_struct *work)
{
	struct disk *disk = container_of(work, struct disk, flush_work);

	disk->skipped = true;
	if (down_read_trylock(&disk->table_lock)) {
		disk->skipped = hw_flush(disk->table) != 0;
		up_read(&disk->table_lock);
	}
	complete(&disk->flushed);
}

int disk_sync_ok(struct disk *disk)
{
	int err;

	down_read(&disk->table_lock);
	schedule_work(&disk->flush_work);
	wait_for_completion(&disk->flushed);
	err = disk->skipped ? -EAGAIN : 0;
	up_read(&disk->table_lock);
	return err;
}

void disk_replace_ok(struct disk *disk, u32 *table)
{
	down_write(&disk->table_lock);
	disk->table = table;
	up_write(&disk->table_lock);
}

void disk_init_ok(struct disk *disk)
{
	init_rwsem(&disk->table_lock);
	init_completion(&disk->flushed);
	INIT_WORK(&disk->flush_work, disk_flush);
}
