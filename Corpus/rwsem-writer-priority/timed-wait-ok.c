// run: kernel-version=6.1
/*
 * A disk that waits for the worker for a second at most.
 *
 * Task 1, 2 and 3 stand as in the deadlock, until task 1's time is up: it leaves with an error, the
 * writer gets the rwsem, and then the worker.
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

int disk_sync_ok(struct disk *disk)
{
	int err = 0;

	down_read(&disk->table_lock);
	schedule_work(&disk->flush_work);
	if (!wait_for_completion_timeout(&disk->flushed, HZ))
		err = -ETIMEDOUT;
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
