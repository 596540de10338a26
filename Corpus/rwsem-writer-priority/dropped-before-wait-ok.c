// run: kernel-version=6.1
/*
 * A disk that drops its rwsem before it waits, and says so by what it returns.
 *
 * The helper waits only if it may drop the lock, has dropped it exactly if it returns false, and its
 * caller then starts again. The worker, a reader, and the writer never meet a task that waits with
 * the lock held.
 */

#include <linux/rwsem.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

struct disk {
	struct rw_semaphore table_lock;
	wait_queue_head_t flush_wait;
	unsigned int in_flight;
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
	disk->in_flight = 0;
	wake_up_all(&disk->flush_wait);
}

static bool disk_throttle(struct disk *disk, bool drop)
{
	if (disk->in_flight < 16)
		return true;
	if (!drop)
		return true;
	up_read(&disk->table_lock);
	wait_event(disk->flush_wait, disk->in_flight < 16);
	return false;
}

u32 disk_read_ok(struct disk *disk, u32 index)
{
	u32 value;

again:
	down_read(&disk->table_lock);
	if (!disk_throttle(disk, true))
		goto again;
	disk->in_flight++;
	schedule_work(&disk->flush_work);
	value = disk->table[index];
	up_read(&disk->table_lock);
	return value;
}

u32 disk_peek_ok(struct disk *disk, u32 index)
{
	u32 value;

	down_read(&disk->table_lock);
	disk_throttle(disk, false);
	value = disk->table[index];
	up_read(&disk->table_lock);
	return value;
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
	init_waitqueue_head(&disk->flush_wait);
	INIT_WORK(&disk->flush_work, disk_flush);
}
