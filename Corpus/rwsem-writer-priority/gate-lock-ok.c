// run: kernel-version=6.1
/*
 * A disk whose writers and waiters take the same mutex first.
 *
 * Task 1 holds admin_lock over the rwsem and the wait. A writer takes admin_lock before it asks for
 * the rwsem, so while task 1 waits no writer is in the queue, and task 3 reads without hindrance.
 */

#include <linux/completion.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/workqueue.h>

struct disk {
	struct mutex admin_lock;
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
	mutex_lock(&disk->admin_lock);
	down_read(&disk->table_lock);
	schedule_work(&disk->flush_work);
	wait_for_completion(&disk->flushed); // expect: rwsem-writer-priority refuted
	up_read(&disk->table_lock);
	mutex_unlock(&disk->admin_lock);
}

void disk_replace_ok(struct disk *disk, u32 *table)
{
	mutex_lock(&disk->admin_lock);
	down_write(&disk->table_lock);
	disk->table = table;
	up_write(&disk->table_lock);
	mutex_unlock(&disk->admin_lock);
}

void disk_init_ok(struct disk *disk)
{
	mutex_init(&disk->admin_lock);
	init_rwsem(&disk->table_lock);
	init_completion(&disk->flushed);
	INIT_WORK(&disk->flush_work, disk_flush);
}
